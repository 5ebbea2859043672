package uk.casebook.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Bodies;

/**
 * The person that an application is about, as far as it says.
 *
 * @param reference how the applicant calls the person; means nothing to others
 * @param needs codes of the vocabulary needs
 */
public record Beneficiary(@Nullable String reference, List<String> needs) {

  /** One of whom nothing is said, or not any more. */
  static final Beneficiary UNKNOWN = new Beneficiary(null, List.of());

  /** What is left out is empty. */
  public Beneficiary {
    needs = Bodies.orEmpty(needs);
  }

  /** Keeps the reference and the needs out of logs. */
  @Override
  public String toString() {
    return "Beneficiary[…]";
  }
}
