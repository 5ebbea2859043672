package uk.casebook.casestudy;

import org.jspecify.annotations.Nullable;

/** Something to read on. */
public record WebLink(String title, @Nullable String url) {}
