package uk.casebook.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Strict-Transport-Security", nullValue())
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

  /** Swagger UI's page changes with its version: then the hashes have to follow. */
  @Test
  void theScriptsInThePageOfTheDocumentationAreThoseThatMayRun() throws Exception {
    Response page = given().get("/docs/");
    List<String> hashes = hashes("<script[^>]*>(.*?)</script>", page.asString());
    assertThat(hashes).hasSize(2);
    assertThat(page.header("Content-Security-Policy")).contains(hashes);
  }

  @Test
  void theStyleThatSwaggerUiAddsToThePageIsTheOneThatItMayAdd() throws Exception {
    Response script = given().get("/docs/swagger-ui-standalone-preset.js");
    List<String> hashes = hashes("createElement\\(\"style\",null,\"([^\"]+)\"", script.asString());
    assertThat(hashes).hasSize(1);
    assertThat(given().get("/docs/").header("Content-Security-Policy"))
        .contains("style-src 'self' " + hashes.get(0) + ";");
  }

  /** How the policy names what stands in a page. */
  private static List<String> hashes(String pattern, String text) throws Exception {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    List<String> hashes = new ArrayList<>();
    while (matcher.find()) {
      if (!matcher.group(1).isBlank()) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(matcher.group(1).getBytes(UTF_8));
        hashes.add("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
      }
    }
    return hashes;
  }

  @Test
  void theDashboardLoadsNothingThatDoesNotLieHere() {
    given()
        .get("/dashboard/")
        .then()
        .statusCode(200)
        .contentType("text/html")
        .header("Cache-Control", "public, no-cache")
        .header(
            "Content-Security-Policy",
            allOf(containsString("script-src 'self';"), containsString("style-src 'self';")));
    given().head("/dashboard/dashboard.js").then().statusCode(200);
    given().redirects().follow(false).get("/dashboard").then().header("Location", "/dashboard/");
    given().get("/dashboard/nothing").then().statusCode(404).body("status", equalTo(404));
  }

  @Test
  void theLibraryOfTheDashboardIsServedForAsLongAsItsVersionLasts() {
    Matcher library =
        Pattern.compile("src=\"(/webjars/[^\"]+)\"").matcher(given().get("/dashboard/").asString());
    assertThat(library.find()).isTrue();
    given()
        .get(library.group(1))
        .then()
        .statusCode(200)
        .header("Cache-Control", "public, max-age=31536000, immutable");
  }

  @Test
  void whateverElseIsAnsweredMayLoadNothing() {
    given()
        .get("/v1")
        .then()
        .header("Content-Security-Policy", containsString("default-src 'none'"));
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
        .header("Access-Control-Allow-Headers", containsString("Casebook-Position, If-None-Match"))
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
