/**
 * Applications for the money of funding programmes: drafts, their submission by a deadline, review
 * and decision. Who an application is about is never said here. Depends on grants, programmes and
 * on what these depend on.
 */
@NullMarked
package uk.casebook.expression;

import org.jspecify.annotations.NullMarked;
