package uk.casebook.casestudy;

import org.jspecify.annotations.Nullable;

/**
 * An award, or a place in the contest for one.
 *
 * @param result won, shortlisted, nominated, highly-commended or open
 */
public record Recognition(
    String award,
    @Nullable String awardedBy,
    @Nullable String category,
    @Nullable Integer year,
    String result) {}
