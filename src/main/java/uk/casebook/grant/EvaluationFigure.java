package uk.casebook.grant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.metric.Figure;
import uk.casebook.metric.MetricContent;
import uk.casebook.metric.MetricSource;
import uk.casebook.metric.ReportedChange;
import uk.casebook.metric.Scale;

/** A figure of an evaluation; what each field means stands in {@link MetricContent}. */
public record EvaluationFigure(
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
    List<String> caveats,
    @Nullable MetricSource source) {

  private static final MetricSource NO_SOURCE = new MetricSource(null, null);

  /** What is left out, and what says nothing, is the same. */
  public EvaluationFigure {
    observations = known(observations);
    reportedChanges = known(reportedChanges);
    caveats = known(caveats);
    source = NO_SOURCE.equals(source) ? null : source;
  }

  private static <T> List<T> known(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** What it says, but for its observations. */
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
