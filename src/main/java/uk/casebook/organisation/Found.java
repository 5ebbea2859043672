package uk.casebook.organisation;

import org.jspecify.annotations.Nullable;

/**
 * What a key leads to.
 *
 * @param response the organisation that answers
 * @param movedTo its slug if the key names a record that was merged into it
 */
record Found<T>(T response, @Nullable String movedTo) {}
