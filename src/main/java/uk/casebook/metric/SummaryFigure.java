package uk.casebook.metric;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What lists and summaries have to know of an observation.
 *
 * @param leftOut why it never enters a number; absent where it may
 * @param amount what it adds
 * @param part the names of its dimensions, sorted; empty for the whole
 * @param alone whether no other observation of the metric may enter a number
 */
@Embeddable
record SummaryFigure(
    @Column(name = "case_study_version_id") long caseStudyVersionId,
    @Column(name = "metric_id") UUID metricId,
    @Column(name = "metric_slug") String metricSlug,
    String kind,
    String polarity,
    @Nullable String indicator,
    Role role,
    String unit,
    boolean individual,
    @Column(name = "period_first") @Nullable LocalDate periodFirst,
    @Column(name = "period_last") @Nullable LocalDate periodLast,
    @JdbcTypeCode(SqlTypes.JSON) List<Dimension> dimensions,
    @Column(name = "left_out") @Nullable LeftOut leftOut,
    @Nullable BigDecimal amount,
    boolean approximate,
    boolean cumulative,
    String part,
    boolean alone) {

  static List<SummaryFigure> of(MetricVersion version) {
    MetricContent metric = version.content();
    List<Figure> figures = version.figures();
    boolean alone = figures.stream().filter(figure -> leftOut(metric, figure) == null).count() == 1;
    return figures.stream().map(figure -> of(version, metric, figure, alone)).toList();
  }

  private static SummaryFigure of(
      MetricVersion version, MetricContent metric, Figure figure, boolean alone) {
    LeftOut leftOut = leftOut(metric, figure);
    return new SummaryFigure(
        version.caseStudyVersionId(),
        version.metric().id(),
        version.metric().slug(),
        metric.kind(),
        metric.polarity(),
        metric.indicator(),
        figure.role(),
        figure.unitOr(metric.unit()),
        figure.isIndividual(),
        figure.firstDay(),
        figure.lastDay(),
        figure.dimensions(),
        leftOut,
        leftOut == null ? figure.value() : null,
        figure.qualifier() == Qualifier.APPROXIMATELY,
        figure.isCumulative(),
        figure.dimensions().stream()
            .map(Dimension::name)
            .sorted()
            .collect(Collectors.joining("; ")),
        alone && leftOut == null);
  }

  private static @Nullable LeftOut leftOut(MetricContent metric, Figure figure) {
    if (figure.role() != Role.ACTUAL) {
      return LeftOut.NOT_ACTUAL;
    }
    if (figure.isIndividual()) {
      return LeftOut.INDIVIDUAL;
    }
    if (!figure.isObserved()) {
      return LeftOut.NOT_OBSERVED;
    }
    if (figure.value() == null) {
      return figure.low() == null && figure.high() == null
          ? LeftOut.NOT_NUMERIC
          : LeftOut.RANGE_VALUE;
    }
    if (!figure.qualifier().isNumber()) {
      return LeftOut.QUALIFIED_VALUE;
    }
    if (figure.statistic() != null) {
      return LeftOut.STATISTIC;
    }
    return figure.perOr(metric.per()) == null ? null : LeftOut.RATE;
  }
}
