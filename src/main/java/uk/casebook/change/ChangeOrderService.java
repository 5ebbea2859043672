package uk.casebook.change;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import uk.casebook.http.ChangeLog;
import uk.casebook.http.RegisterWatch;

/** Gives changes their places in the log once they are committed. */
@ApplicationScoped
public class ChangeOrderService implements ChangeLog {

  private final ChangeRepository changes;
  private final RegisterWatch register;
  private final AtomicLong asked = new AtomicLong();
  private final ReentrantLock ordering = new ReentrantLock();
  private long answered;

  ChangeOrderService(ChangeRepository changes, RegisterWatch register) {
    this.changes = changes;
    this.register = register;
  }

  /** Of those who wait while changes are ordered, one orders for all. */
  @Override
  public void order() {
    try {
      orderShared();
    } finally {
      register.written();
    }
  }

  private void orderShared() {
    long mine = asked.incrementAndGet();
    ordering.lock();
    try {
      if (answered < mine) {
        long all = asked.get();
        orderAll();
        answered = all;
      }
    } finally {
      ordering.unlock();
    }
  }

  private void orderAll() {
    boolean more;
    do {
      more = changes.order();
    } while (more);
  }

  /** Orders what was committed by whoever did not live to order it, or does not know of it. */
  @Scheduled(every = "1s", delayed = "1s", identity = "order changes")
  void orderWhatIsLeft() {
    try {
      orderShared();
    } catch (RuntimeException e) {
      // The database is away, which others tell of.
      Log.debug("Changes wait for their places in the log", e);
    }
  }
}
