package uk.casebook.metric;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;

/** One figure of a metric: a row of its source. */
@Entity
class Observation {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "observation_id")
  @SequenceGenerator(name = "observation_id", sequenceName = "observation_id")
  private Long id;

  @SuppressWarnings("UnusedVariable") // the other side of its list
  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "metric_version_id")
  private MetricVersion metricVersion;

  @SuppressWarnings("UnusedVariable") // the database sorts by it
  private int position;

  @Embedded private Figure figure;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected Observation() {}

  @SuppressWarnings("NullAway.Init") // the id comes from the database
  Observation(MetricVersion metricVersion, int position, Figure figure) {
    this.metricVersion = metricVersion;
    this.position = position;
    this.figure = figure;
  }

  Figure figure() {
    return figure;
  }
}
