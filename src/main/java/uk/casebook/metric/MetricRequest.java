package uk.casebook.metric;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metric with its observations as it comes in; what each means stands in {@link MetricContent}
 * and {@link Figure}.
 *
 * @param conflictsWith slugs of metrics that say something else about the same thing
 */
public record MetricRequest(
    String slug,
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

  MetricContent content() {
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
