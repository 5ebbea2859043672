package uk.casebook.casestudy;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CaseStudyResourceTest {

  @Nested
  class GetCaseStudy {

    @Test
    void answersBySlugAndById() {
      Response bySlug = get("/v1/case-studies/essex-carers-model");
      String id = bySlug.path("id");

      assertThat(get("/v1/case-studies/" + id).asByteArray()).isEqualTo(bySlug.asByteArray());
      assertThat(bySlug.<String>path("status")).isEqualTo("published");
      assertThat(bySlug.<Integer>path("version")).isEqualTo(1);
    }

    @Test
    void givesOrganisationsAndFiguresInShort() {
      get("/v1/case-studies/southend-caring-well")
          .then()
          .body("lead.slug", contains("southend-on-sea"))
          .body("lead.href", contains("/v1/councils/southend-on-sea"))
          .body("metrics.href", everyItem(containsString("/v1/metrics/southend-caring-well-")))
          .body("metrics.headline", hasItem(containsString("460 to 1,171")));
    }

    @Test
    void showsNobodyAContact() {
      get("/v1/case-studies/essex-carers-model").then().body("contacts", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"no-such-study", "1f0c4d1e-0000-4000-8000-000000000000", "1f0c4d1e-not-a-uuid"})
    void saysThatThereIsNone(String key) {
      get("/v1/case-studies/" + key)
          .then()
          .statusCode(404)
          .body("detail", containsString(key))
          .body("instance", equalTo("/v1/case-studies/" + key));
    }

    @Test
    void suggestsTheNearestSlug() {
      get("/v1/case-studies/essex-carer-model")
          .then()
          .statusCode(404)
          .body("detail", containsString("did you mean 'essex-carers-model'?"));
    }
  }

  @Nested
  class ListCaseStudies {

    @Test
    void walksThroughAllOfThemOnce() {
      for (String sort : List.of("-publishedAt", "title")) {
        List<String> slugs = walk("/v1/case-studies?limit=7&sort=" + sort, "slug");
        assertThat(slugs).hasSize(61).doesNotHaveDuplicates();
      }
    }

    @Test
    void sortsByTitle() {
      List<String> titles = walk("/v1/case-studies?limit=20&sort=title", "title");

      assertThat(titles)
          .isSortedAccordingTo(Comparator.comparing(title -> title.toLowerCase(Locale.ROOT)));
    }

    @Test
    void keepsTheFiltersInTheLinkToTheNextPage() {
      Response page = get("/v1/case-studies?theme=leadership&limit=1");

      assertThat(page.<String>path("next")).contains("theme=leadership").contains("limit=1");
      get(page.<String>path("next")).then().body("items.theme", contains("leadership"));
    }

    @Test
    void findsByCouncilInAnyPartAndByWhatItReplaced() {
      given()
          .queryParam("council", "E06000055")
          .get("/v1/case-studies?limit=100")
          .then()
          .body("total", equalTo(9))
          .body("items.lead.slug.flatten()", everyItem(equalTo("bedford")));
    }

    @Test
    void takesDifferentFiltersAsAndAndARepeatedOneAsOr() {
      int carers = get("/v1/case-studies?topic=unpaid-carers").path("total");
      int both = get("/v1/case-studies?topic=unpaid-carers&topic=dementia").path("total");
      int essex = get("/v1/case-studies?topic=unpaid-carers&council=essex").path("total");

      assertThat(both).isGreaterThan(carers);
      assertThat(essex).isPositive().isLessThan(carers);
    }

    @ParameterizedTest
    @CsvSource({
      "publishedFrom=2025, 52",
      "publishedFrom=2025-06-01, 52",
      "publishedTo=2017, 2",
      "publishedTo=2017-10-29, 0",
      "publishedTo=2017-10-30, 2",
      "publishedFrom=2018&publishedTo=2024, 0",
      "publication=WHAT we are most proud of, 52",
      "hasMetrics=false, 4",
      "hasMetrics=true, 57"
    })
    void filtersByWhereAndWhenItWasPrinted(String query, int total) {
      get("/v1/case-studies?" + query).then().statusCode(200).body("total", equalTo(total));
    }

    @Test
    void countsAFacetAsIfItsOwnFilterWereNotSet() {
      Response filtered =
          get("/v1/case-studies?theme=leadership&facets=theme,topic,population,council");

      filtered
          .then()
          .body("total", equalTo(19))
          .body("facets.theme.count.sum()", equalTo(61))
          .body("facets.theme.find { it.code == 'leadership' }.count", equalTo(19))
          .body("facets.topic.count", everyItem(lessThanOrEqualTo(19)))
          .body("facets.council.find { it.code == 'essex' }.name", equalTo("Essex County Council"));
      for (Map<String, Object> topic : filtered.<List<Map<String, Object>>>path("facets.topic")) {
        int total =
            get("/v1/case-studies?theme=leadership&topic=" + topic.get("code")).path("total");
        assertThat(topic.get("count")).as("%s", topic).isEqualTo(total);
      }
    }

    @Test
    void leavesFacetsOutUnlessAskedFor() {
      get("/v1/case-studies").then().body("facets", nullValue());
    }

    @Test
    void namesWhatTheRegisterDoesNotKnow() {
      get("/v1/case-studies?council=esex&topic=unpaid-carer&organisation=nobody&publishedTo=2025-02-30")
          .then()
          .statusCode(400)
          .body("errors.parameter", hasItems("council", "topic", "organisation", "publishedTo"))
          .body("errors.detail", hasItem(containsString("did you mean 'essex'?")))
          .body("errors.detail", hasItem(containsString("did you mean 'unpaid-carers'?")))
          .body("errors.detail", hasItem(containsString("There is no day 2025-02-30")));
    }

    @Test
    void refusesACursorOfAnotherListOrOneThatWasChanged() {
      String next = get("/v1/case-studies?limit=1").path("next");
      String cursor = next.substring(next.indexOf("cursor=") + 7);

      for (String other :
          List.of(
              "/v1/metrics?cursor=" + cursor,
              "/v1/case-studies?theme=leadership&cursor=" + cursor,
              "/v1/case-studies?sort=title&cursor=" + cursor,
              "/v1/case-studies?cursor=" + cursor.substring(1),
              "/v1/case-studies?cursor=" + flip(cursor))) {
        get(other)
            .then()
            .statusCode(400)
            .body("type", equalTo("/problems/invalid-cursor"))
            .body("errors.parameter", contains("cursor"));
      }
    }

    private String flip(String cursor) {
      char first = cursor.charAt(0) == 'A' ? 'B' : 'A';
      return first + cursor.substring(1);
    }
  }

  @Nested
  class Search {

    @ParameterizedTest
    @CsvSource({
      "dementia care home, hertfordshire-enhanced-dementia",
      "recruiting social workers, milton-keynes-recruitment"
    })
    void putsFirstWhatAPersonWouldExpect(String q, String slug) {
      given()
          .queryParam("q", q)
          .get("/v1/case-studies")
          .then()
          .statusCode(200)
          .body("items[0].slug", equalTo(slug))
          .body("items[0].match.snippet", containsString("<mark>"));
    }

    @Test
    void walksThroughAllThatItFindsOnceByRelevance() {
      List<String> slugs = walk("/v1/case-studies?q=support&limit=4", "slug");

      int total = get("/v1/case-studies?q=support").path("total");
      assertThat(slugs).hasSize(total).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    }

    @Test
    void combinesWithFiltersAndFacets() {
      Response found = get("/v1/case-studies?q=carers&council=essex&facets=topic,council");

      found
          .then()
          .body("total", greaterThan(0))
          .body("items.lead.slug.flatten()", hasItem("essex"))
          .body("facets.council.size()", greaterThan(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"theme", "topic", "population", "council"})
    void countsTheValuesOfAFacetAsItsFilterFindsThem(String facet) {
      List<Map<String, Object>> values =
          get("/v1/case-studies?q=support&facets=theme,topic,population,council")
              .path("facets." + facet);

      assertThat(values).hasSizeGreaterThan(3);
      for (Map<String, Object> value : values.subList(0, 4)) {
        int total =
            get("/v1/case-studies?q=support&%s=%s".formatted(facet, value.get("code")))
                .path("total");
        assertThat(value.get("count")).as("%s", value).isEqualTo(total);
      }
    }

    @Test
    void findsAndCountsTheSameInWhatWasPublishedUntilNow() {
      String q = "/v1/case-studies?q=support&facets=theme,topic,population,council";

      Response then = get(q + "&asOf=" + Instant.now());

      Response now = get(q);
      assertThat(then.<Object>path("facets")).isEqualTo(now.path("facets"));
      assertThat(then.<Object>path("items.slug")).isEqualTo(now.path("items.slug"));
    }

    @Test
    void answersWithTheNearestWhereNothingHasAllWords() {
      Response nearest = get("/v1/case-studies?q=carers qwertzuiop&facets=topic");

      Response carers = get("/v1/case-studies?q=carers&facets=topic");
      assertThat(nearest.<Integer>path("total")).isPositive().isEqualTo(carers.path("total"));
      assertThat(nearest.<Object>path("facets")).isEqualTo(carers.path("facets"));
      assertThat(nearest.<Object>path("items.slug")).isEqualTo(carers.path("items.slug"));
    }

    @Test
    void mayBeSortedOtherwise() {
      List<String> titles = walk("/v1/case-studies?q=carers&sort=title&limit=5", "title");

      assertThat(titles)
          .isSortedAccordingTo(Comparator.comparing(title -> title.toLowerCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"the of and", "\"\"", "-", "!!!", "\" \""})
    void saysWhenThereIsNoWordToSearchFor(String q) {
      given()
          .queryParam("q", q)
          .get("/v1/case-studies")
          .then()
          .statusCode(400)
          .body("errors.parameter", contains("q"))
          .body("errors.code", contains("no-words"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"\"unpaid carers", "carers & | ! ( ) : * <->", "'; drop table change; --"})
    void readsWhateverIsTyped(String q) {
      given().queryParam("q", q).get("/v1/case-studies").then().statusCode(200);
    }

    @Test
    void needsASearchForRelevance() {
      get("/v1/case-studies?sort=relevance")
          .then()
          .statusCode(400)
          .body("errors.parameter", contains("sort"));
    }
  }

  @Nested
  class ListRelatedCaseStudies {

    @Test
    void saysWhatTheTwoShare() {
      get("/v1/case-studies/essex-carers-model/related?limit=3")
          .then()
          .statusCode(200)
          .body("items", hasSize(3))
          .body("items[0].sharedTopics", hasItem("unpaid-carers"))
          .body("items[0].score", notNullValue())
          .body("items.caseStudy.slug", not(hasItem("essex-carers-model")));
    }

    @Test
    void hasNoneForWhatIsNotThere() {
      get("/v1/case-studies/no-such-study/related").then().statusCode(404);
    }
  }

  private static List<String> walk(String first, String field) {
    List<String> values = new ArrayList<>();
    String next = first;
    while (next != null) {
      Response page = get(next);
      assertThat(page.statusCode()).isEqualTo(200);
      values.addAll(page.<List<String>>path("items." + field));
      next = page.path("next");
    }
    return values;
  }
}
