package uk.casebook.casestudy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;

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

  @Column(name = "withdrawn_at")
  private @Nullable Instant withdrawnAt;

  @Column(name = "withdrawal_reason")
  private @Nullable String withdrawalReason;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "superseded_by_id")
  private @Nullable CaseStudy supersededBy;

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

  /** Its draft is submitted or returned; readers, if it has any, go on reading what they did. */
  void drafted(CaseStudyVersion draft) {
    if (publishedVersion == null) {
      status = draft.status();
    }
  }

  /** Readers see this version from now on. */
  void publish(CaseStudyVersion version) {
    publishedVersion = version.version();
    status = CaseStudyStatus.PUBLISHED;
  }

  /**
   * Nobody reads it any more.
   *
   * @throws ProblemException unless it is published
   */
  void withdraw(String reason, @Nullable CaseStudy successor, Instant now) {
    if (status != CaseStudyStatus.PUBLISHED) {
      throw ProblemException.of(
          ProblemType.CONFLICT, "Only what is published can be withdrawn; delete a draft instead.");
    }
    status = CaseStudyStatus.WITHDRAWN;
    withdrawnAt = now;
    withdrawalReason = reason;
    supersededBy = successor;
  }

  /** Another name in addresses; only while nobody has seen the present one. */
  void rename(String newSlug) {
    slug = newSlug;
  }

  boolean isWithdrawn() {
    return status == CaseStudyStatus.WITHDRAWN;
  }

  /** Whether readers have ever seen it. */
  boolean wasPublished() {
    return publishedVersion != null;
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

  @Nullable Instant withdrawnAt() {
    return withdrawnAt;
  }

  /** Why it was withdrawn; there if it was. */
  String withdrawalReason() {
    return Objects.requireNonNull(withdrawalReason);
  }

  @Nullable CaseStudy supersededBy() {
    return supersededBy;
  }
}
