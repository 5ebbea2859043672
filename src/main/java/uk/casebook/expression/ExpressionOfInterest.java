package uk.casebook.expression;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.database.KeptRows;
import uk.casebook.http.EnumCode;

/** An application for money of a funding programme. */
@Entity
@Table(name = "expression_of_interest")
class ExpressionOfInterest {

  private static final String OWNER = "expression_of_interest_id";

  private static final Set<ExpressionStatus> UNDECIDED =
      Set.of(ExpressionStatus.SUBMITTED, ExpressionStatus.IN_REVIEW);

  @Id private UUID id;

  @Column(updatable = false)
  private String reference;

  @Column(name = "funding_programme_id")
  private UUID programmeId;

  @Column(name = "applicant_id")
  private UUID applicantId;

  @Column(name = "beneficiary_reference")
  private @Nullable String beneficiaryReference;

  @ElementCollection
  @CollectionTable(name = "expression_of_interest_need", joinColumns = @JoinColumn(name = OWNER))
  @OrderColumn(name = "position")
  @Column(name = "need")
  private List<String> needs = new ArrayList<>();

  private @Nullable String purpose;

  @ElementCollection
  @CollectionTable(
      name = "expression_of_interest_workforce",
      joinColumns = @JoinColumn(name = OWNER))
  @OrderColumn(name = "position")
  private List<WorkforceGroup> workforce = new ArrayList<>();

  @ElementCollection
  @CollectionTable(name = "expression_of_interest_line", joinColumns = @JoinColumn(name = OWNER))
  @OrderColumn(name = "position")
  private List<BudgetLine> lines = new ArrayList<>();

  private @Nullable LocalDate deadline;
  private ExpressionStatus status;

  @Column(name = "submitted_at")
  private @Nullable Instant submittedAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Column(name = "end_reason")
  private @Nullable String endReason;

  @Column(name = "grant_id")
  private @Nullable UUID grantId;

  @Version private int version;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected ExpressionOfInterest() {}

  /** A draft. */
  ExpressionOfInterest(
      UUID id, String reference, UUID applicantId, ExpressionContent content, Instant now) {
    this.id = id;
    this.reference = reference;
    this.applicantId = applicantId;
    this.status = ExpressionStatus.DRAFT;
    this.version = 1;
    this.createdAt = now;
    write(content, now);
  }

  /** Says this from now on. */
  final void write(ExpressionContent content, Instant now) {
    requireDraft("changed");
    this.programmeId = content.programmeId();
    this.beneficiaryReference = content.beneficiary().reference();
    KeptRows.replace(needs, content.beneficiary().needs());
    this.purpose = content.purpose();
    KeptRows.replace(workforce, content.workforce());
    KeptRows.replace(lines, content.lines());
    this.updatedAt = now;
  }

  /** Refuses what can only be done to a draft. */
  final void requireDraft(String done) {
    if (status != ExpressionStatus.DRAFT) {
      throw refused("only a draft can be " + done);
    }
  }

  /**
   * Hands it to the grant officers.
   *
   * @param assigned the deadline that it belongs to; null where there are none
   * @param arrival when the request for it arrived
   */
  void submit(@Nullable LocalDate assigned, Instant arrival, Instant now) {
    requireDraft("submitted");
    deadline = assigned;
    submittedAt = arrival;
    status = ExpressionStatus.SUBMITTED;
    updatedAt = now;
  }

  void takeIntoReview(Instant now) {
    if (status != ExpressionStatus.SUBMITTED) {
      throw refused("only what was submitted can be taken into review");
    }
    status = ExpressionStatus.IN_REVIEW;
    updatedAt = now;
  }

  void withdraw(@Nullable String reason, Instant now) {
    requireUndecided("withdrawn");
    end(ExpressionStatus.WITHDRAWN, reason, now);
  }

  /** Refuses what can only be done to what was submitted and is not decided. */
  void requireUndecided(String done) {
    if (!UNDECIDED.contains(status)) {
      throw refused("only what was submitted and is not decided can be " + done);
    }
  }

  void decline(String reason, Instant now) {
    requireUndecided("declined");
    end(ExpressionStatus.DECLINED, reason, now);
  }

  void award(UUID madeGrantId, String reason, Instant now) {
    requireUndecided("awarded");
    grantId = madeGrantId;
    end(ExpressionStatus.AWARDED, reason, now);
  }

  private void end(ExpressionStatus end, @Nullable String reason, Instant now) {
    status = end;
    endReason = reason;
    endedAt = now;
    updatedAt = now;
  }

  private ProblemException refused(String rule) {
    return ProblemException.of(
        ProblemType.CONFLICT,
        "%s is %s; %s.".formatted(reference, EnumCode.of(status).replace('-', ' '), rule));
  }

  /** Forgets who it was about. */
  void forgetBeneficiary(Instant now) {
    beneficiaryReference = null;
    needs.clear();
    updatedAt = now;
  }

  /** Names the organisation that stays where it named the one that was merged into it. */
  void moveTo(UUID other, Instant now) {
    applicantId = other;
    updatedAt = now;
  }

  ExpressionContent content() {
    return new ExpressionContent(
        programmeId,
        new Beneficiary(beneficiaryReference, needs),
        purpose,
        List.copyOf(workforce),
        List.copyOf(lines));
  }

  UUID id() {
    return id;
  }

  String reference() {
    return reference;
  }

  UUID programmeId() {
    return programmeId;
  }

  UUID applicantId() {
    return applicantId;
  }

  @Nullable LocalDate deadline() {
    return deadline;
  }

  ExpressionStatus status() {
    return status;
  }

  @Nullable Instant submittedAt() {
    return submittedAt;
  }

  @Nullable Instant endedAt() {
    return endedAt;
  }

  @Nullable String endReason() {
    return endReason;
  }

  @Nullable UUID grantId() {
    return grantId;
  }

  int version() {
    return version;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }
}
