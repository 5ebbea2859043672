package uk.casebook.programme;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.casestudy.Period;
import uk.casebook.metric.Qualifier;

/**
 * Awards that are only reported in sum, as they are read.
 *
 * @param programme null where the source does not say, or adds up several funds
 * @param amount in pounds
 */
public record AwardSummaryResponse(
    UUID id,
    @Nullable FundingProgrammeRef programme,
    @Nullable Period period,
    @Nullable Integer grants,
    @Nullable Integer organisations,
    @Nullable Integer projects,
    @Nullable BigDecimal amount,
    @Nullable Qualifier qualifier,
    @Nullable String note) {

  static AwardSummaryResponse from(AwardSummary summary, @Nullable FundingProgrammeRef programme) {
    AwardSummaryContent content = summary.content();
    return new AwardSummaryResponse(
        summary.id(),
        programme,
        content.period(),
        content.grants(),
        content.organisations(),
        content.projects(),
        content.amount(),
        content.qualifier(),
        content.note());
  }
}
