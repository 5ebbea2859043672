/**
 * Case studies whole, with their figures: what each version said, what changed from one to the
 * next, and one case study as a file that can be written out and read in.
 */
@NullMarked
package uk.casebook.revision;

import org.jspecify.annotations.NullMarked;
