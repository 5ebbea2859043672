package uk.casebook.http;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Days as they begin and end in London: deadlines, consents and dates of awards are days of the
 * United Kingdom, whatever zone the machine is in.
 */
@Singleton
public class LondonTime {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private final InstantSource clock;

  LondonTime(InstantSource clock) {
    this.clock = clock;
  }

  /** Which day it is. */
  public LocalDate today() {
    return dayOf(clock.instant());
  }

  /** The day that an instant falls on. */
  public static LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, LONDON);
  }

  /** The first instant that is no longer on a day: its midnight, also where clocks change. */
  public static Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(LONDON).toInstant();
  }
}
