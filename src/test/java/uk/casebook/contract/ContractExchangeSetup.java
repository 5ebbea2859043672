package uk.casebook.contract;

import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;

/** Has REST Assured check every exchange against the contract that the service runs. */
public class ContractExchangeSetup implements QuarkusTestBeforeEachCallback {

  @Override
  public void beforeEach(QuarkusTestMethodContext context) {
    Contract contract = Arc.container().instance(Contract.class).get();
    RestAssured.replaceFiltersWith(new ContractExchange(contract));
  }
}
