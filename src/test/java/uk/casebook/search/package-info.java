/** Tests of the search, the ranking of the shipped register among them. */
@NullMarked
package uk.casebook.search;

import org.jspecify.annotations.NullMarked;
