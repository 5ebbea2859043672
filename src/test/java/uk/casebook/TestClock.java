package uk.casebook;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The clock of the service under test: the system's, unless a test sets it. */
@Alternative
@Priority(1)
@Singleton
public class TestClock implements InstantSource {

  private static final InstantSource SYSTEM = SystemClock.clock();

  private static volatile @Nullable Instant set;

  @Override
  public Instant instant() {
    Instant now = set;
    return now == null ? SYSTEM.instant() : now;
  }

  /** Does something at an instant at which the clock stands still. */
  public static void at(String instant, Runnable action) {
    set = Instant.parse(instant);
    try {
      action.run();
    } finally {
      set = null;
    }
  }
}
