package uk.casebook.metric;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stays the same of a metric through all the versions of its case study. */
@Entity
class Metric {

  @Id private UUID id;
  private String slug;

  @Column(name = "case_study_id")
  private UUID caseStudyId;

  @Column(name = "published_version")
  private @Nullable Integer publishedVersion;

  @SuppressWarnings("UnusedVariable") // the database enters it into the change log
  private boolean withdrawn;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected Metric() {}

  Metric(UUID id, String slug, UUID caseStudyId, Instant now) {
    this.id = id;
    this.slug = slug;
    this.caseStudyId = caseStudyId;
    this.createdAt = now;
  }

  /** Readers see another state of it from now on. */
  void publish() {
    publishedVersion = publishedVersion == null ? 1 : publishedVersion + 1;
    withdrawn = false;
  }

  /** Readers see it no more. */
  void withdraw() {
    withdrawn = true;
  }

  /** Another name in addresses; only while nobody has seen the present one. */
  void rename(String newSlug) {
    slug = newSlug;
  }

  /** Whether readers have ever seen it. */
  boolean wasPublished() {
    return publishedVersion != null;
  }

  UUID caseStudyId() {
    return caseStudyId;
  }

  UUID id() {
    return id;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Metric metric && id.equals(metric.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  String slug() {
    return slug;
  }
}
