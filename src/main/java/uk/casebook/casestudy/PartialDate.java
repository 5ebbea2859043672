package uk.casebook.casestudy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;

/** A date that is known to the day, the month or the year (ISO 8601). */
public final class PartialDate {

  private PartialDate() {}

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
