package uk.casebook.grant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import uk.casebook.metric.Change;
import uk.casebook.metric.Changes;
import uk.casebook.metric.RefusedChange;

/** An evaluation as it is read. */
public record EvaluationResponse(
    String summary, LocalDate evaluatedOn, List<String> learning, List<Figure> figures) {

  /** A figure with what changed. */
  public record Figure(
      @JsonUnwrapped EvaluationFigure figure,
      List<Change> changes,
      List<RefusedChange> changesRefused) {

    static Figure from(EvaluationFigure figure) {
      Changes changes = Changes.of(figure.content(), figure.observations());
      return new Figure(figure, changes.made(), changes.refused());
    }
  }

  static EvaluationResponse from(Evaluation evaluation) {
    return new EvaluationResponse(
        evaluation.summary(),
        evaluation.evaluatedOn(),
        evaluation.learning(),
        evaluation.figures().stream().map(Figure::from).toList());
  }
}
