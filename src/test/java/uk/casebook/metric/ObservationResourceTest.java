package uk.casebook.metric;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ObservationResourceTest {

  private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");

  /** Every row of a list, page by page. */
  private static List<JsonNode> rows(String query, Function<Response, List<JsonNode>> reader) {
    List<JsonNode> rows = new ArrayList<>();
    String next = "/v1/observations?limit=100&" + query;
    while (next != null) {
      Response page = get(next);
      page.then().statusCode(200);
      rows.addAll(reader.apply(page));
      next = next(page);
    }
    return rows;
  }

  private static String next(Response page) {
    Matcher link = NEXT.matcher(link(page));
    return link.find() ? link.group(1) : null;
  }

  private static String link(Response page) {
    return String.join(", ", page.headers().getValues("Link"));
  }

  private static List<JsonNode> inJson() {
    List<JsonNode> rows = new ArrayList<>();
    String next = "/v1/observations?limit=100";
    while (next != null) {
      JsonNode page = ObservationReader.tree(get(next).asByteArray());
      page.get("items").forEach(rows::add);
      next = page.get("next").textValue();
    }
    assertThat(rows).hasSize(404);
    return rows;
  }

  @Test
  void givesTheSameRowsAsJsonAndAsCsv() {
    assertThat(
            rows(
                "format=csv",
                page -> ObservationReader.fromCsv(new String(page.asByteArray(), UTF_8))))
        .isEqualTo(inJson());
  }

  @Test
  void givesTheSameRowsAsIati() {
    assertThat(
            rows(
                "format=iati",
                page -> ObservationReader.fromIati(ObservationReader.tree(page.asByteArray()))))
        .isEqualTo(inJson());
  }

  @Test
  void givesTheSameRowsAsJsonStatUnitByUnit() {
    List<JsonNode> expected = inJson();
    List<JsonNode> rows = new ArrayList<>();
    expected.stream()
        .map(row -> row.get("unit").textValue())
        .distinct()
        .forEach(
            unit ->
                rows.addAll(
                    rows(
                        "format=jsonstat&unit=" + unit,
                        page -> {
                          JsonNode dataset = ObservationReader.tree(page.asByteArray());
                          ObservationFormatTest.assertIsACube(dataset);
                          assertThat(dataset.at("/link/next/0/href").textValue())
                              .isEqualTo(next(page));
                          return ObservationReader.fromJsonStat(dataset);
                        })));

    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void refusesJsonStatOfSeveralUnitsAndSaysWhichThereAre() {
    get("/v1/observations?format=jsonstat&caseStudy=essex-carers-model&limit=1")
        .then()
        .statusCode(400)
        .body("errors[0].parameter", equalTo("unit"))
        .body("errors[0].code", equalTo("several-units"))
        .body("errors[0].detail", containsString("(count, gbp, people)"));
    get("/v1/observations?format=jsonstat&caseStudy=essex-carers-model&unit=people")
        .then()
        .statusCode(200)
        .contentType("application/vnd.json-stat+json");
  }

  @Test
  void describesTheColumnsOfTheCsvAtTheAddressItWasAskedForBy() {
    String address = "/v1/observations?format=csv&caseStudy=bedford-reviews&limit=1";
    Response table = get(address);
    Matcher describedBy =
        Pattern.compile("<([^>]*)>; rel=\"describedby\"; type=\"application/csvm\\+json\"")
            .matcher(link(table));
    assertThat(describedBy.find()).isTrue();

    Response description = get(describedBy.group(1));

    assertThat(description.contentType()).isEqualTo("application/csvm+json");
    JsonNode document = ObservationReader.tree(description.asByteArray());
    assertThat(document.get("url").textValue()).isEqualTo(address);
    JsonNode columns = document.at("/tableSchema/columns");
    String header = table.asString().lines().findFirst().orElseThrow();
    assertThat(columns.findValuesAsText("name")).containsExactly(header.split(",", -1));
    assertThat(columns.findValuesAsText("titles")).containsExactly(header.split(",", -1));
    assertThat(columns.get(0).get("dc:description").textValue()).isEqualTo("The metric's slug.");
    assertThat(datatype(columns, "value")).isEqualTo("\"decimal\"");
    assertThat(datatype(columns, "baseCount")).isEqualTo("\"integer\"");
    assertThat(datatype(columns, "individual")).isEqualTo("\"boolean\"");
    assertThat(datatype(columns, "polarity")).isEmpty();
    assertThat(datatype(columns, "qualifier"))
        .contains("^(exact|approximately|over|under|up-to|at-least)$");
    assertThat(link(description)).contains("rel=\"next\"").contains("rel=\"license\"");
  }

  @Test
  void describesTheCsvOfAQueryWithoutAFormat() {
    given()
        .accept("application/csvm+json")
        .get("/v1/observations?limit=1")
        .then()
        .body("url", equalTo("/v1/observations?limit=1&format=csv"));
    given()
        .accept("application/csvm+json")
        .get("/v1/observations")
        .then()
        .body("url", equalTo("/v1/observations?format=csv"));
  }

  private static String datatype(JsonNode columns, String name) {
    return ObservationReader.list(columns).stream()
        .filter(column -> column.get("name").textValue().equals(name))
        .map(column -> column.get("datatype").toString())
        .collect(Collectors.joining());
  }

  @Test
  void describesEveryRowOfTheRegisterTruly() {
    JsonNode columns =
        ObservationReader.tree(get("/v1/observations?format=csvw").asByteArray())
            .at("/tableSchema/columns");
    List<JsonNode> rows = inJson();
    for (JsonNode column : columns) {
      String name = column.get("name").textValue();
      JsonNode format = column.at("/datatype/format");
      for (JsonNode row : rows) {
        assertThat(row.has(name) || !column.get("required").booleanValue()).as(name).isTrue();
        if (row.has(name) && !format.isMissingNode()) {
          assertThat(row.get(name).textValue()).as(name).matches(format.textValue());
        }
      }
    }
  }

  @Test
  void goesOnInAnotherFormatFromTheSameCursor() {
    String next = get("/v1/observations?limit=2&role=actual").path("next");

    assertThat(
            ObservationReader.fromCsv(new String(get(next + "&format=csv").asByteArray(), UTF_8)))
        .isEqualTo(
            ObservationReader.list(ObservationReader.tree(get(next).asByteArray()).get("items")));
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
    "json, application/json",
    "csv, text/csv",
    "csvw, application/csvm+json",
    "jsonstat, application/vnd.json-stat+json",
    "iati, application/vnd.casebook.iati+json"
  })
  void hasAMediaTypeForEachFormat(String format, String type) {
    String list = "/v1/observations?limit=1&unit=percent";
    Response byFormat = get(list + "&format=" + format);
    Response byAccept = given().accept(type).get(list);

    byFormat.then().statusCode(200);
    assertThat(byFormat.contentType()).startsWith(type);
    assertThat(byAccept.contentType()).isEqualTo(byFormat.contentType());
    if (!format.equals("json")) {
      assertThat(next(byFormat)).contains("format=" + format);
      assertThat(next(byAccept)).isNotNull();
    }
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

  @Nested
  class EverythingAtOnce {

    @Test
    void isWhatAllPagesAreTogether() {
      List<Object> walked = new ArrayList<>();
      String next = "/v1/observations?limit=100";
      while (next != null) {
        Response page = get(next);
        walked.addAll(page.<List<Object>>path("items"));
        next = page.path("next");
      }
      Response all = get("/v1/observations?all=true");

      assertThat(all.<List<Object>>path("items")).isEqualTo(walked);
      assertThat(all.<Integer>path("total")).isEqualTo(404);
      assertThat(all.<String>path("next")).isNull();
    }

    @Test
    void comesAsATableToo() {
      Response csv = get("/v1/observations?all=true&format=csv");

      assertThat(csv.asString().lines()).hasSize(405);
      assertThat(csv.header("Link")).contains("describedby");
    }

    @Test
    void answersA304WhileNothingHasChanged() {
      String tag = get("/v1/observations?all=true").header("ETag");

      given().header("If-None-Match", tag).get("/v1/observations?all=true").then().statusCode(304);
      given()
          .header("If-None-Match", tag)
          .get("/v1/observations?all=true&role=actual")
          .then()
          .statusCode(200);
    }

    @Test
    void hasNoPagesAndNoDrafts() {
      get("/v1/observations?all=true&limit=5&format=iati&view=working")
          .then()
          .statusCode(400)
          .body("errors.parameter", containsInAnyOrder("limit", "format", "view"));
    }
  }
}
