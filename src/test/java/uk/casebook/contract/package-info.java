/**
 * Tests of the contract, and what checks every exchange of every other test against it.
 *
 * <p>{@link uk.casebook.contract.ContractExchangeSetup} is found by Quarkus through {@code
 * META-INF/services} and gives REST Assured the filter {@link
 * uk.casebook.contract.ContractExchange} before each test of each {@code @QuarkusTest}: there is
 * nothing to add to a test. A test that sends what REST Assured cannot uses {@link
 * uk.casebook.contract.RawHttp}.
 */
@NullMarked
package uk.casebook.contract;

import org.jspecify.annotations.NullMarked;
