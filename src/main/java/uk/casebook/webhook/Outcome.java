package uk.casebook.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of sending a message.
 *
 * @param failure null if it arrived
 * @param statusCode what the receiver answered, if it did
 * @param retryAfter how long the receiver asked to be left alone
 */
record Outcome(@Nullable FailureReason failure, @Nullable Integer statusCode, Duration retryAfter) {

  private static final int GONE = 410;

  static Outcome failed(FailureReason failure) {
    return new Outcome(failure, null, Duration.ZERO);
  }

  static Outcome answered(int statusCode, Duration retryAfter) {
    FailureReason failure =
        switch (statusCode / 100) {
          case 2 -> null;
          case 3 -> FailureReason.REDIRECTED;
          default -> FailureReason.REFUSED;
        };
    return new Outcome(failure, statusCode, retryAfter);
  }

  /** Whether the receiver wants nothing any more. */
  boolean isGone() {
    return statusCode != null && statusCode == GONE;
  }
}
