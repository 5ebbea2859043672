package uk.casebook.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CommonHeadersTest {

  @ParameterizedTest
  @ValueSource(strings = {"/problems", "/no-such-path", "/problems?unknown=1", "/docs/"})
  void everyAnswerMayBeReadByAnyPageAndIsWhatItSaysItIs(String path) {
    given()
        .header("Origin", "https://dashboard.example")
        .get(path)
        .then()
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Allow-Credentials", nullValue())
        .header("Access-Control-Expose-Headers", containsString("ETag"))
        .header("X-Content-Type-Options", "nosniff")
        .header("Date", matchesPattern("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [0-9:]{8} GMT"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/no-such-path", "/problems/no-such-problem", "/problems?unknown=1"})
  void problemsAreNeverKept(String path) {
    given().get(path).then().header("Cache-Control", "no-store").header("ETag", nullValue());
  }

  @Test
  void theFilesOfTheDocumentationAreKeptForADayAndItsPageIsAskedForAgain() {
    given().get("/docs/").then().header("Cache-Control", "public, no-cache");
    given()
        .get("/docs/swagger-ui.css")
        .then()
        .statusCode(200)
        .header("Cache-Control", "public, max-age=86400");
  }

  @Test
  void aPreflightAllowsReading() {
    given()
        .header("Origin", "https://dashboard.example")
        .header("Access-Control-Request-Method", "GET")
        .header("Access-Control-Request-Headers", "if-none-match")
        .options("/problems")
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
        .header("Access-Control-Allow-Headers", containsString("If-None-Match"))
        .header("Access-Control-Max-Age", "86400");
  }

  @Test
  void aPreflightDoesNotAllowWriting() {
    given()
        .header("Origin", "https://dashboard.example")
        .header("Access-Control-Request-Method", "POST")
        .options("/problems")
        .then()
        .header("Access-Control-Allow-Methods", not(containsString("POST")));
  }

  @Test
  void healthAndMetricsAreNotForOtherPages() {
    assertThat(
            given()
                .header("Origin", "https://dashboard.example")
                .get("/q/health/live")
                .header("Access-Control-Allow-Origin"))
        .isNull();
  }
}
