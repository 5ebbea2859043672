package uk.casebook.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HealthTest {

  @Test
  void livenessAsksNothingOfTheDatabase() {
    given()
        .get("/q/health/live")
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body("checks", equalTo(List.of()));
  }

  @Test
  void readinessIsUpWhenTheDatabaseAnswers() {
    given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("database"));
  }

  @Test
  void startIsOverOnceTheRegisterIsLoaded() {
    given()
        .get("/q/health/started")
        .then()
        .statusCode(200)
        .body("checks.name", hasItem("register-loaded"));
  }
}
