package uk.casebook.casestudy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import uk.casebook.organisation.OrganisationRef;

/**
 * A version of a case study, to be compared with others.
 *
 * @param organisation for whom it was written
 * @param editedBy the caller who wrote it last; null for those who may not know
 * @param publishedBy the caller who published it; null for those who may not know
 * @param written what it says, without contacts
 */
public record Revision(
    String slug,
    long versionId,
    int version,
    CaseStudyStatus status,
    Instant updatedAt,
    @Nullable Instant publishedAt,
    @Nullable Instant supersededAt,
    @Nullable OrganisationRef organisation,
    @Nullable String editedBy,
    @Nullable String publishedBy,
    CaseStudyRequest written) {}
