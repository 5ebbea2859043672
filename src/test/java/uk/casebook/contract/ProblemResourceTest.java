package uk.casebook.contract;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class ProblemResourceTest {

  @ParameterizedTest
  @EnumSource
  void everyTypeIsExplainedAtItsAddress(ProblemType type) {
    when()
        .get(type.uri())
        .then()
        .statusCode(200)
        .body("code", equalTo(type.code()))
        .body("title", equalTo(type.title()))
        .body("status", equalTo(type.status()))
        .body("explanation", equalTo(type.explanation()));
  }

  @Test
  void allTypesAreListed() {
    when()
        .get("/problems")
        .then()
        .statusCode(200)
        .body(
            "items.code",
            contains(
                Arrays.stream(ProblemType.values()).map(ProblemType::code).toArray(String[]::new)));
  }

  @Test
  void anUnknownTypeIsAProblemItself() {
    when()
        .get("/problems/no-coffee")
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/not-found"))
        .body("detail", equalTo("There is no type of problem 'no-coffee'."));
  }
}
