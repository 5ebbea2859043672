package uk.casebook.grant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Bodies;
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
    observations = Bodies.orEmpty(observations);
    reportedChanges = Bodies.orEmpty(reportedChanges);
    caveats = Bodies.orEmpty(caveats);
    source = NO_SOURCE.equals(source) ? null : source;
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
