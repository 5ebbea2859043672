package uk.casebook.chart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.casebook.metric.Figure;
import uk.casebook.metric.MetricPeriod;
import uk.casebook.metric.Qualifier;
import uk.casebook.metric.Role;

/**
 * A figure as it is drawn.
 *
 * @param label what tells it from the others in the picture
 * @param value its value in words
 * @param low where it begins: zero, but for a range
 * @param high where it ends; not a number if it is in words
 * @param part a part of a whole that is in the same panel
 */
record Datum(
    Figure figure,
    String unit,
    @Nullable String per,
    String label,
    String value,
    double low,
    double high,
    boolean part) {

  static Datum of(Figure figure, String metricUnit, @Nullable String metricPer, String label) {
    String unit = figure.unitOr(metricUnit);
    String per = figure.perOr(metricPer);
    BigDecimal low = figure.value() == null && figure.high() != null ? figure.low() : null;
    return new Datum(
        figure,
        unit,
        per,
        label,
        Wording.value(metricUnit, per, figure),
        low == null ? 0 : low.doubleValue(),
        high(figure),
        false);
  }

  private static double high(Figure figure) {
    BigDecimal denominator = figure.denominator();
    BigDecimal numerator = figure.numerator();
    BigDecimal value = figure.value() == null ? figure.high() : figure.value();
    if (value != null) {
      return value.doubleValue();
    }
    if (figure.low() != null) {
      return figure.low().doubleValue();
    }
    return numerator == null || denominator == null || denominator.signum() == 0
        ? Double.NaN
        : numerator.doubleValue() / denominator.doubleValue();
  }

  /** The same, told from others by what it says of itself besides what they have in common. */
  Datum without(List<String> common) {
    return as(
        Wording.sentence(
            Wording.said(figure).stream().filter(said -> !common.contains(said)).toList()),
        part);
  }

  /** The same with another label. */
  Datum as(String otherLabel, boolean isPart) {
    return new Datum(figure, unit, per, otherLabel, value, low, high, isPart);
  }

  Role role() {
    return figure.role();
  }

  boolean isNumber() {
    return !Double.isNaN(high);
  }

  boolean isFraction() {
    return isNumber() && figure.value() == null && figure.low() == null && figure.high() == null;
  }

  boolean isRange() {
    return figure.value() == null && figure.low() != null && figure.high() != null;
  }

  /** How exact it is; a range without one of its ends is open there. */
  Qualifier qualifier() {
    if (figure.value() != null || isRange() || isFraction() || !isNumber()) {
      return figure.qualifier();
    }
    return figure.high() == null ? Qualifier.AT_LEAST : Qualifier.UP_TO;
  }

  /** A number that is aimed at or allowed, rather than counted. */
  boolean isMark() {
    return role() == Role.TARGET || role() == Role.LIMIT;
  }

  /** Its place in time in days: the middle of its period, as far as that is known. */
  Optional<Double> day() {
    MetricPeriod period = figure.period();
    if (period == null) {
      return Optional.empty();
    }
    Optional<LocalDate> first = period.firstDay();
    Optional<LocalDate> last = period.lastDay();
    return first
        .or(() -> last)
        .map(from -> (from.toEpochDay() + last.orElse(from).toEpochDay()) / 2.0);
  }
}
