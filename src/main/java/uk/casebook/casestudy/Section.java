package uk.casebook.casestudy;

import org.jspecify.annotations.Nullable;

/**
 * A part of the text.
 *
 * @param kind what the part is about: context, challenge, approach, co-production, impact, learning
 *     or next-steps
 * @param body Markdown
 */
public record Section(String kind, @Nullable String heading, String body) {}
