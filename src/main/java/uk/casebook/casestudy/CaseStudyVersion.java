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

  @Embedded private Source source;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "published_at")
  private @Nullable Instant publishedAt;

  @Column(name = "superseded_at")
  private @Nullable Instant supersededAt;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected CaseStudyVersion() {}

  @SuppressWarnings("NullAway.Init") // the id comes from the database
  CaseStudyVersion(CaseStudy caseStudy, int version, CaseStudyContent content, Instant now) {
    this.caseStudy = caseStudy;
    this.version = version;
    this.title = content.title();
    this.summary = content.summary();
    this.theme = content.theme();
    this.leadCouncilId = content.leadCouncilId();
    this.qualityStatements.addAll(content.qualityStatements());
    this.topics.addAll(content.topics());
    this.populations.addAll(content.populations());
    this.participants.addAll(content.participants());
    this.period = content.period();
    this.sections = content.sections();
    this.barriers = content.barriers();
    this.conditions = content.conditions();
    this.statements = content.statements();
    this.quotes = content.quotes();
    this.recognition = content.recognition();
    this.links = content.links();
    this.source = content.source();
    this.createdAt = now;
    this.updatedAt = now;
  }

  void publish(Instant now) {
    publishedAt = now;
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
}
