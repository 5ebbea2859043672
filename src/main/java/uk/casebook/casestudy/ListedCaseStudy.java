package uk.casebook.casestudy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a list shows of a version, but for what it has several of. */
record ListedCaseStudy(
    long versionId,
    UUID id,
    String slug,
    String title,
    @Nullable String summary,
    CaseStudyStatus caseStudyStatus,
    @Nullable Instant submittedAt,
    int version,
    @Nullable String theme,
    @Nullable Period period,
    @Nullable Source source,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant publishedAt) {

  /** Where this version stands. */
  CaseStudyStatus status() {
    return CaseStudyVersion.status(publishedAt, submittedAt, caseStudyStatus);
  }
}
