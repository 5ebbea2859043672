/**
 * Metrics as pictures: each drawn in the form that fits what it says, and nothing drawn that its
 * figures do not say. Drawing is pure, so the same metric gives the same bytes; what may not be
 * compared never shares an axis, and no meaning is told by colour alone.
 */
@NullMarked
package uk.casebook.chart;

import org.jspecify.annotations.NullMarked;
