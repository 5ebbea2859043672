package uk.casebook.grant;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.grant.GrantFixture.aGrant;
import static uk.casebook.grant.GrantFixture.as;
import static uk.casebook.grant.GrantFixture.enter;
import static uk.casebook.grant.GrantFixture.entry;
import static uk.casebook.grant.GrantFixture.step;
import static uk.casebook.grant.GrantFixture.tag;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.organisation.OrganisationFixture.aCharity;
import static uk.casebook.organisation.OrganisationFixture.changes;
import static uk.casebook.organisation.OrganisationFixture.merge;
import static uk.casebook.programme.ProgrammeFixture.anOpenProgramme;
import static uk.casebook.programme.ProgrammeFixture.officer;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.casestudy.CaseStudyFixture;
import uk.casebook.database.OwnDatabase;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class GrantTest {

  @Nested
  class GetGrant {

    @Test
    void tellsWhatWasAwardedForWhatAndWhereTheMoneyStands() {
      String fund = anOpenProgramme().slug();
      String grant =
          aGrant()
              .of(fund)
              .withLine("training", "1200.50")
              .withLine("backfill", "0.25")
              .answering("EOI-0123ABCD")
              .active();
      enter(grant, entry("C1", "commitment", "200.50"));
      enter(grant, entry("S1", "spend", "100"));

      get(grant)
          .then()
          .statusCode(200)
          .body("identifier", matchesPattern("360G-casebook-G[0-9A-HJKMNP-TV-Z]{8}"))
          .body("programme.slug", equalTo(fund))
          .body("recipient.href", equalTo("/v1/councils/essex"))
          .body("funder.slug", equalTo("skills-for-care"))
          .body("expressionOfInterest", nullValue())
          .body("currency", equalTo("GBP"))
          .body("amountAwarded", equalTo(1200.75f))
          .body("awardDate", equalTo(GrantFixture.AWARDED_ON))
          .body("status", equalTo("active"))
          .body("lines.number", contains(1, 2))
          .body("lines.category", contains("training", "backfill"))
          .body("lines[0].committed", equalTo(200.5f))
          .body("lines[0].spent", equalTo(100))
          .body("lines[0].remaining", equalTo(900))
          .body("totals.awarded", equalTo(1200.75f))
          .body("totals.remaining", equalTo(900.25f))
          .body("interventions", empty())
          .body("metrics", empty());
      as(contributorOf("essex"))
          .get(grant)
          .then()
          .body("expressionOfInterest.href", equalTo("/v1/expressions-of-interest/EOI-0123ABCD"));
      as(contributorOf("kent")).get(grant).then().body("expressionOfInterest", nullValue());
    }

    @Test
    void isFoundByIdentifierInAnyLetterCaseAndById() {
      String grant = aGrant().active();
      String expected = get(grant).asString();

      assertThat(get("/v1/grants/" + get(grant).<String>path("id")).asString()).isEqualTo(expected);
      assertThat(get("/v1/grants/" + grant.substring(11).toLowerCase(Locale.ROOT)).asString())
          .isEqualTo(expected);
      get("/v1/grants/360G-casebook-none").then().statusCode(404);
    }

    @Test
    void tellsOfACancelledOneItsRecipientAndOfficersAlone() {
      String grant = aGrant().cancelled();

      get(grant)
          .then()
          .statusCode(410)
          .body("reason", equalTo("cancelled"))
          .body("detail", not(containsString("closed")));
      as(contributorOf("kent")).get(grant).then().statusCode(410);
      for (String insider : List.of(contributorOf("essex"), officer())) {
        as(insider)
            .get(grant)
            .then()
            .statusCode(200)
            .body("status", equalTo("cancelled"))
            .body("cancellationReason", equalTo("The service closed."));
      }
    }
  }

  @Nested
  class ListGrants {

    @Test
    void listsTheNewestAwardFirst() {
      String fund = anOpenProgramme().slug();
      String old = aGrant().of(fund).on("2024-05-01").active();
      String recent = aGrant().of(fund).on("2025-05-01").active();
      String middle = aGrant().of(fund).on("2024-12-31").active();

      list(Map.of("programme", fund))
          .then()
          .body("items.href", contains(recent, middle, old))
          .body("total", equalTo(3));
      Response page = list(Map.of("programme", fund, "limit", 2));
      page.then().body("items.href", contains(recent, middle));
      get(page.<String>path("next")).then().body("items.href", contains(old));
    }

    @Test
    void filters() {
      String fund = anOpenProgramme().with("funder", "essex").slug();
      String essex = aGrant().of(fund).on("2024-05-01").saying("Aardvarks", null).active();
      String kent =
          aGrant().of(fund).to("kent").on("2025-05-01").saying("Other", "About zebras").completed();

      list(Map.of("programme", fund, "recipient", "kent"))
          .then()
          .body("items.href", contains(kent));
      list(Map.of("funder", "essex")).then().body("items.href", contains(kent, essex));
      list(Map.of("programme", fund, "status", "completed"))
          .then()
          .body("items.href", contains(kent));
      list(Map.of("programme", fund, "awardedFrom", "2024-06"))
          .then()
          .body("items.href", contains(kent));
      list(Map.of("programme", fund, "awardedTo", "2024"))
          .then()
          .body("items.href", contains(essex));
      list(Map.of("q", "zebra")).then().body("items.href", contains(kent));
      list(Map.of("q", "aardvark")).then().body("items.href", contains(essex));
    }

    @Test
    void refusesEveryNameThatItDoesNotKnow() {
      list(Map.of(
              "programme", "no-fund",
              "recipient", "no-body",
              "funder", "nobody",
              "caseStudy", "no-study",
              "q", "the",
              "awardedFrom", "2024-02-30"))
          .then()
          .statusCode(400)
          .body(
              "errors.parameter",
              containsInAnyOrder(
                  "programme", "recipient", "funder", "caseStudy", "q", "awardedFrom"));
    }

    @Test
    void showsCancelledOnesToTheirRecipientAndToOfficers() {
      String fund = anOpenProgramme().slug();
      String cancelled = aGrant().of(fund).cancelled();

      list(Map.of("programme", fund)).then().body("total", equalTo(0));
      given()
          .header("Authorization", contributorOf("kent"))
          .queryParam("programme", fund)
          .get("/v1/grants")
          .then()
          .body("total", equalTo(0));
      for (String insider : List.of(contributorOf("essex"), officer())) {
        as(insider)
            .queryParam("programme", fund)
            .queryParam("status", "cancelled")
            .get("/v1/grants")
            .then()
            .body("items.href", contains(cancelled));
      }
    }

    private static Response list(Map<String, ?> parameters) {
      return given().queryParams(parameters).get("/v1/grants");
    }
  }

  @Nested
  class PatchGrant {

    @Test
    void changesWhatItNames() {
      String grant = aGrant().active();
      String study = aCaseStudy().withFigure(41, 83).published();

      patch(
              grant,
              Map.of(
                  "title",
                  "Another title",
                  "plannedDates",
                  Map.of("from", "2026-02-01", "to", "2026-03-01"),
                  "caseStudy",
                  study,
                  "metrics",
                  List.of(study + "-01")))
          .then()
          .statusCode(200)
          .body("title", equalTo("Another title"))
          .body("description", notNullValue())
          .body("plannedDates.from", equalTo("2026-02-01"))
          .body("caseStudy.slug", equalTo(study))
          .body("metrics.slug", contains(study + "-01"));
      patch(grant, Map.of("title", "A third title")).then().body("caseStudy.slug", equalTo(study));
      patch(grant, "{\"caseStudy\": null, \"metrics\": null, \"description\": null}")
          .then()
          .body("caseStudy", nullValue())
          .body("description", nullValue())
          .body("metrics", empty());
      assertThat(changes(get(grant).path("id")))
          .containsExactly("published 1", "updated 2", "updated 3", "updated 4");
    }

    @Test
    void keepsALinkToWhatReadersDoNotSeeAnyMore() {
      String grant = aGrant().active();
      String study = aCaseStudy().withFigure(41, 83).published();
      patch(grant, Map.of("caseStudy", study, "metrics", List.of(study + "-01")));
      CaseStudyFixture.withdraw(study, "Wrong.");

      patch(grant, Map.of("title", "Another title"))
          .then()
          .statusCode(200)
          .body("caseStudy", nullValue())
          .body("metrics", empty());
    }

    @Test
    void changesNothingWhereNothingIsDifferent() {
      String grant = aGrant().active();
      String tag = tag(grant, officer());

      assertThat(patch(grant, Map.of("title", get(grant).path("title"))).header("ETag"))
          .isEqualTo(tag);
      assertThat(changes(get(grant).path("id"))).containsExactly("published 1");
    }

    @Test
    void refusesEverythingThatBreaksARuleAtOnce() {
      String grant = aGrant().active();
      String draft = aCaseStudy().withFigure(41, 83).draft();

      patch(
              grant,
              Map.of(
                  "plannedDates", Map.of("from", "2026-02-01", "to", "2026-01-01"),
                  "actualDates", Map.of("from", "2026-02-01", "to", "2026-01-01"),
                  "caseStudy", draft,
                  "metrics", List.of(draft + "-01")))
          .then()
          .statusCode(422)
          .body(
              "errors.pointer",
              containsInAnyOrder(
                  "/plannedDates/to", "/actualDates/to", "/caseStudy", "/metrics/0"));
      patch(grant, "{\"title\": null, \"amountAwarded\": 5}")
          .then()
          .statusCode(400)
          .body("errors.pointer", containsInAnyOrder("/title", "/amountAwarded"));
    }

    @Test
    void needsTheTagOfItsPresentState() {
      String grant = aGrant().active();
      String tag = tag(grant, officer());
      enter(grant, entry("S1", "spend", "1"));

      patch(grant, Map.of("title", "New"), null).then().statusCode(428);
      patch(grant, Map.of("title", "New"), tag).then().statusCode(412);
    }

    private static Response patch(String grant, Object patch) {
      return patch(grant, patch, tag(grant, officer()));
    }

    private static Response patch(String grant, Object patch, String tag) {
      var request = as(officer()).contentType("application/merge-patch+json").body(patch);
      return (tag == null ? request : request.header("If-Match", tag)).patch(grant);
    }
  }

  @Nested
  class Lifecycle {

    @Test
    void goesFromActiveToCompletedToEvaluated() {
      String grant = aGrant().active();

      as(contributorOf("essex"), Map.of("actualDates", Map.of("from", "2026-01-20")))
          .header("If-Match", tag(grant, contributorOf("essex")))
          .post(grant + "/complete")
          .then()
          .statusCode(200)
          .body("status", equalTo("completed"))
          .body("actualDates.from", equalTo("2026-01-20"));
      evaluate(grant, Map.of("summary", "It went well.", "learning", List.of("Train all.")))
          .then()
          .statusCode(200)
          .body("status", equalTo("evaluated"))
          .body("evaluation.learning", contains("Train all."));
    }

    @Test
    void doesNotGoBack() {
      String completed = aGrant().completed();
      String evaluated = aGrant().evaluated();

      step(completed, "complete", Map.of()).then().statusCode(409);
      step(evaluated, "complete", Map.of()).then().statusCode(409);
      step(evaluated, "cancel", Map.of("reason", "R"))
          .then()
          .statusCode(409)
          .body("detail", allOf(containsString("evaluated"), containsString("active")));
      step(aGrant().cancelled(), "complete", Map.of()).then().statusCode(409);
      evaluate(aGrant().active(), Map.of("summary", "S")).then().statusCode(409);
    }

    @Test
    void completesOnceHoweverOftenItIsAsked() {
      String grant = aGrant().active();
      String tag = tag(grant, officer());
      for (int i = 0; i < 2; i++) {
        as(officer(), Map.of())
            .header("If-Match", tag)
            .header("Idempotency-Key", "complete-" + grant)
            .post(grant + "/complete")
            .then()
            .statusCode(200);
      }
    }

    @Test
    void needsTheTagOfItsPresentState() {
      String grant = aGrant().active();
      as(officer(), Map.of()).post(grant + "/complete").then().statusCode(428);
      as(officer(), Map.of())
          .header("If-Match", "\"old\"")
          .post(grant + "/complete")
          .then()
          .statusCode(412);
    }
  }

  @Nested
  class EvaluateGrant {

    @Test
    void refusesWhatTellsWhoAPersonIs() {
      String person = "NHS number 943 476 5919";

      evaluate(aGrant().completed(), Map.of("summary", person, "learning", List.of("So.", person)))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/summary", "/learning/1"))
          .body("errors.code", contains("personal-data", "personal-data"));
      PatchGrant.patch(aGrant().active(), Map.of("title", person, "description", person))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/title", "/description"));
    }

    @Test
    void computesWhatChanged() {
      String grant = aGrant().completed();

      Response evaluated =
          evaluate(grant, Map.of("summary", "Fewer incidents.", "figures", List.of(figure())));

      evaluated
          .then()
          .statusCode(200)
          .body("evaluation.evaluatedOn", notNullValue())
          .body("evaluation.figures[0].title", equalTo("Incidents in a week"))
          .body("evaluation.figures[0].observations.value", contains(12, 3))
          .body("evaluation.figures[0].changes[0].absolute", equalTo(-9))
          .body("evaluation.figures[0].changes[0].verdict", equalTo("improved"))
          .body("evaluation.figures[0].changesRefused", empty());
      get(grant).then().body("evaluation", equalTo(evaluated.path("evaluation")));
    }

    @Test
    void tellsItAnewAndSeesWhereNothingIsDifferent() {
      String grant = aGrant().completed();
      Map<String, Object> evaluation =
          Map.of("summary", "Fewer incidents.", "figures", List.of(figure()));
      String tag = evaluate(grant, evaluation).header("ETag");

      assertThat(evaluate(grant, evaluation).header("ETag")).isEqualTo(tag);
      evaluate(grant, Map.of("summary", "Fewer by far."))
          .then()
          .statusCode(200)
          .body("evaluation.figures", empty());
      assertThat(changes(get(grant).path("id")))
          .containsExactly("published 1", "updated 2", "updated 3", "updated 4");
    }

    @Test
    void checksFiguresAsThoseOfMetrics() {
      Map<String, Object> figure = figure();
      figure.put("unit", "fathoms");
      figure.put("observations", List.of(Map.of("role", "actual")));

      evaluate(
              aGrant().completed(),
              Map.of("summary", "S", "evaluatedOn", "2025-01-01", "figures", List.of(figure)))
          .then()
          .statusCode(422)
          .body(
              "errors.pointer",
              containsInAnyOrder("/evaluatedOn", "/figures/0/unit", "/figures/0/observations/0"));
    }

    private static Map<String, Object> figure() {
      return new TreeMap<>(
          Map.of(
              "title", "Incidents in a week",
              "statement", "From 12 incidents a week to 3.",
              "kind", "outcome",
              "unit", "count",
              "per", "P1W",
              "polarity", "lower-is-better",
              "observations",
                  List.of(
                      Map.of("role", "baseline", "value", 12),
                      Map.of("role", "actual", "value", 3))));
    }
  }

  private static Response evaluate(String grant, Map<String, ?> evaluation) {
    return as(contributorOf("essex"), evaluation)
        .header("If-Match", tag(grant, contributorOf("essex")))
        .put(grant + "/evaluation");
  }

  @Nested
  class Interventions {

    @Test
    void areToldByDayAndToldAnewAndTakenBack() {
      String grant = aGrant().active();
      String later = add(grant, "2026-02-04");
      String earlier = add(grant, "2026-02-03");

      get(grant)
          .then()
          .body("interventions.id", contains(earlier, later))
          .body("interventions[0].learners.group", contains("family-carer", "manager"))
          .body("interventions[0].learners.headcount", contains(2, 9))
          .body("interventions[0].cost", equalTo(99.9f));

      as(
              contributorOf("essex"),
              Map.of("title", "T", "kind", "coaching", "deliveredOn", "2026-02-05"))
          .header("If-Match", tag(grant, contributorOf("essex")))
          .put(grant + "/interventions/" + earlier)
          .then()
          .statusCode(200)
          .body("interventions.id", contains(later, earlier))
          .body("interventions[1].learners", empty());
      as(contributorOf("essex"))
          .header("If-Match", tag(grant, contributorOf("essex")))
          .delete(grant + "/interventions/" + later)
          .then()
          .statusCode(204);
      get(grant).then().body("interventions.id", contains(earlier));
      assertThat(changes(get(grant).path("id"))).hasSize(5);
    }

    @Test
    void refuseEverythingThatBreaksARuleAtOnce() {
      as(
              officer(),
              Map.of(
                  "title", "T",
                  "kind", "training",
                  "deliveredOn", "2199-01-01",
                  "cost", -1.001,
                  "learners",
                      List.of(
                          Map.of("group", "manager", "headcount", 1),
                          Map.of("group", "manager", "headcount", 1),
                          Map.of("group", "wizard", "headcount", 1))))
          .post(aGrant().active() + "/interventions")
          .then()
          .statusCode(422)
          .body(
              "errors.code",
              containsInAnyOrder(
                  "in-the-future", "negative", "fraction-of-a-penny", "repeated", "unknown"));
    }

    @Test
    void areNotToldOfWhatIsEvaluatedOrCancelled() {
      for (String grant : List.of(aGrant().evaluated(), aGrant().cancelled())) {
        as(officer(), intervention("2026-02-03"))
            .post(grant + "/interventions")
            .then()
            .statusCode(409);
      }
    }

    @Test
    void areOfTheirGrantAlone() {
      String grant = aGrant().active();
      String other = add(aGrant().active(), "2026-02-03");

      as(officer())
          .header("If-Match", "*")
          .delete(grant + "/interventions/" + other)
          .then()
          .statusCode(404);
    }

    private static String add(String grant, String day) {
      Response added = as(contributorOf("essex"), intervention(day)).post(grant + "/interventions");
      added.then().statusCode(201).header("Location", endsWith(grant));
      return added.path("interventions.find { it.deliveredOn == '" + day + "' }.id");
    }

    private static Map<String, Object> intervention(String day) {
      return Map.of(
          "title",
          "Two days",
          "kind",
          "training",
          "deliveredOn",
          day,
          "cost",
          99.9,
          "learners",
          List.of(
              Map.of("group", "family-carer", "headcount", 2),
              Map.of("group", "manager", "headcount", 9)));
    }
  }

  @Nested
  class MergedRecipient {

    @Test
    void hasWhatTheRecordThatGoesReceived() {
      String gone = aCharity("Grant Trust of Old");
      String kept = aCharity("Grant Trust");
      String grant = aGrant().to(gone).active();

      merge(gone, kept).then().statusCode(200);

      get(grant).then().body("recipient.slug", equalTo(kept));
      assertThat(changes(get(grant).path("id"))).containsExactly("published 1", "updated 2");
      given()
          .queryParam("recipient", gone)
          .get("/v1/grants")
          .then()
          .body("items.href", contains(grant));
    }
  }

  @Nested
  class Audit {

    @ParameterizedTest
    @ValueSource(strings = {"decideExpressionOfInterest", "createLedgerEntry", "completeGrant"})
    void namesWhatWasDone(String operation) {
      String grant = aGrant().active();
      enter(grant, entry("S1", "spend", "1"));
      step(grant, "complete", Map.of());

      as(uk.casebook.identity.KeyFixture.admin())
          .queryParam("limit", 100)
          .get("/v1/audit")
          .then()
          .body(
              "items.findAll { it.slug == '" + grant.substring(11) + "' }.operation",
              hasItem(operation))
          .body(
              "items.findAll { it.slug == '" + grant.substring(11) + "' }.resource",
              everyItem(equalTo("grant")));
    }
  }
}
