package uk.casebook.change;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.DatabaseFailure;
import uk.casebook.http.RegisterPosition;
import uk.casebook.http.RegisterWatch.State;

/**
 * Reads from a streaming replica what everybody may read, where there is a replica and it is not
 * behind what this process has confirmed. The state that it was seen in once it never falls behind
 * again, so it is asked only when that is not enough. Whatever goes wrong there is read from the
 * primary instead.
 */
@Singleton
class ReadReplica {

  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final @Nullable AgroalDataSource replica;
  private final RegisterPosition position;
  private final ThreadLocal<Boolean> here = new ThreadLocal<>();
  private final ReentrantLock asking = new ReentrantLock();
  private volatile State seen = State.of("", -1);
  private volatile long lost = System.nanoTime() - PAUSE_NANOS;

  ReadReplica(
      @DataSource("read") InjectableInstance<AgroalDataSource> replica, RegisterPosition position) {
    this.replica = replica.getHandle().getBean().isActive() ? replica.get() : null;
    this.position = position;
  }

  /** What is read in one go, and may be read again. */
  interface Reading<T, E extends Exception> {
    T call() throws E;
  }

  /** Where this thread reads now, unless it is the primary. */
  @Nullable AgroalDataSource now() {
    return here.get() == null ? null : replica;
  }

  /**
   * Reads for the current request from the replica or the primary, and again from the primary where
   * something went wrong with the replica.
   */
  <T, E extends Exception> T read(Reading<T, E> reading) throws E {
    if (!mayReadHere()) {
      return reading.call();
    }
    here.set(true);
    try {
      return reading.call();
    } catch (Exception e) {
      if (!DatabaseFailure.isInvolved(e)) {
        throw e;
      }
      Log.debug("The replica failed, and the primary is asked instead", e);
      position.exchange().ifPresent(RegisterPosition::leaveReplica);
      if (DatabaseFailure.isBehind(e)) {
        lose();
      }
    } finally {
      here.remove();
    }
    return reading.call();
  }

  /**
   * Does what a read has written for others, which goes to the primary: from a transaction with the
   * replica, beside it.
   */
  void write(Runnable writing) {
    if (here.get() == null) {
      writing.run();
      return;
    }
    here.remove();
    try {
      QuarkusTransaction.suspendingExisting().run(writing);
    } finally {
      here.set(true);
    }
  }

  /** What was begun with one database goes on with it. */
  private boolean mayReadHere() {
    if (replica == null
        || here.get() != null
        || QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      return false;
    }
    Optional<RoutingContext> exchange = position.exchange();
    boolean may = exchange.flatMap(RegisterPosition::ofReplica).filter(this::holds).isPresent();
    if (!may) {
      exchange.ifPresent(RegisterPosition::leaveReplica);
    }
    return may;
  }

  private boolean holds(State wanted) {
    return seen.holds(wanted) || (look() && seen.holds(wanted));
  }

  /** Asks the replica, unless another thread does or it was lost a moment ago: nobody waits. */
  private boolean look() {
    if (replica == null || System.nanoTime() - lost < PAUSE_NANOS || !asking.tryLock()) {
      return false;
    }
    try (Connection connection = replica.getConnection()) {
      seen = ChangeRepository.state(connection);
      return true;
    } catch (SQLException e) {
      Log.debug("The replica does not answer", e);
      lose();
      return false;
    } finally {
      asking.unlock();
    }
  }

  /** It may be another one that comes back, and connections to this one are of no use. */
  private void lose() {
    lost = System.nanoTime();
    seen = State.of("", -1);
    if (replica != null) {
      replica.flush(FlushMode.IDLE);
    }
  }
}
