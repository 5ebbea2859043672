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
