package uk.casebook.change;

import java.util.UUID;

/**
 * Something that everybody may read.
 *
 * @param version of its last change
 */
record Shown(String resource, UUID id, String slug, int version) implements Thing {}
