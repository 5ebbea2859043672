/** Councils and the other bodies that did the work. Knows no other feature. */
@NullMarked
package uk.casebook.organisation;

import org.jspecify.annotations.NullMarked;
