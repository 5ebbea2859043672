package uk.casebook.metric;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.PartialDate;

/**
 * When, or for how long, as far as it is known: most figures have no calendar date.
 *
 * @param from a year, a month or a day (ISO 8601)
 * @param to as {@code from}
 * @param label as the source puts it
 * @param length an ISO 8601 duration, such as {@code P9M}
 */
@Embeddable
public record MetricPeriod(
    @Column(name = "period_from") @Nullable String from,
    @Column(name = "period_to") @Nullable String to,
    @Column(name = "period_label") @Nullable String label,
    @Column(name = "period_length") @Nullable String length) {

  /** The first day that it may begin on, where that is known. */
  public Optional<LocalDate> firstDay() {
    return Optional.ofNullable(from).map(PartialDate::firstDay);
  }

  /** The last day that it may end on, where that is known. */
  public Optional<LocalDate> lastDay() {
    return Optional.ofNullable(to).map(PartialDate::lastDay);
  }
}
