package uk.casebook.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.casestudy.GrantRef;
import uk.casebook.organisation.OrganisationRef;

/**
 * An application as it is read.
 *
 * @param beneficiary null where nothing is said, or not any more
 * @param amountRequested the sum of the lines, in pounds
 * @param deadline the day that it belongs to since it was submitted
 * @param submittedAt when it arrived
 */
public record ExpressionOfInterestResponse(
    UUID id,
    String reference,
    FundingProgrammeRef programme,
    OrganisationRef applicant,
    @Nullable Beneficiary beneficiary,
    @Nullable String purpose,
    List<WorkforceGroup> workforce,
    List<BudgetLine> lines,
    BigDecimal amountRequested,
    @Nullable LocalDate deadline,
    ExpressionStatus status,
    @Nullable Instant submittedAt,
    @Nullable Decision decision,
    @Nullable Withdrawal withdrawal,
    Instant createdAt,
    Instant updatedAt,
    String href) {

  /** How it was decided, and why. */
  public record Decision(
      Outcome outcome, String reason, Instant decidedAt, @Nullable GrantRef grant) {}

  /** That it was taken back. */
  public record Withdrawal(@Nullable String reason, Instant withdrawnAt) {}

  /** What is told of applications besides what they say themselves, by id. */
  record Context(
      Map<UUID, FundingProgrammeRef> programmes,
      Map<UUID, OrganisationRef> organisations,
      Map<UUID, GrantRef> grants) {}

  static ExpressionOfInterestResponse from(ExpressionOfInterest application, Context context) {
    ExpressionContent content = application.content();
    return new ExpressionOfInterestResponse(
        application.id(),
        application.reference(),
        Objects.requireNonNull(context.programmes().get(application.programmeId())),
        Objects.requireNonNull(context.organisations().get(application.applicantId())),
        content.beneficiary().equals(Beneficiary.UNKNOWN) ? null : content.beneficiary(),
        content.purpose(),
        content.workforce(),
        content.lines(),
        BudgetLine.sum(content.lines()),
        application.deadline(),
        application.status(),
        application.submittedAt(),
        decision(application, context),
        withdrawal(application),
        application.createdAt(),
        application.updatedAt(),
        href(application.reference()));
  }

  private static @Nullable Decision decision(ExpressionOfInterest application, Context context) {
    Outcome outcome =
        switch (application.status()) {
          case AWARDED -> Outcome.AWARDED;
          case DECLINED -> Outcome.DECLINED;
          default -> null;
        };
    return outcome == null
        ? null
        : new Decision(
            outcome,
            Objects.requireNonNull(application.endReason()),
            Objects.requireNonNull(application.endedAt()),
            application.grantId() == null ? null : context.grants().get(application.grantId()));
  }

  private static @Nullable Withdrawal withdrawal(ExpressionOfInterest application) {
    return application.status() == ExpressionStatus.WITHDRAWN
        ? new Withdrawal(application.endReason(), Objects.requireNonNull(application.endedAt()))
        : null;
  }

  /** Where an application is read. */
  static String href(String reference) {
    return "/v1/expressions-of-interest/" + reference;
  }
}
