package uk.casebook.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application in the table of the review queue. Tables are passed on: this says nothing of the
 * person that an application is about.
 *
 * @param learners how many people are to be trained
 */
record ReviewRow(
    String reference,
    ExpressionStatus status,
    String programme,
    String programmeName,
    String applicant,
    String applicantName,
    @Nullable Instant submittedAt,
    @Nullable LocalDate deadline,
    BigDecimal amountRequested,
    long learners,
    @Nullable String purpose,
    @Nullable Outcome outcome,
    @Nullable String reason,
    @Nullable Instant decidedAt,
    @Nullable String grant) {

  static final List<String> COLUMNS =
      List.of(
          "reference",
          "status",
          "programme",
          "programmeName",
          "applicant",
          "applicantName",
          "submittedAt",
          "deadline",
          "amountRequested",
          "learners",
          "purpose",
          "outcome",
          "reason",
          "decidedAt",
          "grant");

  static ReviewRow from(ExpressionOfInterestResponse application) {
    ExpressionOfInterestResponse.Decision decision = application.decision();
    return new ReviewRow(
        application.reference(),
        application.status(),
        application.programme().slug(),
        application.programme().title(),
        application.applicant().slug(),
        application.applicant().name(),
        application.submittedAt(),
        application.deadline(),
        application.amountRequested(),
        application.workforce().stream().mapToLong(WorkforceGroup::headcount).sum(),
        application.purpose(),
        decision == null ? null : decision.outcome(),
        decision == null ? null : decision.reason(),
        decision == null ? null : decision.decidedAt(),
        decision == null || decision.grant() == null ? null : decision.grant().identifier());
  }
}
