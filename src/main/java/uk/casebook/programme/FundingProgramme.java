package uk.casebook.programme;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.Period;
import uk.casebook.casestudy.Source;
import uk.casebook.database.KeptRows;

/** A fund or one of its rounds. */
@Entity
@Table(name = "funding_programme")
class FundingProgramme {

  /** The currency of every fund. */
  static final String CURRENCY = "GBP";

  @Id private UUID id;
  private String slug;
  private String name;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "name_variants")
  private List<String> nameVariants;

  private ProgrammeKind kind;

  @Column(name = "funder_id")
  private @Nullable UUID funderId;

  @ElementCollection
  @CollectionTable(
      name = "funding_programme_funder",
      joinColumns = @JoinColumn(name = "funding_programme_id"))
  @OrderColumn(name = "position")
  @Column(name = "organisation_id")
  private List<UUID> funderIds = new ArrayList<>();

  private @Nullable String administrator;
  private String summary;
  private @Nullable String purpose;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<String> eligibility;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<String> fundable;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "not_fundable")
  private List<String> notFundable;

  @ElementCollection
  @CollectionTable(
      name = "funding_programme_spending_category",
      joinColumns = @JoinColumn(name = "funding_programme_id"))
  @OrderColumn(name = "position")
  @Column(name = "spending_category")
  private List<String> spendingCategories = new ArrayList<>();

  @ElementCollection
  @CollectionTable(
      name = "funding_programme_learner_group",
      joinColumns = @JoinColumn(name = "funding_programme_id"))
  @OrderColumn(name = "position")
  @Column(name = "learner_group")
  private List<String> learnerGroups = new ArrayList<>();

  @Column(name = "total_available")
  private @Nullable BigDecimal totalAvailable;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<PrintedAmount> amounts;

  private String currency = CURRENCY;

  @Column(name = "opens_on")
  private @Nullable LocalDate opensOn;

  @Column(name = "closes_on")
  private @Nullable LocalDate closesOn;

  private @Nullable Boolean rolling;

  @ElementCollection
  @CollectionTable(
      name = "funding_programme_deadline",
      joinColumns = @JoinColumn(name = "funding_programme_id"))
  @OrderColumn(name = "position")
  private List<Deadline> deadlines = new ArrayList<>();

  @Column(name = "review_process")
  private @Nullable String reviewProcess;

  @Embedded private @Nullable Period period;

  @Column(name = "succeeds_id")
  private @Nullable UUID succeedsId;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "not_stated")
  private List<String> notStated;

  @ElementCollection
  @CollectionTable(
      name = "funding_programme_case_study",
      joinColumns = @JoinColumn(name = "funding_programme_id"))
  @OrderColumn(name = "position")
  @Column(name = "case_study_id")
  private List<UUID> caseStudyIds = new ArrayList<>();

  @ElementCollection
  @CollectionTable(
      name = "funding_programme_metric",
      joinColumns = @JoinColumn(name = "funding_programme_id"))
  @OrderColumn(name = "position")
  @Column(name = "metric_id")
  private List<UUID> metricIds = new ArrayList<>();

  @Embedded private @Nullable Source source;

  @Version private int version;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected FundingProgramme() {}

  FundingProgramme(UUID id, String slug, FundingProgrammeContent content, Instant now) {
    this.id = id;
    this.slug = slug;
    this.version = 1;
    this.createdAt = now;
    write(content, now);
  }

  /** Says this of it from now on. */
  final void write(FundingProgrammeContent content, Instant now) {
    this.name = content.name();
    this.nameVariants = content.nameVariants();
    this.kind = content.kind();
    this.funderId = content.funderId();
    KeptRows.replace(funderIds, content.funderIds());
    this.administrator = content.administrator();
    this.summary = content.summary();
    this.purpose = content.purpose();
    this.eligibility = content.eligibility();
    this.fundable = content.fundable();
    this.notFundable = content.notFundable();
    KeptRows.replace(spendingCategories, content.spendingCategories());
    KeptRows.replace(learnerGroups, content.learnerGroups());
    this.totalAvailable = content.totalAvailable();
    this.amounts = content.amounts();
    this.opensOn = content.opensOn();
    this.closesOn = content.closesOn();
    this.rolling = content.rolling();
    KeptRows.replace(deadlines, content.deadlines());
    this.reviewProcess = content.reviewProcess();
    this.period = content.period();
    this.succeedsId = content.succeedsId();
    this.notStated = content.notStated();
    KeptRows.replace(caseStudyIds, content.caseStudyIds());
    KeptRows.replace(metricIds, content.metricIds());
    this.source = content.source();
    this.updatedAt = now;
  }

  /** Names the organisation that stays where it named the one that was merged into it. */
  void replaceFunder(UUID gone, UUID other, Instant now) {
    if (gone.equals(funderId)) {
      funderId = other;
    }
    if (funderIds.contains(gone)) {
      KeptRows.replace(
          funderIds,
          funderIds.stream()
              .map(funder -> funder.equals(gone) ? other : funder)
              .distinct()
              .toList());
    }
    updatedAt = now;
  }

  FundingProgrammeContent content() {
    return new FundingProgrammeContent(
        name,
        List.copyOf(nameVariants),
        kind,
        funderId,
        List.copyOf(funderIds),
        administrator,
        summary,
        purpose,
        List.copyOf(eligibility),
        List.copyOf(fundable),
        List.copyOf(notFundable),
        List.copyOf(spendingCategories),
        List.copyOf(learnerGroups),
        Money.plain(totalAvailable),
        List.copyOf(amounts),
        opensOn,
        closesOn,
        rolling,
        List.copyOf(deadlines),
        reviewProcess,
        period,
        succeedsId,
        List.copyOf(notStated),
        List.copyOf(caseStudyIds),
        List.copyOf(metricIds),
        source);
  }

  UUID id() {
    return id;
  }

  String slug() {
    return slug;
  }

  String currency() {
    return currency;
  }

  int version() {
    return version;
  }

  Instant updatedAt() {
    return updatedAt;
  }
}
