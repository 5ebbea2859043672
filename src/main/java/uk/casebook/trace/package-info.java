/**
 * A pound from the fund that it came from to what it changed: one grant with all that hangs on it,
 * reconciled to the penny. Stands on every other funding feature and holds nothing of its own.
 */
@NullMarked
package uk.casebook.trace;

import org.jspecify.annotations.NullMarked;
