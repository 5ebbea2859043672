package uk.casebook.metric;

import jakarta.persistence.CascadeType;
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
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** What a metric says in one version of its case study. */
@Entity
@Table(name = "metric_version")
class MetricVersion {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "metric_version_id")
  @SequenceGenerator(name = "metric_version_id", sequenceName = "metric_version_id")
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "metric_id")
  private Metric metric;

  @Column(name = "case_study_version_id")
  private long caseStudyVersionId;

  private int position;

  @Embedded private MetricContent content;

  @OneToMany(mappedBy = "metricVersion", cascade = CascadeType.PERSIST)
  @OrderBy("position")
  private List<Observation> observations = new ArrayList<>();

  @ElementCollection
  @CollectionTable(name = "computed_change", joinColumns = @JoinColumn(name = "metric_version_id"))
  @OrderColumn(name = "position")
  private List<ComputedChange> computedChanges = new ArrayList<>();

  @ElementCollection
  @CollectionTable(name = "summary_figure", joinColumns = @JoinColumn(name = "metric_version_id"))
  @OrderColumn(name = "position")
  private List<SummaryFigure> summaryFigures = new ArrayList<>();

  @ManyToMany
  @JoinTable(
      name = "metric_conflict",
      joinColumns = @JoinColumn(name = "metric_version_id"),
      inverseJoinColumns = @JoinColumn(name = "conflicts_with_id"))
  @OrderColumn(name = "position")
  private List<Metric> conflictsWith = new ArrayList<>();

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected MetricVersion() {}

  @SuppressWarnings("NullAway.Init") // the id comes from the database
  MetricVersion(
      Metric metric,
      long caseStudyVersionId,
      int position,
      MetricContent content,
      List<Figure> figures) {
    this.metric = metric;
    this.caseStudyVersionId = caseStudyVersionId;
    this.position = position;
    this.content = content;
    for (Figure figure : figures) {
      observations.add(new Observation(this, observations.size(), figure));
    }
    compute();
  }

  /** Computes what follows from what it says. */
  final void compute() {
    computedChanges.addAll(ComputedChange.of(this));
    summaryFigures.addAll(SummaryFigure.of(this));
  }

  /** These metrics say something else about the same thing. */
  void conflictsWith(List<Metric> others) {
    conflictsWith.addAll(others);
  }

  long id() {
    return id;
  }

  Metric metric() {
    return metric;
  }

  long caseStudyVersionId() {
    return caseStudyVersionId;
  }

  int position() {
    return position;
  }

  MetricContent content() {
    return content;
  }

  /** Whether another version says the same. */
  boolean saysTheSame(MetricVersion other) {
    return content.equals(other.content)
        && figures().equals(other.figures())
        && conflictsWith.equals(other.conflictsWith);
  }

  List<Figure> figures() {
    return observations.stream().map(Observation::figure).toList();
  }

  List<Metric> conflictsWith() {
    return conflictsWith;
  }
}
