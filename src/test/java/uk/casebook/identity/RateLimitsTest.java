package uk.casebook.identity;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One address, which all tests come from; so they use up what it has in their order. */
@QuarkusTest
@TestProfile(RateLimitsTest.Profile.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RateLimitsTest {

  private static final String MADE_UP = "Bearer " + Secret.random().text();

  /** Two failed sign-ins and four requests; the minutes pass too slowly to give any back. */
  public static class Profile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "casebook.limit.per-address", "6",
          "casebook.limit.per-caller", "1000",
          "casebook.limit.failed-sign-ins", "2");
    }
  }

  @Test
  @Order(1)
  void aSignedInCallerIsToldWhatIsLeft() {
    given()
        .header("Authorization", KeyFixture.admin())
        .when()
        .get("/v1/vocabularies")
        .then()
        .statusCode(200)
        .header("RateLimit-Policy", "\"caller\";q=1000;w=60")
        .header("RateLimit", matchesPattern("\"caller\";r=99\\d;t=1"));
  }

  @Test
  @Order(2)
  void whoSendsKeysThatAreNotValidIsSoonNotListenedTo() {
    for (int i = 0; i < 2; i++) {
      given().header("Authorization", MADE_UP).when().get("/v1").then().statusCode(401);
    }
    for (String key : List.of(MADE_UP, KeyFixture.admin())) {
      given()
          .header("Authorization", key)
          .when()
          .get("/v1")
          .then()
          .statusCode(429)
          .header("Retry-After", matchesPattern("[12]?[0-9]|30"))
          .body("type", equalTo("/problems/too-many-requests"));
    }
  }

  @Test
  @Order(3)
  void anAddressThatAsksTooOftenHasToWait() {
    int status = 200;
    for (int i = 0; i < 10 && status == 200; i++) {
      status = when().get("/v1/vocabularies").statusCode();
    }
    when()
        .get("/v1/vocabularies")
        .then()
        .statusCode(429)
        .header("RateLimit-Policy", "\"address\";q=6;w=60")
        .header("Retry-After", matchesPattern("10|[1-9]"));
  }

  @Test
  @Order(4)
  void healthIsNotLimited() {
    when().get("/q/health/live").then().statusCode(200).header("RateLimit", nullValue());
  }
}
