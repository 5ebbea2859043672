/**
 * What became of the money and what it bought, over many grants. Reads what grants, their lines and
 * their ledgers hold, and writes nothing.
 */
@NullMarked
package uk.casebook.report;

import org.jspecify.annotations.NullMarked;
