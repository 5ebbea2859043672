package uk.casebook.grant;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    learning = known(learning);
    figures = known(figures);
  }

  private static <T> List<T> known(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  Evaluation evaluation(LocalDate otherwise) {
    return new Evaluation(
        summary, evaluatedOn == null ? otherwise : evaluatedOn, learning, figures);
  }
}
