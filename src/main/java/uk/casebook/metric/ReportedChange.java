package uk.casebook.metric;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the source says changed, in its own terms.
 *
 * @param unit percent, percentage-points, absolute, unclear or in-words
 * @param direction increase or decrease
 */
public record ReportedChange(
    @Nullable BigDecimal value,
    String unit,
    @Nullable String direction,
    Qualifier qualifier,
    List<Dimension> dimensions,
    @Nullable MetricPeriod period,
    @Nullable String comparedWith,
    @Nullable String significance,
    @Nullable String note) {

  /** A number is exact unless it says not. */
  public ReportedChange {
    qualifier = qualifier == null ? Qualifier.EXACT : qualifier;
    dimensions = dimensions == null ? List.of() : List.copyOf(dimensions);
  }
}
