package uk.casebook.grant;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    learners = known(learners);
  }

  private static List<Learners> known(@Nullable List<Learners> learners) {
    return learners == null ? List.of() : List.copyOf(learners);
  }

  InterventionContent content() {
    return new InterventionContent(title, kind, deliveredOn, learners, Money.plain(cost));
  }
}
