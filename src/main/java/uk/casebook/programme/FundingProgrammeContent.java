package uk.casebook.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.Period;
import uk.casebook.casestudy.Source;

/**
 * What is said of a funding programme and can be changed.
 *
 * @param nameVariants other names that sources give it
 * @param funderIds all who pay, with the funder
 * @param spendingCategories what a line of a budget may be for; none means all
 * @param learnerGroups whose training is paid for; none means all
 * @param totalAvailable in pounds
 * @param notStated what its source does not say
 */
record FundingProgrammeContent(
    String name,
    List<String> nameVariants,
    ProgrammeKind kind,
    @Nullable UUID funderId,
    List<UUID> funderIds,
    @Nullable String administrator,
    String summary,
    @Nullable String purpose,
    List<String> eligibility,
    List<String> fundable,
    List<String> notFundable,
    List<String> spendingCategories,
    List<String> learnerGroups,
    @Nullable BigDecimal totalAvailable,
    List<PrintedAmount> amounts,
    @Nullable LocalDate opensOn,
    @Nullable LocalDate closesOn,
    @Nullable Boolean rolling,
    List<Deadline> deadlines,
    @Nullable String reviewProcess,
    @Nullable Period period,
    @Nullable UUID succeedsId,
    List<String> notStated,
    List<UUID> caseStudyIds,
    List<UUID> metricIds,
    @Nullable Source source) {

  /** The same, told by other case studies and figures. */
  FundingProgrammeContent toldBy(List<UUID> otherCaseStudyIds, List<UUID> otherMetricIds) {
    return new FundingProgrammeContent(
        name,
        nameVariants,
        kind,
        funderId,
        funderIds,
        administrator,
        summary,
        purpose,
        eligibility,
        fundable,
        notFundable,
        spendingCategories,
        learnerGroups,
        totalAvailable,
        amounts,
        opensOn,
        closesOn,
        rolling,
        deadlines,
        reviewProcess,
        period,
        succeedsId,
        notStated,
        otherCaseStudyIds,
        otherMetricIds,
        source);
  }

  Timetable timetable() {
    return new Timetable(
        opensOn, closesOn, rolling, deadlines.stream().map(Deadline::date).toList());
  }
}
