/**
 * Outcome metrics with their observations, held as they are printed. A metric belongs to a case
 * study and has its versions.
 */
@NullMarked
package uk.casebook.metric;

import org.jspecify.annotations.NullMarked;
