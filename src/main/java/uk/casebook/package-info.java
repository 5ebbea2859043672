/**
 * Where the service starts: {@link uk.casebook.Casebook} brings up the database, then everything
 * else. Each package below it is one feature and says what it depends on.
 */
@NullMarked
package uk.casebook;

import org.jspecify.annotations.NullMarked;
