package uk.casebook.change;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import uk.casebook.http.ChangeLog;

/** Gives changes their places in the log once they are committed. */
@ApplicationScoped
public class ChangeOrderService implements ChangeLog {

  private final ChangeRepository changes;
  private final AtomicLong asked = new AtomicLong();
  private final ReentrantLock ordering = new ReentrantLock();
  private long answered;

  ChangeOrderService(ChangeRepository changes) {
    this.changes = changes;
  }

  /** Of those who wait while changes are ordered, one orders for all. */
  @Override
  public void order() {
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
      order();
    } catch (RuntimeException e) {
      // The database is away, which others tell of.
      Log.debug("Changes wait for their places in the log", e);
    }
  }
}
