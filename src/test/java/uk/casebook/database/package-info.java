/**
 * Tests of the embedded database, and the server that the tests of all other packages share: {@link
 * uk.casebook.database.DatabaseResource}.
 */
@NullMarked
package uk.casebook.database;

import org.jspecify.annotations.NullMarked;
