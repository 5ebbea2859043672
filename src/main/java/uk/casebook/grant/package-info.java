/**
 * Grants: what was awarded, the ledger of the money, what was delivered with it and what came of
 * it. Depends on programmes and on what these depend on.
 */
@NullMarked
package uk.casebook.grant;

import org.jspecify.annotations.NullMarked;
