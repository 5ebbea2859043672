package uk.casebook.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RequestMetricsTest {

  private static List<String> series() {
    return given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .extract()
        .asString()
        .lines()
        .filter(line -> line.startsWith("http_server_requests_seconds_count"))
        .toList();
  }

  @Test
  void requestsAreNamedByTheirRouteWhateverTheOutcome() {
    String tag = given().get("/problems").header("ETag");
    given().header("If-None-Match", tag).get("/problems");
    given().get("/problems/not-found");
    given().get("/problems?unknown=1");

    assertThat(series())
        .anyMatch(line -> line.contains("status=\"200\",uri=\"/problems\""))
        .anyMatch(line -> line.contains("status=\"304\",uri=\"/problems\""))
        .anyMatch(line -> line.contains("status=\"400\",uri=\"/problems\""))
        .anyMatch(line -> line.contains("status=\"200\",uri=\"/problems/{code}\""));
  }

  @Test
  void pathsAndMethodsThatAreMadeUpAddNoSeries() {
    madeUp(0);
    int before = series().size();

    for (int i = 1; i <= 50; i++) {
      madeUp(i);
    }

    assertThat(series()).hasSize(before).noneMatch(line -> line.contains("made-up"));
  }

  private static void madeUp(int i) {
    given().get("/made-up-" + i);
    given().get("/v1/made-up-" + i);
    given().get("/problems/made-up-" + i + "?unknown=" + i);
    given().request("MADE" + i, "/made-up-" + i);
    given().request("MADE" + i, "/problems");
    given().get("/docs/made-up-" + i);
    given().post("/docs/made-up-" + i);
    given().get("/q/made-up-" + i);
  }
}
