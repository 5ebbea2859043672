package uk.casebook.casestudy;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.contract.Violation;
import uk.casebook.database.KeptRows;
import uk.casebook.identity.Caller;

/**
 * One version of a case study. Once published it is never changed again; the next one supersedes
 * it.
 */
@Entity
@Table(name = "case_study_version")
class CaseStudyVersion {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "case_study_version_id")
  @SequenceGenerator(name = "case_study_version_id", sequenceName = "case_study_version_id")
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "case_study_id")
  private CaseStudy caseStudy;

  private int version;
  private String title;
  private @Nullable String summary;
  private @Nullable String theme;

  @Column(name = "lead_council_id")
  private @Nullable UUID leadCouncilId;

  @ElementCollection
  @CollectionTable(
      name = "case_study_quality_statement",
      joinColumns = @JoinColumn(name = "case_study_version_id"))
  @OrderColumn(name = "position")
  @Column(name = "quality_statement")
  private List<String> qualityStatements = new ArrayList<>();

  @ElementCollection
  @CollectionTable(
      name = "case_study_topic",
      joinColumns = @JoinColumn(name = "case_study_version_id"))
  @OrderColumn(name = "position")
  @Column(name = "topic")
  private List<String> topics = new ArrayList<>();

  @ElementCollection
  @CollectionTable(
      name = "case_study_population",
      joinColumns = @JoinColumn(name = "case_study_version_id"))
  @OrderColumn(name = "position")
  @Column(name = "population")
  private List<String> populations = new ArrayList<>();

  @ElementCollection
  @CollectionTable(
      name = "case_study_organisation",
      joinColumns = @JoinColumn(name = "case_study_version_id"))
  @OrderColumn(name = "position")
  private List<Participant> participants = new ArrayList<>();

  @Embedded private @Nullable Period period;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<Section> sections;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<String> barriers;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<String> conditions;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<Statement> statements;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<Quote> quotes;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<Recognition> recognition;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<WebLink> links;

  @Embedded private @Nullable Source source;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "published_at")
  private @Nullable Instant publishedAt;

  @Column(name = "superseded_at")
  private @Nullable Instant supersededAt;

  @Column(name = "submitted_at")
  private @Nullable Instant submittedAt;

  @Column(name = "review_comment")
  private @Nullable String reviewComment;

  @Column(name = "edited_by")
  private @Nullable String editedBy;

  @Column(name = "edited_by_organisation_id")
  private @Nullable UUID editedByOrganisationId;

  @Column(name = "published_by")
  private @Nullable String publishedBy;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected CaseStudyVersion() {}

  @SuppressWarnings("NullAway.Init") // the id comes from the database
  CaseStudyVersion(CaseStudy caseStudy, int version, CaseStudyContent content, Instant now) {
    this.caseStudy = caseStudy;
    this.version = version;
    this.createdAt = now;
    write(content, now);
  }

  /** A draft says this from now on. */
  void write(CaseStudyContent content, Instant now) {
    this.title = content.title();
    this.summary = content.summary();
    this.theme = content.theme();
    this.leadCouncilId = content.leadCouncilId();
    KeptRows.replace(qualityStatements, content.qualityStatements());
    KeptRows.replace(topics, content.topics());
    KeptRows.replace(populations, content.populations());
    KeptRows.replace(participants, content.participants());
    this.period = content.period();
    this.sections = content.sections();
    this.barriers = content.barriers();
    this.conditions = content.conditions();
    this.statements = content.statements();
    this.quotes = content.quotes();
    this.recognition = content.recognition();
    this.links = content.links();
    this.source = content.source();
    this.updatedAt = now;
  }

  /** Somebody wrote in it, or in one of its figures. */
  void editedBy(Caller caller, Instant now) {
    editedBy = caller.name();
    editedByOrganisationId = caller.organisationId();
    updatedAt = now;
  }

  /**
   * Its authors are done with it.
   *
   * @throws ProblemException unless it is a draft
   */
  void submit(Instant now) {
    require(CaseStudyStatus.DRAFT, "submitted");
    submittedAt = now;
    reviewComment = null;
    updatedAt = now;
  }

  /**
   * Its authors have to go on with it.
   *
   * @throws ProblemException unless it is in review
   */
  void sendBack(String comment, Instant now) {
    require(CaseStudyStatus.IN_REVIEW, "returned");
    submittedAt = null;
    reviewComment = comment;
    updatedAt = now;
  }

  /**
   * Lets it be published.
   *
   * @throws ProblemException unless it is in review, or if it lacks what readers need
   */
  void requirePublishable() {
    require(CaseStudyStatus.IN_REVIEW, "published");
    ProblemException.refuseBroken(missing());
  }

  /**
   * Readers see it from now on.
   *
   * @throws ProblemException as {@link #requirePublishable}
   */
  void publish(Caller caller, Instant now) {
    requirePublishable();
    publishUnreviewed(caller, now);
  }

  /** Readers see it from now on; for what follows from a change elsewhere and changes no text. */
  void publishUnreviewed(Caller caller, Instant now) {
    publishedBy = caller.name();
    publish(now);
  }

  /** A draft makes room for a version that is published before it. */
  void renumber(int newVersion) {
    version = newVersion;
  }

  /** Readers see it from now on; for what the register ships with, which nobody has to review. */
  void publish(Instant now) {
    publishedAt = now;
  }

  /** Readers see another version, or none, from now on. */
  void supersede(Instant now) {
    supersededAt = now;
  }

  private void require(CaseStudyStatus needed, String done) {
    if (status() != needed) {
      throw ProblemException.of(
          ProblemType.CONFLICT,
          "Version %d is %s; only what is %s can be %s."
              .formatted(version, words(status()), words(needed), done));
    }
  }

  private static String words(CaseStudyStatus status) {
    return switch (status) {
      case DRAFT -> "a draft";
      case IN_REVIEW -> "in review";
      case PUBLISHED -> "published";
      case WITHDRAWN -> "withdrawn";
    };
  }

  private List<Violation> missing() {
    List<Violation> missing = new ArrayList<>();
    if (summary == null) {
      missing.add(missing("/summary", "a summary"));
    }
    if (participants.stream().noneMatch(participant -> participant.part() == Part.LEAD)) {
      missing.add(missing("/lead", "an organisation that led the work"));
    }
    if (sections.isEmpty()) {
      missing.add(missing("/sections", "at least one section"));
    }
    return missing;
  }

  private static Violation missing(String pointer, String what) {
    return Violation.atPointer(
        pointer, "needed-to-publish", "A published case study has %s.".formatted(what));
  }

  /** Where this version stands. */
  CaseStudyStatus status() {
    return status(publishedAt, submittedAt, caseStudy.status());
  }

  static CaseStudyStatus status(
      @Nullable Instant publishedAt, @Nullable Instant submittedAt, CaseStudyStatus caseStudy) {
    if (publishedAt == null) {
      return submittedAt == null ? CaseStudyStatus.DRAFT : CaseStudyStatus.IN_REVIEW;
    }
    return caseStudy == CaseStudyStatus.WITHDRAWN
        ? CaseStudyStatus.WITHDRAWN
        : CaseStudyStatus.PUBLISHED;
  }

  boolean isPublished() {
    return publishedAt != null;
  }

  /** The organisations that led the work. */
  List<UUID> leads() {
    return participants.stream()
        .filter(participant -> participant.part() == Part.LEAD)
        .map(Participant::organisationId)
        .toList();
  }

  CaseStudyContent content() {
    return new CaseStudyContent(
        title,
        summary,
        theme,
        List.copyOf(qualityStatements),
        List.copyOf(topics),
        List.copyOf(populations),
        List.copyOf(participants),
        leadCouncilId,
        period,
        sections,
        barriers,
        conditions,
        statements,
        quotes,
        recognition,
        links,
        source);
  }

  long id() {
    return id;
  }

  CaseStudy caseStudy() {
    return caseStudy;
  }

  int version() {
    return version;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  @Nullable Instant publishedAt() {
    return publishedAt;
  }

  @Nullable Instant supersededAt() {
    return supersededAt;
  }

  @Nullable String reviewComment() {
    return reviewComment;
  }

  @Nullable String editedBy() {
    return editedBy;
  }

  @Nullable UUID editedByOrganisationId() {
    return editedByOrganisationId;
  }

  @Nullable String publishedBy() {
    return publishedBy;
  }
}
