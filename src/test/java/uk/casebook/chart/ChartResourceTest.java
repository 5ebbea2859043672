package uk.casebook.chart;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ChartResourceTest {

  private static final String CHART = "/v1/metrics/bedford-reviews-02/chart.svg";

  @Test
  void answersAPictureThatAPageMayEmbed() {
    get(CHART)
        .then()
        .statusCode(200)
        .contentType(startsWith("image/svg+xml"))
        .header("Cache-Control", "public, no-cache")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .header("Content-Security-Policy", containsString("style-src 'unsafe-inline'"))
        .header("Vary", containsString("Accept-Encoding"))
        .header("Link", containsString("license"))
        .header("ETag", notNullValue());
    assertThat(get(CHART).asString())
        .startsWith("<svg ")
        .contains("47.7%", "68.8%", "width=\"640\"", "prefers-color-scheme");
  }

  @Test
  void drawsSummaries() {
    String summary = "/v1/metrics/summary/chart.svg?groupBy=theme";
    get(summary)
        .then()
        .statusCode(200)
        .contentType(startsWith("image/svg+xml"))
        .header("ETag", notNullValue());

    assertThat(get(summary).asString())
        .contains("What changed, by theme", "Providing support: 7 improved", "hatch");
    assertThat(get(summary + "&unit=fte").asString())
        .contains("Sum of figures in fte, by theme", "7.6 fte in 1 figure");
    assertThat(get(summary + "&kind=context&unit=years").asString())
        .contains("There is nothing to draw.");
    assertThat(get(summary).asString()).isEqualTo(get(summary).asString());
  }

  @Test
  void drawsInTheWidthAndColoursThatAreAskedFor() {
    assertThat(get(CHART + "?width=240&scheme=dark").asString())
        .contains("width=\"240\"", Ink.PAPER.in(Scheme.DARK))
        .doesNotContain(Ink.PAPER.in(Scheme.LIGHT));
  }

  @ParameterizedTest
  @CsvSource({"width=239, width", "width=1601, width", "width=wide, width", "scheme=blue, scheme"})
  void refusesWhatItCannotDraw(String query, String parameter) {
    get(CHART + "?" + query).then().statusCode(400).body("errors.parameter", hasItem(parameter));
  }

  @Test
  void saysThatThereIsNoSuchMetric() {
    get("/v1/metrics/no-such-figure/chart.svg")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("no-such-figure"));
  }

  @Test
  void isNotSentAgainToWhoHasIt() {
    for (String coding : new String[] {"identity", "gzip"}) {
      Response first = given().header("Accept-Encoding", coding).get(CHART);

      given()
          .header("Accept-Encoding", coding)
          .header("If-None-Match", first.header("ETag"))
          .get(CHART)
          .then()
          .statusCode(304)
          .header("ETag", first.header("ETag"))
          .body(equalTo(""));
    }
    assertThat(given().header("Accept-Encoding", "gzip").get(CHART).header("Content-Encoding"))
        .isEqualTo("gzip");
  }

  @Test
  void answersHeadAndRefusesOtherTypes() {
    given().head(CHART).then().statusCode(200).header("ETag", get(CHART).header("ETag"));
    given().accept("image/png").get(CHART).then().statusCode(406);
  }
}
