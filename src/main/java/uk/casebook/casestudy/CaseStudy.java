package uk.casebook.casestudy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stays the same of a case study through all its versions. */
@Entity
@Table(name = "case_study")
class CaseStudy {

  @Id private UUID id;
  private String slug;
  private CaseStudyStatus status;

  @Column(name = "published_version")
  private @Nullable Integer publishedVersion;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected CaseStudy() {}

  /** A case study that nobody but its authors has seen. */
  CaseStudy(UUID id, String slug, Instant now) {
    this.id = id;
    this.slug = slug;
    this.status = CaseStudyStatus.DRAFT;
    this.createdAt = now;
  }

  /** Readers see this version from now on. */
  void publish(CaseStudyVersion version, Instant now) {
    version.publish(now);
    publishedVersion = version.version();
    status = CaseStudyStatus.PUBLISHED;
  }

  UUID id() {
    return id;
  }

  String slug() {
    return slug;
  }

  CaseStudyStatus status() {
    return status;
  }

  Instant createdAt() {
    return createdAt;
  }
}
