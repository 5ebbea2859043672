/**
 * What is PostgreSQL's own: the pieces of SQL and the column types that features share, and the
 * server that Casebook brings with it for those who configure none. Knows no feature. The server is
 * started by the main class before Quarkus, so its classes know neither injection nor logging.
 */
@NullMarked
package uk.casebook.database;

import org.jspecify.annotations.NullMarked;
