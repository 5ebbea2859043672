package uk.casebook.change;

import java.util.Set;

/** What filters ask of a change: of what sort the thing is, and its tags after and before. */
record Tagged(String resource, Set<String> tags, Set<String> previousTags) {}
