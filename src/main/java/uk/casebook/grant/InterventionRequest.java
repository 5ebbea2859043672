package uk.casebook.grant;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Bodies;
import uk.casebook.programme.Money;

/**
 * What was delivered, as it comes in.
 *
 * @param learners how many learned, by group
 */
public record InterventionRequest(
    String title,
    InterventionKind kind,
    LocalDate deliveredOn,
    List<Learners> learners,
    @Nullable BigDecimal cost) {

  /** Learners that are left out are none. */
  public InterventionRequest {
    learners = Bodies.orEmpty(learners);
  }

  InterventionContent content() {
    return new InterventionContent(title, kind, deliveredOn, learners, Money.plain(cost));
  }
}
