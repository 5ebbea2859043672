/**
 * The register as a whole: its root document, its licence and attribution, and what is secret and
 * unique to this database.
 */
@NullMarked
package uk.casebook.register;

import org.jspecify.annotations.NullMarked;
