package uk.casebook.metric;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Bodies;

/**
 * A metric with its observations as it comes in; what each means stands in {@link MetricContent}
 * and {@link Figure}.
 *
 * @param slug made from the case study's where it is left out
 * @param caseStudy id or slug of the case study that it belongs to; needed for a new one, and never
 *     changed
 * @param conflictsWith slugs of metrics that say something else about the same thing
 */
public record MetricRequest(
    @Nullable String slug,
    @Nullable String caseStudy,
    String title,
    String statement,
    String kind,
    String unit,
    @Nullable String per,
    String polarity,
    @Nullable Scale scale,
    @Nullable String indicator,
    List<Figure> observations,
    List<ReportedChange> reportedChanges,
    List<String> conflictsWith,
    List<String> caveats,
    @Nullable MetricSource source) {

  private static final MetricSource NO_SOURCE = new MetricSource(null, null);

  /** What is left out, and what says nothing, is the same. */
  public MetricRequest {
    observations = Bodies.orEmpty(observations);
    reportedChanges = Bodies.orEmpty(reportedChanges);
    conflictsWith = Bodies.orEmpty(conflictsWith);
    caveats = Bodies.orEmpty(caveats);
    source = NO_SOURCE.equals(source) ? null : source;
  }

  /** What a version says, as it would come in. */
  static MetricRequest from(MetricVersion version) {
    MetricContent content = version.content();
    return new MetricRequest(
        version.metric().slug(),
        null,
        content.title(),
        content.statement(),
        content.kind(),
        content.unit(),
        content.per(),
        content.polarity(),
        content.scale(),
        content.indicator(),
        version.figures(),
        content.reportedChanges(),
        version.conflictsWith().stream().map(Metric::slug).toList(),
        content.caveats(),
        content.source());
  }

  /** What it says, but for its observations. */
  public MetricContent content() {
    return new MetricContent(
        title,
        statement,
        kind,
        unit,
        per,
        polarity,
        scale,
        indicator,
        reportedChanges,
        caveats,
        source);
  }
}
