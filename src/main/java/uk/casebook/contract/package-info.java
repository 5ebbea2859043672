/**
 * Runs {@code openapi.yaml}: every request is checked against it before any other code sees it, and
 * every error is answered as a problem detail (RFC 9457).
 *
 * <p>Depends on no feature. Nobody else builds an error response: throw {@link
 * uk.casebook.contract.ProblemException}.
 */
@NullMarked
package uk.casebook.contract;

import org.jspecify.annotations.NullMarked;
