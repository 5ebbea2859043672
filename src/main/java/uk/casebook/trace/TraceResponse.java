package uk.casebook.trace;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyRef;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.casestudy.GrantRef;
import uk.casebook.casestudy.MetricRef;
import uk.casebook.grant.EvaluationResponse;
import uk.casebook.grant.GrantResponse;
import uk.casebook.grant.GrantStatus;
import uk.casebook.grant.Learners;
import uk.casebook.grant.LedgerEntryResponse;
import uk.casebook.organisation.OrganisationRef;

/**
 * A grant from its programme to what it changed. Amounts are in pounds.
 *
 * @param application what was applied for; only for officers and the recipient
 * @param spending what moved of the money
 * @param learners headcounts of all interventions by group, added up
 * @param evaluation what came of it, with figures of its own
 * @param metrics published figures that tell what came of it
 * @param reconciliation absent of a grant of which no amount is known
 */
public record TraceResponse(
    GrantRef grant,
    @Nullable GrantStatus status,
    @Nullable FundingProgrammeRef programme,
    @Nullable Application application,
    Award award,
    List<GrantResponse.Line> lines,
    @Nullable Spending spending,
    List<GrantResponse.Delivered> interventions,
    List<Learners> learners,
    @Nullable EvaluationResponse evaluation,
    List<MetricRef> metrics,
    @Nullable CaseStudyRef caseStudy,
    @Nullable Reconciliation reconciliation) {

  /** What was applied for; nothing of the person that it was about. */
  public record Application(
      String reference,
      @Nullable Instant submittedAt,
      @Nullable LocalDate deadline,
      @Nullable BigDecimal amountRequested,
      @Nullable Instant decidedAt,
      String href) {}

  /** What was given to whom. */
  public record Award(
      @Nullable OrganisationRef funder,
      @Nullable OrganisationRef recipient,
      @Nullable BigDecimal amountAppliedFor,
      @Nullable BigDecimal amountAwarded,
      @Nullable LocalDate awardDate) {}

  /**
   * What moved of the money.
   *
   * @param committed what is set aside and not spent yet
   * @param spent what was spent, less refunds
   * @param entries how many entries the ledger has
   * @param ledger the entries; only for officers and the recipient
   */
  public record Spending(
      @Nullable BigDecimal committed,
      @Nullable BigDecimal spent,
      int entries,
      @Nullable List<LedgerEntryResponse> ledger) {}

  /**
   * Whether all sums agree.
   *
   * @param agrees whether they all do
   */
  public record Reconciliation(boolean agrees, List<Check> checks) {}

  /**
   * Two sums of the same money, found on different ways.
   *
   * @param what what is compared
   * @param one in pounds
   * @param other in pounds
   */
  public record Check(
      String what, @Nullable BigDecimal one, @Nullable BigDecimal other, boolean agrees) {}
}
