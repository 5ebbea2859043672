package uk.casebook.programme;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.TestClock;

@QuarkusTest
class FundingProgrammeResourceTest {

  @Nested
  class ListFundingProgrammes {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Older Adults Inclusion Grants",
          "older adults social inclusion",
          "OASI",
          "cambridgeshire"
        })
    void findsAFundByAnyOfItsNames(String words) {
      String all = given().queryParam("q", words).get("/v1/funding-programmes").asString();
      if (words.equals("cambridgeshire")) {
        assertThat(all).doesNotContain("\"slug\":\"oasi-grants\",\"name\"");
      } else {
        assertThat(all).contains("\"slug\":\"oasi-grants\",\"name\"");
      }
    }

    @Test
    void filtersByWhoPaysWhatForAndForWhom() {
      get("/v1/funding-programmes?funder=cambridgeshire")
          .then()
          .body(
              "items.slug",
              contains(
                  "care-together-2025-26", "cambridgeshire-historic-day-grants", "oasi-grants"));
      get("/v1/funding-programmes?funder=nhs-england")
          .then()
          .body("items.slug", contains("norfolk-care-careers-funding"));
      get("/v1/funding-programmes?kind=capital")
          .then()
          .body("items.slug", contains("disabled-facilities-grant"));
      get("/v1/funding-programmes?learnerGroup=health-worker")
          .then()
          .body("items.slug", contains("sfc-pwb-call-2017"));
      get("/v1/funding-programmes?caseStudy=southend-caring-well")
          .then()
          .body("items.slug", contains("carers-relief-fund"));
    }

    @Test
    void refusesAFilterThatNamesNothingAndSuggestsWhatWasMeant() {
      get("/v1/funding-programmes?funder=cambridgeshir&learnerGroup=nobody&caseStudy=none")
          .then()
          .statusCode(400)
          .body("errors", hasSize(3))
          .body("errors.detail", hasItem(containsString("'cambridgeshire'")));
    }

    @Test
    void tellsStatusByTheClockOfLondon() {
      TestClock.at(
          "2017-10-29T23:59:59Z",
          () ->
              get("/v1/funding-programmes?status=planned")
                  .then()
                  .body("items.slug", contains("sfc-pwb-call-2017"))
                  .body("items[0].nextDeadline", equalTo("2017-11-27")));
      TestClock.at(
          "2017-11-27T23:59:59Z",
          () ->
              get("/v1/funding-programmes?status=open")
                  .then()
                  .body("items.slug", contains("sfc-pwb-call-2017"))
                  .body("items[0].status", equalTo("open"))
                  .body("items[0].nextDeadline", equalTo("2017-11-27")));
      TestClock.at(
          "2017-11-28T00:00:00Z",
          () ->
              get("/v1/funding-programmes?status=closed")
                  .then()
                  .body("items.slug", contains("sfc-pwb-call-2017"))
                  .body("items[0].nextDeadline", nullValue()));
    }
  }

  @Nested
  class GetFundingProgramme {

    @Test
    void namesWhatItSucceedsAndWhatSucceededIt() {
      get("/v1/funding-programmes/oasi-grants")
          .then()
          .body("succeeds.slug", equalTo("cambridgeshire-historic-day-grants"))
          .body("status", nullValue());
      get("/v1/funding-programmes/cambridgeshire-historic-day-grants")
          .then()
          .body("succeededBy.href", equalTo("/v1/funding-programmes/oasi-grants"));
    }

    @Test
    void keepsEverySumUnderItsLabel() {
      get("/v1/funding-programmes/southend-cif")
          .then()
          .body("amounts", hasSize(5))
          .body("amounts.label", hasItem("investments delivered"))
          .body("amounts[3].qualifier", equalTo("over"))
          .body("awardSummaries[0].projects", equalTo(237))
          .body("awardSummaries[0].grants", nullValue());
    }

    @Test
    void suggestsWhatWasMeant() {
      get("/v1/funding-programmes/oasi-grant")
          .then()
          .statusCode(404)
          .body("detail", containsString("'oasi-grants'"));
    }
  }

  @Nested
  class ListAwardSummaries {

    @Test
    void leavesUnknownAmountsUnknownAndSumsOfNoKnownFundLast() {
      get("/v1/award-summaries")
          .then()
          .body("total", equalTo(4))
          .body("items[2].programme.slug", equalTo("sfc-pwb-2015-16"))
          .body("items[2].grants", equalTo(169))
          .body("items[2].organisations", equalTo(65))
          .body("items[2].amount", nullValue())
          .body("items[3].programme", nullValue())
          .body("items[3].qualifier", equalTo("over"));
    }
  }

  @Nested
  class Deadlines {

    @Test
    void comeAsACalendarOfWholeDays() {
      String calendar = get("/v1/funding-programmes.ics").asString();

      assertThat(calendar)
          .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
          .contains("DTSTART;VALUE=DATE:20171127\r\nDTEND;VALUE=DATE:20171128\r\n")
          .contains("DTSTART;VALUE=DATE:20171030\r\n");
      assertThat(calendar.lines()).allMatch(line -> line.length() <= 75);
      get("/v1/funding-programmes.ics").then().contentType(startsWith("text/calendar"));
    }

    @Test
    void comeAsAFeedOfOpenCalls() {
      TestClock.at(
          "2017-11-01T12:00:00Z",
          () ->
              get("/v1/funding-programmes.atom")
                  .then()
                  .contentType("application/atom+xml")
                  .body("feed.entry.size()", equalTo(1))
                  .body("feed.entry[0].summary", containsString("until the end of 2017-11-27")));
      get("/v1/funding-programmes.atom").then().body("feed.entry.size()", equalTo(0));
    }
  }
}
