package uk.casebook.metric;

import org.jspecify.annotations.Nullable;

/**
 * An observation as it is found in the database.
 *
 * @param position its place in the metric, from 0
 */
record FoundObservation(
    int position,
    Figure figure,
    MetricContent metric,
    String metricSlug,
    String caseStudy,
    @Nullable String council,
    @Nullable String region,
    @Nullable String theme,
    String publication) {}
