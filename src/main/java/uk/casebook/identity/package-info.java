/**
 * Who is asking, what they may do and what they did: keys for systems, sign-in for people, roles,
 * the audit, and requests that are not done twice. Knows no feature; {@link
 * uk.casebook.identity.Owners} is what it asks of organisations.
 */
@NullMarked
package uk.casebook.identity;

import org.jspecify.annotations.NullMarked;
