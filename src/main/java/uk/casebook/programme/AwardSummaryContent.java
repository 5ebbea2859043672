package uk.casebook.programme;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.Period;
import uk.casebook.metric.Qualifier;

/**
 * What is reported of awards in sum; what the source does not count is absent.
 *
 * @param grants how many awards
 * @param organisations how many bodies received them
 * @param projects how many projects they paid for
 * @param amount in pounds, together
 * @param qualifier how exactly the amount is given
 */
public record AwardSummaryContent(
    @Nullable Period period,
    @Nullable Integer grants,
    @Nullable Integer organisations,
    @Nullable Integer projects,
    @Nullable BigDecimal amount,
    @Nullable Qualifier qualifier,
    @Nullable String note) {

  /** Without a qualifier an amount is exact. */
  public AwardSummaryContent {
    amount = Money.plain(amount);
    qualifier = Objects.requireNonNullElse(qualifier, Qualifier.EXACT);
  }
}
