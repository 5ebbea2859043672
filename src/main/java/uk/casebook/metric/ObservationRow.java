package uk.casebook.metric;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An observation with what identifies it, flat; its components are the columns of the CSV, in this
 * order. What each means stands in {@link Figure}.
 *
 * @param metric the metric's slug
 * @param caseStudy the case study's slug
 * @param council slug of the first council that leads the case study
 * @param unit the observation's own, or else the metric's
 * @param per the observation's own, or else the metric's
 * @param dimensions as {@code name=value; name=value}
 * @param source the publication and the place in it
 */
public record ObservationRow(
    String metric,
    String metricTitle,
    String caseStudy,
    @Nullable String council,
    @Nullable String region,
    @Nullable String theme,
    String kind,
    String unit,
    @Nullable String per,
    Role role,
    @Nullable String periodFrom,
    @Nullable String periodTo,
    @Nullable String periodLabel,
    @Nullable String dimensions,
    @Nullable String statistic,
    @Nullable String comparator,
    Qualifier qualifier,
    @Nullable BigDecimal value,
    @Nullable String valueText,
    @Nullable BigDecimal low,
    @Nullable BigDecimal high,
    @Nullable BigDecimal numerator,
    @Nullable BigDecimal denominator,
    @Nullable BigDecimal outOf,
    @Nullable String baseLabel,
    @Nullable Integer baseCount,
    @Nullable String condition,
    @Nullable Boolean cumulative,
    @Nullable Boolean individual,
    @Nullable String basis,
    @Nullable String printed,
    @Nullable String note,
    @Nullable String source) {

  /** The names of the components in their order. */
  static final List<String> COLUMNS =
      Stream.of(ObservationRow.class.getRecordComponents()).map(RecordComponent::getName).toList();

  private static final MetricPeriod NO_PERIOD = new MetricPeriod(null, null, null, null);
  private static final Base NO_BASE = new Base(null, null);
  private static final MetricSource NO_SOURCE = new MetricSource(null, null);

  static ObservationRow from(FoundObservation found) {
    Figure figure = found.figure();
    MetricContent metric = found.metric();
    MetricPeriod period = Objects.requireNonNullElse(figure.period(), NO_PERIOD);
    Base base = Objects.requireNonNullElse(figure.base(), NO_BASE);
    MetricSource source = Objects.requireNonNullElse(metric.source(), NO_SOURCE);
    return new ObservationRow(
        found.metricSlug(),
        metric.title(),
        found.caseStudy(),
        found.council(),
        found.region(),
        found.theme(),
        metric.kind(),
        figure.unitOr(metric.unit()),
        figure.perOr(metric.per()),
        figure.role(),
        period.from(),
        period.to(),
        period.label(),
        dimensions(figure),
        figure.statistic(),
        figure.comparator(),
        figure.qualifier(),
        figure.value(),
        figure.valueText(),
        figure.low(),
        figure.high(),
        figure.numerator(),
        figure.denominator(),
        figure.outOf(),
        base.label(),
        base.count(),
        figure.condition(),
        figure.cumulative(),
        figure.individual(),
        figure.basis(),
        figure.printed(),
        figure.note(),
        Stream.of(
                source.publication() == null ? found.publication() : source.publication(),
                source.locator())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", ")));
  }

  private static @Nullable String dimensions(Figure figure) {
    return figure.dimensions().isEmpty()
        ? null
        : figure.dimensions().stream()
            .map(dimension -> dimension.name() + "=" + dimension.value())
            .collect(Collectors.joining("; "));
  }
}
