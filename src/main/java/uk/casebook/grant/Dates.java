package uk.casebook.grant;

import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Violation;

/** From which day to which, as far as it is known. */
@Embeddable
public record Dates(@Nullable LocalDate from, @Nullable LocalDate to) {

  /** Dates that say something, or none. */
  static @Nullable Dates known(@Nullable Dates dates) {
    return dates == null || (dates.from == null && dates.to == null) ? null : dates;
  }

  /** Adds a violation if they end before they begin; null says nothing. */
  public static void check(String pointer, @Nullable Dates dates, List<Violation> violations) {
    if (dates != null && dates.from != null && dates.to != null && dates.to.isBefore(dates.from)) {
      violations.add(
          Violation.atPointer(
              pointer + "/to",
              "ends-before-it-begins",
              "It ends on %s, before it begins on %s.".formatted(dates.to, dates.from)));
    }
  }
}
