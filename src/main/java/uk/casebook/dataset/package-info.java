/**
 * What the register ships with: reads the files under {@code dataset/} and enters them, in one
 * transaction, when the service first starts on an empty database.
 */
@NullMarked
package uk.casebook.dataset;

import org.jspecify.annotations.NullMarked;
