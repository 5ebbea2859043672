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
    CaseStudyStatus status,
    int version,
    @Nullable String theme,
    @Nullable Period period,
    Source source,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant publishedAt) {}
