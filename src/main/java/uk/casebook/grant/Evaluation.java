package uk.casebook.grant;

import java.time.LocalDate;
import java.util.List;

/**
 * What came of a grant.
 *
 * @param learning what others can learn from it
 */
record Evaluation(
    String summary, LocalDate evaluatedOn, List<String> learning, List<EvaluationFigure> figures) {}
