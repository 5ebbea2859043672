/**
 * The codes that the register uses: themes, topics, populations, units and the rest, each list with
 * its entries in their usual order.
 */
@NullMarked
package uk.casebook.vocabulary;

import org.jspecify.annotations.NullMarked;
