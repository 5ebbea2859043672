package uk.casebook.metric;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ObservationResourceTest {

  private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @Test
  void givesTheSameRowsAsJsonAndAsCsv() throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    String next = "/v1/observations?limit=100";
    while (next != null) {
      JsonNode page = JSON.readTree(get(next).asByteArray());
      page.get("items").forEach(rows::add);
      next = page.get("next").textValue();
    }
    List<NamedCsvRecord> lines = new ArrayList<>();
    next = "/v1/observations?format=csv&limit=100";
    while (next != null) {
      Response page = get(next);
      assertThat(page.contentType()).isEqualToIgnoringCase("text/csv;charset=utf-8");
      try (CsvReader<NamedCsvRecord> csv =
          CsvReader.builder().ofNamedCsvRecord(new String(page.asByteArray(), UTF_8))) {
        csv.forEach(lines::add);
      }
      Matcher link = NEXT.matcher(String.join(", ", page.headers().getValues("Link")));
      next = link.find() ? link.group(1) : null;
    }

    assertThat(rows).hasSize(404);
    assertThat(lines).hasSize(404);
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.get(i);
      for (String column : lines.get(i).getHeader()) {
        assertThat(lines.get(i).getField(column)).as(column).isEqualTo(row.path(column).asText(""));
      }
      assertThat(lines.get(i).getHeader())
          .containsAll(row.properties().stream().map(field -> field.getKey()).toList());
    }
  }

  @Test
  void keepsTheColumnsInTheirOrder() {
    Optional<String> header =
        get("/v1/observations?format=csv&limit=1").asString().lines().findFirst();

    assertThat(header)
        .hasValue(
            "metric,metricTitle,caseStudy,council,region,theme,kind,unit,per,role,periodFrom,"
                + "periodTo,periodLabel,dimensions,statistic,comparator,qualifier,value,valueText,"
                + "low,high,numerator,denominator,outOf,baseLabel,baseCount,condition,cumulative,"
                + "individual,basis,printed,note,source");
  }

  @Test
  void followsTheAcceptHeaderUnlessAFormatIsNamed() {
    given().accept("text/csv").get("/v1/observations").then().contentType("text/csv");
    given()
        .accept("application/json, text/csv;q=0.5")
        .get("/v1/observations")
        .then()
        .contentType("application/json");
    given()
        .accept("text/csv")
        .get("/v1/observations?format=json")
        .then()
        .contentType("application/json");
    given().accept("application/xml").get("/v1/observations").then().statusCode(406);
  }

  @ParameterizedTest
  @CsvSource({
    "dimension=sex%3Dfemale, 2",
    "dimension=sex=female, 2",
    "dimension=sex=female&dimension=sex=male, 4",
    "dimension=sex=female&role=limit, 0",
    "dimension=sex=fem, 0",
    "dimension=%22%27=%5D, 0"
  })
  void filtersByDimension(String query, int total) {
    given()
        .urlEncodingEnabled(false)
        .get("/v1/observations?" + query)
        .then()
        .statusCode(200)
        .body("total", equalTo(total));
  }

  @Test
  void refusesADimensionWithoutAValue() {
    get("/v1/observations?dimension=sex")
        .then()
        .statusCode(400)
        .body("errors[0].parameter", equalTo("dimension"))
        .body("errors[0].code", equalTo("pattern"))
        .body("errors[0].detail", containsString("sex=female"));
  }

  @Test
  void findsMetricsWithAnObservationOfADimension() {
    get("/v1/metrics?dimension=sex=female&limit=100")
        .then()
        .statusCode(200)
        .body("items.size()", greaterThan(0))
        .body(
            "items.findAll { metric -> !metric.observations.any { it.dimensions.any { d -> d.name =="
                + " 'sex' && d.value == 'female' } } }.size()",
            equalTo(0));
  }

  @ParameterizedTest
  @CsvSource({
    "individual=true, 34",
    "individual=false, 370",
    "role=baseline, 36",
    "role=baseline&role=comparator, 44",
    "caseStudy=bedford-reviews&from=2025, 1",
    "caseStudy=bedford-reviews&to=2024-03, 1"
  })
  void filters(String query, int total) {
    get("/v1/observations?" + query).then().statusCode(200).body("total", equalTo(total));
  }

  @Test
  void leavesOutWhatHasNoCalendarDateWhenAskedForDates() {
    get("/v1/observations?from=1900&limit=100")
        .then()
        .body("items.findAll { it.periodFrom == null && it.periodTo == null }.size()", equalTo(0));
  }

  @Test
  void findsByTheObservationsOwnUnit() {
    get("/v1/observations?unit=percent&limit=100")
        .then()
        .body("items.unit", everyItem(equalTo("percent")));
  }

  @Test
  void namesTheCouncilAndItsRegion() {
    get("/v1/observations?caseStudy=bedford-reviews&limit=1")
        .then()
        .body("items[0].council", equalTo("bedford"))
        .body("items[0].region", equalTo("East of England"))
        .body("items[0].source", containsString("What we are most proud of"));
  }
}
