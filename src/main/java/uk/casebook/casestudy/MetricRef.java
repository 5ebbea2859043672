package uk.casebook.casestudy;

import org.jspecify.annotations.Nullable;

/**
 * A figure of a case study in short.
 *
 * @param headline the main figure in a few words, or null where there is none to show
 */
public record MetricRef(
    String slug, String title, String unit, String href, @Nullable String headline) {}
