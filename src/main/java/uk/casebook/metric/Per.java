package uk.casebook.metric;

import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a figure is per, in words: an ISO 8601 duration or a word, such as "session". */
public final class Per {

  private Per() {}

  /** As it stands behind a number: "a day", "per session". */
  public static String words(String per) {
    try {
      Period period = Period.parse(per);
      if (period.getYears() + period.getMonths() + period.getDays() == 1) {
        return period.getYears() == 1 ? "a year" : period.getMonths() == 1 ? "a month" : "a day";
      }
      return period.equals(Period.ofDays(7)) ? "a week" : "per " + length(period);
    } catch (DateTimeParseException e) {
      return switch (per) {
        case "PT1H" -> "an hour";
        case "PT24H" -> "per 24 hours";
        default -> "per " + per;
      };
    }
  }

  private static String length(Period period) {
    return Stream.of(
            counted(period.getYears(), "year"),
            counted(period.getMonths(), "month"),
            period.getDays() % 7 == 0
                ? counted(period.getDays() / 7, "week")
                : counted(period.getDays(), "day"))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  private static @Nullable String counted(int count, String unit) {
    return count == 0 ? null : count + " " + unit + (count == 1 ? "" : "s");
  }
}
