package uk.casebook.metric;

import org.jspecify.annotations.Nullable;

/** An observation as it is found in the database. */
record FoundObservation(
    Figure figure,
    MetricContent metric,
    String metricSlug,
    String caseStudy,
    @Nullable String council,
    @Nullable String region,
    @Nullable String theme,
    String publication) {}
