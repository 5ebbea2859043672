package uk.casebook.metric;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.casestudy.CaseStudyFixture.figure;
import static uk.casebook.casestudy.CaseStudyFixture.patch;
import static uk.casebook.casestudy.CaseStudyFixture.publish;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.identity.KeyFixture.editor;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import uk.casebook.database.OwnDatabase;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class MetricEditingTest {

  private static ValidatableResponse create(Map<String, Object> metric) {
    return given()
        .header("Authorization", contributorOf("essex"))
        .contentType("application/json")
        .body(metric)
        .when()
        .post("/v1/metrics")
        .then();
  }

  private static Map<String, Object> metric(String caseStudy, String field, Object value) {
    Map<String, Object> metric = new TreeMap<>(figure(41, 83));
    metric.put("caseStudy", caseStudy);
    metric.put(field, value);
    return metric;
  }

  private static ValidatableResponse delete(String slug) {
    return given()
        .header("Authorization", editor())
        .header("If-Match", "*")
        .when()
        .delete("/v1/metrics/" + slug)
        .then();
  }

  @Test
  void aFigureIsKeptAsItWasPrinted() {
    String slug = aCaseStudy().draft();
    String body =
        """
        {"caseStudy": "%s", "title": "T", "statement": "S", "kind": "outcome", "unit": "percent",
         "polarity": "neutral", "observations": [{"role": "actual", "value": 83.50},
         {"role": "target", "low": 1.0, "high": 12345678901234.1234567890}]}\
        """
            .formatted(slug);
    String answer =
        given()
            .header("Authorization", contributorOf("essex"))
            .contentType("application/json")
            .body(body)
            .when()
            .post("/v1/metrics")
            .then()
            .statusCode(201)
            .extract()
            .asString();
    org.assertj.core.api.Assertions.assertThat(answer)
        .contains("\"value\":83.50", "\"low\":1.0", "\"high\":12345678901234.1234567890");
  }

  @Test
  void whatChangedIsComputedAnewWithEveryEdit() {
    String slug = aCaseStudy().withFigure(41, 83).published();
    String metric = slug + "-01";
    String worsened = "/v1/metrics?view=working&verdict=worsened&caseStudy=" + slug;
    given()
        .header("Authorization", editor())
        .get(worsened)
        .then()
        .body("items.slug", org.hamcrest.Matchers.empty());

    patch(
        "/v1/metrics/" + metric,
        Map.of(
            "observations",
            List.of(
                Map.of("role", "baseline", "value", 83), Map.of("role", "actual", "value", 41))));

    given()
        .header("Authorization", editor())
        .get(worsened)
        .then()
        .body("items.slug", contains(metric));
    when().get("/v1/metrics?verdict=worsened&caseStudy=" + slug).then().body("total", equalTo(0));
  }

  @Test
  void aSummaryIsAnotherOneAsSoonAsSomethingIsPublished() {
    String slug = aCaseStudy().withFigure(41, 83).published();
    String summary = "/v1/metrics/summary?verdict=worsened&caseStudy=" + slug;
    when().get(summary).then().body("selected", equalTo(0));

    patch(
        "/v1/metrics/" + slug + "-01",
        Map.of(
            "observations",
            List.of(
                Map.of("role", "baseline", "value", 83), Map.of("role", "actual", "value", 41))));
    publish(slug);

    when().get(summary).then().body("selected", equalTo(2));
  }

  @Test
  void everyBrokenRuleIsNamedByItsPlace() {
    Map<String, Object> metric = metric(aCaseStudy().draft(), "unit", "peopel");
    metric.put("slug", "bedford-reviews-01");
    metric.put("conflictsWith", List.of("bedford-reviews-02", "no-metric"));
    metric.put(
        "observations",
        List.of(
            Map.of("role", "actual"),
            Map.of("role", "actual", "numerator", 1),
            Map.of("role", "actual", "numerator", 1, "denominator", 0),
            Map.of("role", "actual", "low", 3, "high", 2),
            Map.of("role", "actual", "value", 1, "unit", "nothing"),
            Map.of("role", "actual", "value", 1, "period", Map.of("from", "2025", "to", "2024"))));
    create(metric)
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/slug",
                "/unit",
                "/conflictsWith/1",
                "/observations/0",
                "/observations/1",
                "/observations/2/denominator",
                "/observations/3/high",
                "/observations/4/unit",
                "/observations/5/period/to"));
  }

  @Test
  void aMetricNamesItsCaseStudyAndStaysWithIt() {
    create(figure(1, 2)).statusCode(400).body("errors.pointer", contains("/caseStudy"));
    create(metric("no-such-study", "title", "T"))
        .statusCode(422)
        .body("errors.pointer", contains("/caseStudy"));
    String slug = aCaseStudy().withFigure(1, 2).draft();
    patch("/v1/metrics/" + slug + "-01", Map.of("caseStudy", "essex-carers-model"))
        .statusCode(422)
        .body("errors.code", contains("fixed"));
  }

  @Test
  void aMetricThatIsTakenOutGoesWithThePublicationAndCanComeBack() {
    String slug = aCaseStudy().withFigure(1, 2).withFigure(3, 4).published();
    delete(slug + "-01").statusCode(204);
    when().get("/v1/metrics/" + slug + "-01").then().statusCode(200);
    publish(slug);
    when().get("/v1/metrics/" + slug + "-01").then().statusCode(404);
    when().get("/v1/metrics?caseStudy=" + slug).then().body("items.slug", contains(slug + "-02"));

    create(metric(slug, "slug", slug + "-01")).statusCode(201);
    publish(slug);
    when().get("/v1/metrics/" + slug + "-01").then().statusCode(200);
  }

  @Test
  void aMetricThatNobodyHasSeenIsGoneAtOnce() {
    String slug = aCaseStudy().withFigure(1, 2).draft();
    delete(slug + "-01").statusCode(204);
    delete(slug + "-01").statusCode(404);
    create(metric(slug, "slug", slug + "-01")).statusCode(201);
  }

  @Test
  void aMergePatchReplacesListsAndEmptiesWhatIsNull() {
    String slug = aCaseStudy().withFigure(1, 2).draft();
    String path = "/v1/metrics/" + slug + "-01";
    patch(path, Map.of("caveats", List.of("Few were asked."), "per", "P1W"))
        .statusCode(200)
        .body("per", equalTo("P1W"));
    Map<String, Object> changes = new TreeMap<>();
    changes.put("per", null);
    changes.put("observations", List.of(Map.of("role", "actual", "valueText", "Good")));
    patch(path, changes)
        .statusCode(200)
        .body("per", org.hamcrest.Matchers.nullValue())
        .body("caveats", contains("Few were asked."))
        .body("observations.valueText", contains("Good"));
    patch(path, Map.of("unitt", "x")).statusCode(400).body("errors.pointer", contains("/unitt"));
  }
}
