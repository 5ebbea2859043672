package uk.casebook.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.Period;
import uk.casebook.casestudy.Source;
import uk.casebook.contract.Bodies;

/**
 * A funding programme as it comes in: organisations by id, slug or GSS code, case studies, figures
 * and programmes by id or slug, everything else as in {@link FundingProgrammeContent}. Lists that
 * are left out are empty.
 *
 * @param slug made from the name where it is left out
 */
public record FundingProgrammeRequest(
    @Nullable String slug,
    String name,
    List<String> nameVariants,
    ProgrammeKind kind,
    @Nullable String funder,
    List<String> funders,
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
    @Nullable String currency,
    @Nullable LocalDate opensOn,
    @Nullable LocalDate closesOn,
    @Nullable Boolean rolling,
    List<Deadline> deadlines,
    @Nullable String reviewProcess,
    @Nullable Period period,
    @Nullable String succeeds,
    List<String> notStated,
    List<AwardSummaryContent> awardSummaries,
    List<String> caseStudies,
    List<String> metrics,
    @Nullable Source source) {

  private static final Period NO_PERIOD = new Period(null, null, null);
  private static final Source NO_SOURCE = new Source(null, null, null, null, null, null);

  /** What is left out, and what says nothing, is the same. */
  public FundingProgrammeRequest {
    nameVariants = Bodies.orEmpty(nameVariants);
    funders = Bodies.orEmpty(funders);
    if (funder != null && !funders.contains(funder)) {
      funders = with(funder, funders);
    }
    eligibility = Bodies.orEmpty(eligibility);
    fundable = Bodies.orEmpty(fundable);
    notFundable = Bodies.orEmpty(notFundable);
    spendingCategories = Bodies.orEmpty(spendingCategories);
    learnerGroups = Bodies.orEmpty(learnerGroups);
    totalAvailable = Money.plain(totalAvailable);
    amounts = Bodies.orEmpty(amounts);
    currency = Objects.requireNonNullElse(currency, FundingProgramme.CURRENCY);
    deadlines = Bodies.orEmpty(deadlines);
    period = NO_PERIOD.equals(period) ? null : period;
    notStated = Bodies.orEmpty(notStated);
    awardSummaries = Bodies.orEmpty(awardSummaries);
    caseStudies = Bodies.orEmpty(caseStudies);
    metrics = Bodies.orEmpty(metrics);
    source = NO_SOURCE.equals(source) ? null : source;
  }

  private static List<String> with(String funder, List<String> others) {
    List<String> all = new ArrayList<>(others);
    all.add(0, funder);
    return all;
  }

  /**
   * A programme as it would come in, without what readers do not see any more.
   *
   * @param keys how organisations, case studies, figures and programmes are named, by id
   */
  static FundingProgrammeRequest from(
      FundingProgramme programme,
      List<AwardSummaryContent> awardSummaries,
      Map<UUID, String> keys) {
    FundingProgrammeContent content = programme.content();
    return new FundingProgrammeRequest(
        programme.slug(),
        content.name(),
        content.nameVariants(),
        content.kind(),
        content.funderId() == null ? null : keys.get(content.funderId()),
        keys(content.funderIds(), keys),
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
        content.reviewProcess(),
        content.period(),
        content.succeedsId() == null ? null : keys.get(content.succeedsId()),
        content.notStated(),
        awardSummaries,
        keys(content.caseStudyIds(), keys),
        keys(content.metricIds(), keys),
        content.source());
  }

  private static List<String> keys(List<UUID> ids, Map<UUID, String> keys) {
    return ids.stream().flatMap(id -> Stream.ofNullable(keys.get(id))).toList();
  }
}
