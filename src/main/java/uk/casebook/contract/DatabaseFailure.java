package uk.casebook.contract;

import java.net.ConnectException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away or full, and collisions in it, from a fault in this service. */
public final class DatabaseFailure {

  /** Shutting down, crashed, starting up; too many connections (PostgreSQL, appendix A). */
  private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

  /** Of two transactions that cannot both go on, the database ends one. */
  private static final Set<String> COLLISION = Set.of("40001", "40P01");

  private static final String CONNECTION_EXCEPTION = "08";

  /** Chains of causes can be circular. */
  private static final int DEEPEST = 20;

  private DatabaseFailure() {}

  /** Whether what is behind it is a database that is away or full. */
  public static boolean isBehind(Throwable failure) {
    return isAnyCause(failure, DatabaseFailure::isOne);
  }

  /** Whether a database had a part in it. */
  public static boolean isInvolved(Throwable failure) {
    return isAnyCause(failure, SQLException.class::isInstance) || isBehind(failure);
  }

  /** Whether the transaction was given up in favour of another one; again, it may succeed. */
  static boolean isCollision(Throwable failure) {
    return isAnyCause(
        failure,
        cause -> {
          String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
          return state != null && COLLISION.contains(state);
        });
  }

  /** What a transaction could not be committed for is not its cause, but suppressed by it. */
  private static boolean isAnyCause(Throwable failure, Predicate<Throwable> sought) {
    return isAnyCause(failure, sought, DEEPEST);
  }

  private static boolean isAnyCause(
      @Nullable Throwable failure, Predicate<Throwable> sought, int depth) {
    if (failure == null || depth == 0) {
      return false;
    }
    return sought.test(failure)
        || isAnyCause(failure.getCause(), sought, depth - 1)
        || Arrays.stream(failure.getSuppressed())
            .anyMatch(suppressed -> isAnyCause(suppressed, sought, depth - 1));
  }

  private static boolean isOne(Throwable cause) {
    return cause instanceof ConnectException
        || (cause instanceof SQLException sql
            && (isAway(sql.getSQLState()) || isPoolExhausted(sql.getMessage())));
  }

  private static boolean isAway(@Nullable String state) {
    return state != null && (state.startsWith(CONNECTION_EXCEPTION) || AWAY.contains(state));
  }

  /** The connection pool has no SQLSTATE of its own. */
  private static boolean isPoolExhausted(@Nullable String message) {
    return message != null && message.toLowerCase(Locale.ROOT).contains("acquisition timeout");
  }
}
