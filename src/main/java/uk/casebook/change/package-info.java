/**
 * The change feed: every change of what readers see, in the order of commits. A write enters what
 * it changes in its own transaction (triggers do, whoever writes); once that is committed, the
 * change is given its place, and so is a change of everything that names what changed.
 */
@NullMarked
package uk.casebook.change;

import org.jspecify.annotations.NullMarked;
