package uk.casebook.metric;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** Why no change is computed. */
public enum Refusal {
  /** The metric has nothing but what the source says changed. */
  NO_OBSERVATIONS,
  NO_BASELINE,
  NO_ACTUAL,
  SEVERAL_BASELINES,
  /** Which of the actuals is the latest cannot be told. */
  SEVERAL_ACTUALS,
  BASELINE_NOT_EARLIER,
  UNLIKE_UNITS,
  /** Per different times, or counted over times of different length. */
  UNLIKE_PERIODS,
  /** Other people were asked or counted. */
  UNLIKE_BASES,
  /** Measured here, estimated or self-reported there. */
  UNLIKE_METHODS,
  RUNNING_TOTAL,
  /** What would have been, or would be if something held. */
  NOT_OBSERVED,
  QUALIFIED_VALUE,
  RANGE_VALUE,
  NOT_NUMERIC,
  NO_SCALE,
  OFF_SCALE,
  ZERO_BASELINE;

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<Refusal> {
    Column() {
      super(Refusal.class);
    }
  }
}
