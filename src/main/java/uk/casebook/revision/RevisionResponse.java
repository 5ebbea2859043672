package uk.casebook.revision;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyStatus;
import uk.casebook.casestudy.Revision;
import uk.casebook.organisation.OrganisationRef;

/**
 * A version of a case study: when it was read, who wrote it, and what it changed.
 *
 * @param supersededAt from when on readers saw another version, or none
 * @param organisation for whom it was written; null for what the register ships with
 * @param editedBy the caller who wrote it last; only for those who may edit the case study
 * @param publishedBy the caller who published it; only for them, too
 * @param changes what makes this version's file of the previous version's: a JSON Patch (RFC 6902)
 * @param file what it said; only where one version is asked for
 */
public record RevisionResponse(
    int version,
    CaseStudyStatus status,
    Instant updatedAt,
    @Nullable Instant publishedAt,
    @Nullable Instant supersededAt,
    @Nullable OrganisationRef organisation,
    @Nullable String editedBy,
    @Nullable String publishedBy,
    JsonNode changes,
    @Nullable CaseStudyFile file,
    String href) {

  static RevisionResponse from(Revision revision, JsonNode changes, @Nullable CaseStudyFile file) {
    return new RevisionResponse(
        revision.version(),
        revision.status(),
        revision.updatedAt(),
        revision.publishedAt(),
        revision.supersededAt(),
        revision.organisation(),
        revision.editedBy(),
        revision.publishedBy(),
        changes,
        file,
        "/v1/case-studies/%s/revisions/%d".formatted(revision.slug(), revision.version()));
  }
}
