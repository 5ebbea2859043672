package uk.casebook.expression;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An application as it comes in. Lists that are left out are empty.
 *
 * @param programme by slug or id
 * @param applicant by slug, id or GSS code; the caller's own organisation where it is left out
 */
public record ExpressionOfInterestRequest(
    String programme,
    @Nullable String applicant,
    Beneficiary beneficiary,
    @Nullable String purpose,
    List<WorkforceGroup> workforce,
    List<BudgetLine> lines) {

  /** What is left out, and what says nothing, is the same. */
  public ExpressionOfInterestRequest {
    beneficiary = known(beneficiary, Beneficiary.UNKNOWN);
    workforce = List.copyOf(known(workforce, List.of()));
    lines = List.copyOf(known(lines, List.of()));
  }

  private static <T> T known(@Nullable T value, T otherwise) {
    return Objects.requireNonNullElse(value, otherwise);
  }

  /** An application as it would come in. */
  static ExpressionOfInterestRequest from(
      ExpressionContent content, String programme, String applicant) {
    return new ExpressionOfInterestRequest(
        programme,
        applicant,
        content.beneficiary(),
        content.purpose(),
        content.workforce(),
        content.lines());
  }
}
