package uk.casebook.casestudy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Violation;

/** A date that is known to the day, the month or the year (ISO 8601). */
public final class PartialDate {

  private PartialDate() {}

  /**
   * The day that a filter names; one that does not exist is added to the violations.
   *
   * @param edge {@link #firstDay} or {@link #lastDay}
   */
  public static @Nullable LocalDate day(
      String parameter,
      Optional<String> partial,
      Function<String, LocalDate> edge,
      List<Violation> violations) {
    try {
      return partial.map(edge).orElse(null);
    } catch (DateTimeException e) {
      violations.add(
          Violation.ofParameter(
              parameter, "no-such-day", "There is no day %s.".formatted(partial.orElse(""))));
      return null;
    }
  }

  /** Adds a violation if a body names a day that does not exist; null is no day at all. */
  public static void check(String pointer, @Nullable String partial, List<Violation> violations) {
    if (partial != null && !exists(partial)) {
      violations.add(
          Violation.atPointer(pointer, "no-such-day", "There is no day %s.".formatted(partial)));
    }
  }

  /**
   * Adds what is wrong with a period in a body: days that do not exist, an end before its start.
   */
  public static void checkPeriod(
      String pointer, @Nullable String from, @Nullable String to, List<Violation> violations) {
    check(pointer + "/from", from, violations);
    check(pointer + "/to", to, violations);
    if (from != null
        && to != null
        && exists(from)
        && exists(to)
        && lastDay(to).isBefore(firstDay(from))) {
      violations.add(
          Violation.atPointer(
              pointer + "/to",
              "ends-before-it-begins",
              "The period ends with %s, before it begins with %s.".formatted(to, from)));
    }
  }

  private static boolean exists(String partial) {
    try {
      firstDay(partial);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /**
   * The first day that it may be.
   *
   * @throws DateTimeException if there is no such day
   */
  public static LocalDate firstDay(String partial) {
    return switch (partial.length()) {
      case 4 -> Year.parse(partial).atDay(1);
      case 7 -> YearMonth.parse(partial).atDay(1);
      default -> LocalDate.parse(partial);
    };
  }

  /**
   * The last day that it may be.
   *
   * @throws DateTimeException if there is no such day
   */
  public static LocalDate lastDay(String partial) {
    return switch (partial.length()) {
      case 4 -> Year.parse(partial).atMonth(12).atEndOfMonth();
      case 7 -> YearMonth.parse(partial).atEndOfMonth();
      default -> LocalDate.parse(partial);
    };
  }
}
