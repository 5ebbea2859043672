/**
 * Case studies: what was done, by whom, with whom, and what came of it. A case study has versions;
 * readers see the published one. Figures belong to {@code metric}, which knows this package and not
 * the other way round: {@link uk.casebook.casestudy.Figures} is what a case study asks of them.
 */
@NullMarked
package uk.casebook.casestudy;

import org.jspecify.annotations.NullMarked;
