package uk.casebook.grant;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Hibernate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.ListIndexBase;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.http.EnumCode;

/**
 * Money that was given to an organisation. The columns that never change are not even the service's
 * to change.
 */
@Entity
@Table(name = "grant_award")
class Grant {

  @Id private UUID id;

  @Column(updatable = false)
  private String identifier;

  @Column(name = "funding_programme_id", updatable = false)
  private @Nullable UUID programmeId;

  @Column(name = "recipient_id")
  private @Nullable UUID recipientId;

  @Column(name = "expression_of_interest_id", updatable = false)
  private @Nullable UUID applicationId;

  @Column(name = "expression_of_interest_reference", updatable = false)
  private @Nullable String applicationReference;

  private String title;
  private @Nullable String description;

  @Column(updatable = false)
  private @Nullable String note;

  @Column(updatable = false)
  private String currency = "GBP";

  @Column(name = "amount_applied_for", updatable = false)
  private @Nullable BigDecimal amountAppliedFor;

  @Column(name = "amount_awarded", updatable = false)
  private @Nullable BigDecimal amountAwarded;

  @Column(name = "award_date", updatable = false)
  private @Nullable LocalDate awardDate;

  @Embedded
  @AttributeOverride(name = "from", column = @Column(name = "planned_from"))
  @AttributeOverride(name = "to", column = @Column(name = "planned_to"))
  private @Nullable Dates plannedDates;

  @Embedded
  @AttributeOverride(name = "from", column = @Column(name = "actual_from"))
  @AttributeOverride(name = "to", column = @Column(name = "actual_to"))
  private @Nullable Dates actualDates;

  private @Nullable GrantStatus status;

  @Column(name = "cancellation_reason")
  private @Nullable String cancellationReason;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Evaluation evaluation;

  @Column(name = "case_study_id")
  private @Nullable UUID caseStudyId;

  @ElementCollection
  @CollectionTable(name = "grant_line", joinColumns = @JoinColumn(name = "grant_id"))
  @OrderColumn(name = "number")
  @ListIndexBase(1)
  private List<GrantLine> lines = new ArrayList<>();

  @OneToMany(mappedBy = "grant", cascade = CascadeType.ALL, orphanRemoval = true)
  @OrderBy("deliveredOn, id")
  private List<Intervention> interventions = new ArrayList<>();

  @ElementCollection
  @CollectionTable(name = "grant_metric", joinColumns = @JoinColumn(name = "grant_id"))
  @OrderColumn(name = "position")
  @Column(name = "metric_id")
  private List<UUID> metricIds = new ArrayList<>();

  /**
   * Counted here and, for each entry of the ledger, by the database; always under the row's lock.
   */
  private int version;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected Grant() {}

  private Grant(UUID id, String identifier, String title, Instant now) {
    this.id = id;
    this.identifier = identifier;
    this.title = title;
    this.version = 1;
    this.createdAt = now;
    this.updatedAt = now;
  }

  /** A grant that was just decided on. */
  static Grant awarded(UUID id, String identifier, Award award, Instant now) {
    Grant grant = new Grant(id, identifier, award.title(), now);
    Award.Application application = award.application();
    if (application != null) {
      grant.applicationId = application.id();
      grant.applicationReference = application.reference();
    }
    grant.programmeId = award.programmeId();
    grant.recipientId = award.recipientId();
    grant.description = award.description();
    grant.amountAppliedFor = award.amountAppliedFor();
    grant.amountAwarded = award.amount();
    grant.awardDate = award.awardDate();
    grant.plannedDates = Dates.known(award.plannedDates());
    grant.caseStudyId = award.caseStudyId();
    grant.status = GrantStatus.ACTIVE;
    award.lines().forEach(line -> grant.lines.add(GrantLine.of(line)));
    return grant;
  }

  /** A grant of which a source tells. Its state is not known. */
  static Grant reported(
      UUID id,
      String identifier,
      ShippedGrant shipped,
      @Nullable UUID programmeId,
      @Nullable UUID recipientId,
      @Nullable UUID caseStudyId,
      Instant now) {
    Grant grant = new Grant(id, identifier, shipped.title(), now);
    grant.programmeId = programmeId;
    grant.recipientId = recipientId;
    grant.description = shipped.purpose();
    grant.note = shipped.note();
    grant.awardDate = shipped.awardDate();
    grant.caseStudyId = caseStudyId;
    return grant;
  }

  /** Reads whatever it has several of. */
  void load() {
    Hibernate.initialize(lines);
    Hibernate.initialize(metricIds);
    interventions.forEach(Intervention::content);
  }

  GrantContent content() {
    return new GrantContent(
        title, description, plannedDates, actualDates, caseStudyId, List.copyOf(metricIds));
  }

  /** Says this of it from now on. */
  void write(GrantContent content, Instant now) {
    title = content.title();
    description = content.description();
    plannedDates = content.plannedDates();
    actualDates = content.actualDates();
    caseStudyId = content.caseStudyId();
    if (!metricIds.equals(content.metricIds())) {
      metricIds.clear();
      metricIds.addAll(content.metricIds());
    }
    touch(now);
  }

  /** Everything has been delivered; when, is said unless it is known already. */
  void complete(@Nullable Dates dates, Instant now) {
    refuseUnless("completed", GrantStatus.ACTIVE);
    status = GrantStatus.COMPLETED;
    if (dates != null) {
      actualDates = dates;
    }
    touch(now);
  }

  /** It is taken back. What was spent stays spent. */
  void cancel(String reason, Instant now) {
    refuseUnless("cancelled", GrantStatus.ACTIVE, GrantStatus.COMPLETED);
    status = GrantStatus.CANCELLED;
    cancellationReason = reason;
    touch(now);
  }

  /** What came of it is told, or told anew. */
  void evaluate(Evaluation told, Instant now) {
    evaluation = told;
    status = GrantStatus.EVALUATED;
    touch(now);
  }

  /** Whether it may be evaluated: once it is completed. */
  void refuseEvaluation() {
    refuseUnless("evaluated", GrantStatus.COMPLETED, GrantStatus.EVALUATED);
  }

  /** Whether what was delivered may be told: as long as it is not evaluated. */
  void refuseDelivery() {
    refuseUnless("delivered with", GrantStatus.ACTIVE, GrantStatus.COMPLETED);
  }

  private void refuseUnless(String done, GrantStatus... allowed) {
    if (!List.of(allowed).contains(status)) {
      throw ProblemException.of(
          ProblemType.CONFLICT,
          "The grant is %s; only one that is %s can be %s."
              .formatted(
                  status == null ? "known from a source alone" : EnumCode.of(status),
                  String.join(" or ", List.of(allowed).stream().map(EnumCode::of).toList()),
                  done));
    }
  }

  Intervention deliver(InterventionContent content, Instant now) {
    Intervention intervention = new Intervention(this, content);
    interventions.add(intervention);
    touch(now);
    return intervention;
  }

  void deliverOtherwise(Intervention intervention, InterventionContent content, Instant now) {
    intervention.write(content);
    touch(now);
  }

  void undo(Intervention intervention, Instant now) {
    interventions.remove(intervention);
    touch(now);
  }

  Optional<Intervention> intervention(UUID interventionId) {
    return interventions.stream()
        .filter(intervention -> intervention.id().equals(interventionId))
        .findFirst();
  }

  /** The record of its recipient was merged into another one. */
  void moveTo(UUID organisation, Instant now) {
    recipientId = organisation;
    touch(now);
  }

  private void touch(Instant now) {
    version++;
    updatedAt = now;
  }

  /** Whether it is an organisation's. */
  boolean isOf(@Nullable UUID organisation) {
    return organisation != null && organisation.equals(recipientId);
  }

  boolean isCancelled() {
    return status == GrantStatus.CANCELLED;
  }

  Optional<GrantLine> line(int number) {
    return number >= 1 && number <= lines.size()
        ? Optional.of(lines.get(number - 1))
        : Optional.empty();
  }

  UUID id() {
    return id;
  }

  String identifier() {
    return identifier;
  }

  @Nullable UUID programmeId() {
    return programmeId;
  }

  @Nullable UUID recipientId() {
    return recipientId;
  }

  @Nullable String applicationReference() {
    return applicationReference;
  }

  String title() {
    return title;
  }

  @Nullable String note() {
    return note;
  }

  String currency() {
    return currency;
  }

  @Nullable BigDecimal amountAppliedFor() {
    return amountAppliedFor;
  }

  @Nullable BigDecimal amountAwarded() {
    return amountAwarded;
  }

  @Nullable LocalDate awardDate() {
    return awardDate;
  }

  @Nullable GrantStatus status() {
    return status;
  }

  @Nullable String cancellationReason() {
    return cancellationReason;
  }

  @Nullable Evaluation evaluation() {
    return evaluation;
  }

  /** In the order of their numbers, which begin with 1. */
  List<GrantLine> lines() {
    return Collections.unmodifiableList(lines);
  }

  List<Intervention> interventions() {
    return Collections.unmodifiableList(interventions);
  }

  int version() {
    return version;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Grant grant && id.equals(grant.id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id);
  }
}
