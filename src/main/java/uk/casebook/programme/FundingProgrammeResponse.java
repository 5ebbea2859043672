package uk.casebook.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyRef;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.casestudy.MetricRef;
import uk.casebook.casestudy.Period;
import uk.casebook.casestudy.Source;
import uk.casebook.http.Identified;
import uk.casebook.organisation.OrganisationRef;

/**
 * A funding programme as it is read.
 *
 * @param status by the clock of London; null where no date is known
 * @param totalAvailable in pounds
 * @param nextDeadline the day until whose end, in London, applications are taken now
 */
public record FundingProgrammeResponse(
    UUID id,
    String slug,
    String name,
    List<String> nameVariants,
    ProgrammeKind kind,
    @Nullable ProgrammeStatus status,
    @Nullable OrganisationRef funder,
    List<OrganisationRef> funders,
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
    String currency,
    @Nullable LocalDate opensOn,
    @Nullable LocalDate closesOn,
    @Nullable Boolean rolling,
    List<Deadline> deadlines,
    @Nullable LocalDate nextDeadline,
    @Nullable String reviewProcess,
    @Nullable Period period,
    @Nullable FundingProgrammeRef succeeds,
    @Nullable FundingProgrammeRef succeededBy,
    List<String> notStated,
    List<AwardSummaryContent> awardSummaries,
    List<CaseStudyRef> caseStudies,
    List<MetricRef> metrics,
    @Nullable Source source,
    String href)
    implements Identified {

  /**
   * What is told of programmes besides what they say themselves.
   *
   * @param programmes those that others succeed, by id
   * @param successors by the id of what they succeed
   * @param caseStudies those that readers see, by id, as the figures
   */
  record Context(
      LocalDate today,
      Map<UUID, OrganisationRef> organisations,
      Map<UUID, FundingProgrammeRef> programmes,
      Map<UUID, FundingProgrammeRef> successors,
      Map<UUID, List<AwardSummaryContent>> awardSummaries,
      Map<UUID, CaseStudyRef> caseStudies,
      Map<UUID, MetricRef> metrics) {}

  static FundingProgrammeResponse from(FundingProgramme programme, Context context) {
    FundingProgrammeContent content = programme.content();
    Timetable timetable = content.timetable();
    boolean open =
        timetable.status(context.today()).filter(ProgrammeStatus.CLOSED::equals).isEmpty();
    return new FundingProgrammeResponse(
        programme.id(),
        programme.slug(),
        content.name(),
        content.nameVariants(),
        content.kind(),
        timetable.status(context.today()).orElse(null),
        content.funderId() == null ? null : context.organisations().get(content.funderId()),
        found(content.funderIds(), context.organisations()),
        content.administrator(),
        content.summary(),
        content.purpose(),
        content.eligibility(),
        content.fundable(),
        content.notFundable(),
        content.spendingCategories(),
        content.learnerGroups(),
        content.totalAvailable(),
        content.amounts(),
        programme.currency(),
        content.opensOn(),
        content.closesOn(),
        content.rolling(),
        content.deadlines(),
        open ? timetable.nextDeadline(context.today()).orElse(null) : null,
        content.reviewProcess(),
        content.period(),
        content.succeedsId() == null ? null : context.programmes().get(content.succeedsId()),
        context.successors().get(programme.id()),
        content.notStated(),
        context.awardSummaries().getOrDefault(programme.id(), List.of()),
        found(content.caseStudyIds(), context.caseStudies()),
        found(content.metricIds(), context.metrics()),
        content.source(),
        FundingProgrammeRef.href(programme.slug()));
  }

  private static <T> List<T> found(List<UUID> ids, Map<UUID, T> by) {
    return ids.stream().flatMap(id -> Stream.ofNullable(by.get(id))).toList();
  }
}
