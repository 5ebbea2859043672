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
  private long head;

  ChangeOrderService(ChangeRepository changes, RegisterWatch register) {
    this.changes = changes;
    this.register = register;
  }

  /** Of those who wait while changes are ordered, one orders for all. */
  @Override
  public String order() {
    try {
      return register.text(orderShared());
    } finally {
      register.written();
    }
  }

  @Override
  public boolean reaches(String position) {
    return changes.state().reaches(position);
  }

  /** Returns the last position there is then. */
  private long orderShared() {
    long mine = asked.incrementAndGet();
    ordering.lock();
    try {
      if (answered < mine) {
        long all = asked.get();
        head = orderAll();
        answered = all;
      }
      return head;
    } finally {
      ordering.unlock();
    }
  }

  private long orderAll() {
    ChangeRepository.Ordered ordered;
    do {
      ordered = changes.order();
    } while (ordered.isMoreLeft());
    return ordered.head();
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
