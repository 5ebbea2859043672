package uk.casebook.metric;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class MetricResourceTest {

  @Nested
  class GetMetric {

    @Test
    void answersBySlugAndById() {
      Response bySlug = get("/v1/metrics/bedford-reviews-02");

      assertThat(get("/v1/metrics/" + bySlug.path("id")).asString()).isEqualTo(bySlug.asString());
    }

    @Test
    void writesDecimalsAsTheyWerePrinted() {
      assertThat(get("/v1/metrics/bedford-reviews-02").asString())
          .contains("\"value\":47.7,")
          .contains("\"value\":68.8,")
          .contains("\"value\":20.1,");
    }

    @Test
    void saysWhatChangedAndWhatTheSourceSaysAgainstIt() {
      get("/v1/metrics/bedford-reviews-02")
          .then()
          .body("changes.verdict", contains("improved"))
          .body("changes[0].from.value", equalTo(47.7f))
          .body("changes[0].contradicts.value", contains(20.1f))
          .body("changesRefused", hasSize(0));
      assertThat(get("/v1/metrics/bedford-reviews-02").asString())
          .contains("\"absolute\":21.1,\"percent\":44.2,\"verdict\":\"improved\"");
    }

    @Test
    void saysWhyNoChangeIsComputed() {
      get("/v1/metrics/hertfordshire-data-inspired-living-07")
          .then()
          .body("changes", hasSize(0))
          .body("changesRefused.code", contains("unlike-periods"))
          .body("changesRefused[0].series.individual", equalTo(true));
    }

    @Test
    void pointsToWhatItConflictsWith() {
      get("/v1/metrics/luton-shared-lives-05")
          .then()
          .body("conflictsWith.slug", contains("luton-shared-lives-08"))
          .body("conflictsWith.href", contains("/v1/metrics/luton-shared-lives-08"));
    }

    @Test
    void saysThatThereIsNone() {
      get("/v1/metrics/no-such-figure")
          .then()
          .statusCode(404)
          .body("detail", containsString("no-such-figure"));
    }
  }

  @Nested
  class ListMetrics {

    @Test
    void walksThroughAllOfThemOnceInEitherOrder() {
      for (String sort : List.of("title", "council")) {
        List<String> slugs = new ArrayList<>();
        String next = "/v1/metrics?limit=100&sort=" + sort;
        while (next != null) {
          Response page = get(next);
          slugs.addAll(page.<List<String>>path("items.slug"));
          next = page.path("next");
        }
        assertThat(slugs).hasSize(346).doesNotHaveDuplicates();
      }
    }

    @Test
    void putsFiguresWithoutACouncilLastWhenSortedByCouncil() {
      get("/v1/metrics?sort=council&limit=1")
          .then()
          .body("items[0].caseStudy.slug", startsWith("bedford-"));
      get("/v1/metrics?sort=council&limit=1&caseStudy=anchor-dementia-specialist-team"
              + "&caseStudy=thurrock-place-based")
          .then()
          .body("items[0].caseStudy.slug", equalTo("thurrock-place-based"));
    }

    @ParameterizedTest
    @CsvSource({
      "caseStudy=sfc-personal-workforce-budgets, 9",
      "kind=target, 11",
      "kind=target&kind=forecast, 20",
      "polarity=lower-is-better, 38",
      "unit=rating, 13",
      "role=baseline&individual=true&unit=year, 0",
      "hasChange=true, 19",
      "hasChange=false, 327",
      "verdict=worsened, 1",
      "verdict=improved, 17",
      "verdict=worsened&verdict=not-judged, 2",
      "verdict=worsened&hasChange=false, 0",
      "indicator=ascof-2023-24-5a2, 1"
    })
    void filters(String query, int total) {
      get("/v1/metrics?" + query).then().statusCode(200).body("total", equalTo(total));
    }

    @Test
    void keepsAMetricWhenOneObservationPassesAllFiltersOnObservations() {
      get("/v1/metrics?caseStudy=bedford-reviews&role=baseline&from=2025")
          .then()
          .body("total", equalTo(0));
      get("/v1/metrics?caseStudy=bedford-reviews&role=actual&from=2025")
          .then()
          .body("items.slug", contains("bedford-reviews-02"))
          .body("items[0].observations.role", contains("baseline", "actual"));
    }

    @Test
    void namesWhatTheRegisterDoesNotKnow() {
      get("/v1/metrics?unit=persons&caseStudy=nothing&from=2024-06-31&polarity=up")
          .then()
          .statusCode(400)
          .body("errors.parameter", hasItem("polarity"));
      get("/v1/metrics?unit=persons&caseStudy=nothing&from=2024-06-31&indicator=ascof-3b")
          .then()
          .statusCode(400)
          .body("errors.parameter", hasItems("unit", "caseStudy", "from", "indicator"));
    }
  }
}
