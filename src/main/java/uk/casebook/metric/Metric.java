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
  }

  UUID id() {
    return id;
  }

  String slug() {
    return slug;
  }
}
