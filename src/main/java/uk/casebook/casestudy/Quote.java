package uk.casebook.casestudy;

import org.jspecify.annotations.Nullable;

/** Words that somebody said about the work. */
public record Quote(String text, @Nullable String attribution) {}
