package uk.casebook;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

/** The clock that everything takes its time from; tests put another one in its place. */
final class SystemClock {

  private SystemClock() {}

  /** Ticks in microseconds, as finely as the database keeps an instant. */
  @Produces
  @Singleton
  static InstantSource clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  }
}
