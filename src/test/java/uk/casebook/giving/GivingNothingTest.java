package uk.casebook.giving;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped register, in which no grant has an amount. */
@QuarkusTest
class GivingNothingTest {

  @ParameterizedTest
  @ValueSource(strings = {"json", "csv"})
  void isNoPackageAndSaysWhy(String export) {
    get("/v1/exports/360giving." + export)
        .then()
        .statusCode(404)
        .body("detail", containsString("a package without grants is not valid"));
  }
}
