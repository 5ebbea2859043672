package uk.casebook.grant;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a grant and can be changed.
 *
 * @param plannedDates when what it pays for is to happen
 * @param actualDates when it happened
 * @param caseStudyId the case study that tells of it
 * @param metricIds figures that tell what came of it
 */
record GrantContent(
    String title,
    @Nullable String description,
    @Nullable Dates plannedDates,
    @Nullable Dates actualDates,
    @Nullable UUID caseStudyId,
    List<UUID> metricIds) {}
