package uk.casebook.grant;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Bodies;

/**
 * An evaluation as it comes in.
 *
 * @param evaluatedOn today where it is left out
 */
public record EvaluationRequest(
    String summary,
    @Nullable LocalDate evaluatedOn,
    List<String> learning,
    List<EvaluationFigure> figures) {

  /** Lists that are left out are empty. */
  public EvaluationRequest {
    learning = Bodies.orEmpty(learning);
    figures = Bodies.orEmpty(figures);
  }

  Evaluation evaluation(LocalDate otherwise) {
    return new Evaluation(
        summary, evaluatedOn == null ? otherwise : evaluatedOn, learning, figures);
  }
}
