package uk.casebook.metric;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What an observation says, as printed. Numbers are exact decimals in the observation's unit, or
 * else the metric's.
 *
 * @param dimensions what part it is about; none means the whole
 * @param comparator who or what a comparator is
 * @param per what it is per, where that differs from the metric's
 * @param statistic mean, median, minimum, maximum or mode
 * @param valueText a rating, or a value in words
 * @param interval what {@code low} and {@code high} are
 * @param unit code of the vocabulary units, where it differs from the metric's
 * @param outOf the number that the value is out of
 * @param base who was asked or counted
 * @param condition a condition of the figure, such as "within five working days"
 * @param cumulative a running total
 * @param individual about one anonymised person: an example, never part of a sum
 * @param basis measured, self-reported, estimated, conditional, counterfactual or proxy
 * @param printed the figure as printed, where that differs from the number
 */
@Embeddable
public record Figure(
    Role role,
    @Nullable MetricPeriod period,
    @JdbcTypeCode(SqlTypes.JSON) List<Dimension> dimensions,
    @Nullable String comparator,
    @Nullable String per,
    @Nullable String statistic,
    @Nullable BigDecimal value,
    @Column(name = "value_text") @Nullable String valueText,
    @Nullable BigDecimal low,
    @Nullable BigDecimal high,
    @Column(name = "interval_meaning") @Nullable String interval,
    Qualifier qualifier,
    @Nullable String unit,
    @Column(name = "out_of") @Nullable BigDecimal outOf,
    @Nullable BigDecimal numerator,
    @Nullable BigDecimal denominator,
    @Nullable Base base,
    @Nullable String condition,
    @Nullable Boolean cumulative,
    @Nullable Boolean individual,
    @Nullable String basis,
    @Nullable String printed,
    @Nullable String note) {

  private static final MetricPeriod NO_PERIOD = new MetricPeriod(null, null, null, null);
  private static final Base NO_BASE = new Base(null, null);

  /** What is left out, and what says nothing, is the same; a number is exact unless it says not. */
  public Figure {
    period = NO_PERIOD.equals(period) ? null : period;
    dimensions = dimensions == null ? List.of() : List.copyOf(dimensions);
    qualifier = qualifier == null ? Qualifier.EXACT : qualifier;
    base = NO_BASE.equals(base) ? null : base;
  }

  /** Whether it says anything: a number, words, a range, or one number out of another. */
  boolean hasValue() {
    return value != null
        || valueText != null
        || low != null
        || high != null
        || (numerator != null && denominator != null);
  }

  /** The unit of the numbers, of a metric in this unit. */
  public String unitOr(String metricUnit) {
    return unit == null ? metricUnit : unit;
  }

  /** What the numbers are per, of a metric that is per this; null if per nothing. */
  public @Nullable String perOr(@Nullable String metricPer) {
    return per == null ? metricPer : per;
  }

  /** The first day of the period, if it is known when it begins. */
  @Nullable LocalDate firstDay() {
    return period == null ? null : period.firstDay().orElse(null);
  }

  /** The last day of the period, if it is known when it ends. */
  @Nullable LocalDate lastDay() {
    return period == null ? null : period.lastDay().orElse(null);
  }

  /** Whether it is a running total. */
  boolean isCumulative() {
    return Boolean.TRUE.equals(cumulative);
  }

  /** Whether it happened: not only if something held, or had held. */
  boolean isObserved() {
    return !"conditional".equals(basis) && !"counterfactual".equals(basis);
  }

  /** Whether it is about one anonymised person. */
  boolean isIndividual() {
    return Boolean.TRUE.equals(individual);
  }
}
