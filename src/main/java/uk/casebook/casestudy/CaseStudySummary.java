package uk.casebook.casestudy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.organisation.OrganisationRef;
import uk.casebook.search.Match;

/**
 * A case study in a list.
 *
 * @param metricCount how many metrics it has
 * @param match why a search found it, or null where nothing was searched for
 */
public record CaseStudySummary(
    UUID id,
    String slug,
    String title,
    @Nullable String summary,
    CaseStudyStatus status,
    int version,
    @Nullable String theme,
    List<String> topics,
    List<String> populations,
    List<OrganisationRef> lead,
    List<OrganisationRef> partners,
    @Nullable Period period,
    @Nullable Source source,
    int metricCount,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant publishedAt,
    String href,
    @Nullable Match match) {}
