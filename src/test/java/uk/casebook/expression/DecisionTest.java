package uk.casebook.expression;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.expression.ExpressionFixture.anApplication;
import static uk.casebook.expression.ExpressionFixture.as;
import static uk.casebook.expression.ExpressionFixture.decide;
import static uk.casebook.expression.ExpressionFixture.line;
import static uk.casebook.expression.ExpressionFixture.read;
import static uk.casebook.expression.ExpressionFixture.step;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.programme.ProgrammeFixture.anOpenProgramme;
import static uk.casebook.programme.ProgrammeFixture.officer;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import uk.casebook.TestClock;
import uk.casebook.database.OwnDatabase;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class DecisionTest {

  private static final ExecutorService POOL = Executors.newCachedThreadPool();

  @AfterAll
  static void stopSending() {
    POOL.shutdownNow();
  }

  private static Map<String, Object> awarded(Object... more) {
    Map<String, Object> decision = new TreeMap<>();
    decision.put("outcome", "awarded");
    decision.put("reason", "It trains all together.");
    for (int i = 0; i < more.length; i += 2) {
      decision.put((String) more[i], more[i + 1]);
    }
    return decision;
  }

  private static Map<String, Object> declined() {
    return Map.of("outcome", "declined", "reason", "There are others first.");
  }

  private static List<String> grants(String fund) {
    return get("/v1/grants?programme=" + fund).path("items.href");
  }

  @Nested
  class Review {

    @Test
    void tellsThatSomebodyLooksAtIt() {
      String application = anApplication().submitted();
      step(application, "review", officer(), null)
          .then()
          .statusCode(200)
          .body("status", equalTo("in-review"));
      read(application, contributorOf("essex")).then().body("status", equalTo("in-review"));
      step(application, "review", officer(), null).then().statusCode(409);
    }

    @Test
    void isOnlyForWhatWasSubmitted() {
      step(anApplication().awarded(), "review", officer(), null).then().statusCode(409);
      step(anApplication().draft(), "review", officer(), null).then().statusCode(404);
    }
  }

  @Nested
  class Award {

    @Test
    void makesTheGrantOfWhatWasAskedFor() {
      String fund = anOpenProgramme().with("name", "Budgets of a test").slug();
      String application =
          anApplication().to(fund).withLine("training", 900.5).withLine("travel", 99.5).inReview();
      Response answer = decide(application, awarded());
      answer
          .then()
          .statusCode(200)
          .body("status", equalTo("awarded"))
          .body("decision.outcome", equalTo("awarded"))
          .body("decision.reason", equalTo("It trains all together."))
          .body("decision.grant.identifier", matchesPattern("360G-casebook-G[0-9A-Z]{8}"));
      String grant = answer.path("decision.grant.href");
      String seen =
          get(grant)
              .then()
              .statusCode(200)
              .body("title", equalTo("Budgets of a test: Essex County Council"))
              .body("description", nullValue())
              .body("programme.slug", equalTo(fund))
              .body("recipient.slug", equalTo("essex"))
              .body("amountAppliedFor", equalTo(1000))
              .body("amountAwarded", equalTo(1000))
              .body("lines.category", contains("training", "travel"))
              .body("lines.awarded", contains(900.5f, 99.5f))
              .body("status", equalTo("active"))
              .extract()
              .asString();
      // Everybody sees the grant, and nothing of the application.
      assertThat(seen)
          .doesNotContain("EOI-")
          .doesNotContain("PWB-2027-014")
          .doesNotContain("It trains all together");
      assertThat(grants(fund)).containsExactly(grant);
    }

    @Test
    void mayGiveOtherThanWasAskedFor() {
      String application =
          anApplication().withLine("training", 900).withLine("travel", 100).submitted();
      Response answer =
          decide(
              application,
              awarded(
                  "title", "Communication around one person",
                  "description", "Two days for all.",
                  "lines", List.of(line("training", 450.25)),
                  "plannedDates", Map.of("from", "2099-04-01", "to", "2099-05-31"),
                  "caseStudy", "sfc-personal-workforce-budgets"));
      answer
          .then()
          .statusCode(200)
          .body("lines", hasSize(2))
          .body("amountRequested", equalTo(1000));
      get(answer.<String>path("decision.grant.href"))
          .then()
          .body("title", equalTo("Communication around one person"))
          .body("description", equalTo("Two days for all."))
          .body("amountAppliedFor", equalTo(1000))
          .body("amountAwarded", equalTo(450.25f))
          .body("plannedDates.to", equalTo("2099-05-31"))
          .body("caseStudy.slug", equalTo("sfc-personal-workforce-budgets"));
    }

    @Test
    void isOfTheDayInLondon() {
      String application = anApplication().draft();
      TestClock.at(
          "2027-07-15T22:30:00Z",
          () -> step(application, "submit", contributorOf("essex"), null).then().statusCode(200));
      TestClock.at(
          "2027-07-15T23:30:00Z",
          () -> {
            for (String day : List.of("2027-07-14", "2027-07-17")) {
              decide(application, awarded("awardDate", day))
                  .then()
                  .statusCode(422)
                  .body("errors.pointer", contains("/awardDate"));
            }
            String grant = decide(application, awarded()).path("decision.grant.href");
            get(grant).then().body("awardDate", equalTo("2027-07-16"));
          });
    }

    @Test
    void isRefusedWithEveryReasonAndMakesNothing() {
      String fund =
          anOpenProgramme()
              .with("totalAvailable", 1000)
              .with("spendingCategories", List.of("training"))
              .slug();
      String application = anApplication().to(fund).submitted();
      decide(
              application,
              Map.of(
                  "outcome", "awarded",
                  "reason", "For pat@example.org",
                  "title", "For 943 476 5919",
                  "description", "born 12/03/1956",
                  "lines",
                      List.of(
                          Map.of(
                              "category", "travel",
                              "description", "Ring 07700 900123",
                              "amount", 500),
                          line("training", 500.01),
                          line("training", -0.001)),
                  "awardDate", "2099-01-01",
                  "plannedDates", Map.of("from", "2027-02-01", "to", "2027-01-01"),
                  "caseStudy", "no-such-study"))
          .then()
          .statusCode(422)
          .body(
              "errors.collect { it.pointer + ' ' + it.code }",
              containsInAnyOrder(
                  "/reason personal-data",
                  "/title personal-data",
                  "/description personal-data",
                  "/lines/0/description personal-data",
                  "/lines/0/category not-fundable",
                  "/lines/2/amount not-positive",
                  "/lines/2/amount fraction-of-a-penny",
                  "/lines more-than-available",
                  "/awardDate in-the-future",
                  "/plannedDates/to ends-before-it-begins",
                  "/caseStudy unknown"))
          .body("detail", not(containsString("943")));
      read(application, officer()).then().body("status", equalTo("submitted"));
      assertThat(grants(fund)).isEmpty();
    }

    @Test
    void neverGivesMoreThanThereIs() {
      String fund = anOpenProgramme().with("totalAvailable", 1000).slug();
      String first = anApplication().to(fund).withLine("training", 600).submitted();
      String second = anApplication().to(fund).withLine("training", 600).submitted();
      String grant = decide(first, awarded()).path("decision.grant.href");
      decide(second, awarded())
          .then()
          .statusCode(422)
          .body("errors.code", contains("more-than-available"))
          .body("errors.detail", contains(containsString("400 are left")));

      // What a cancelled grant did not spend is there again.
      as(officer(), Map.of("reason", "The team has gone."))
          .header("If-Match", "*")
          .post(grant + "/cancel")
          .then()
          .statusCode(200);
      decide(second, awarded()).then().statusCode(200);
    }
  }

  @Nested
  class Decline {

    @Test
    void tellsTheReasonAndMakesNoGrant() {
      String fund = anOpenProgramme().slug();
      String application = anApplication().to(fund).submitted();
      decide(application, declined())
          .then()
          .statusCode(200)
          .body("status", equalTo("declined"))
          .body("decision.outcome", equalTo("declined"))
          .body("decision.grant", nullValue());
      read(application, contributorOf("essex"))
          .then()
          .body("decision.reason", equalTo("There are others first."));
      assertThat(grants(fund)).isEmpty();
    }

    @Test
    void saysNothingOfAGrant() {
      Map<String, Object> decision = awarded("title", "T", "awardDate", "2026-01-01");
      decision.put("outcome", "declined");
      decide(anApplication().submitted(), decision)
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/title", "/awardDate"))
          .body("errors.code", contains("only-when-awarded", "only-when-awarded"));
    }
  }

  @Nested
  class Once {

    @Test
    void isDecided() {
      for (String decided : List.of(anApplication().awarded(), anApplication().declined())) {
        decide(decided, awarded()).then().statusCode(409);
        decide(decided, declined()).then().statusCode(409);
      }
    }

    @Test
    void whoSawAnotherStateDecidesNothing() {
      String application = anApplication().submitted();
      String seen = read(application, officer()).header("ETag");
      step(application, "review", officer(), null).then().statusCode(200);
      as(officer(), declined())
          .header("If-Match", seen)
          .post(application + "/decide")
          .then()
          .statusCode(412);
      as(officer(), declined()).post(application + "/decide").then().statusCode(428);
    }

    @Test
    void theSameRequestMakesOneGrant() {
      String fund = anOpenProgramme().slug();
      String application = anApplication().to(fund).submitted();
      String seen = read(application, officer()).header("ETag");
      List<String> answers =
          Stream.of(1, 2)
              .map(
                  time ->
                      as(officer(), awarded())
                          .header("If-Match", seen)
                          .header("Idempotency-Key", "decide-" + application)
                          .post(application + "/decide")
                          .then()
                          .statusCode(200)
                          .extract()
                          .asString())
              .toList();
      assertThat(answers.get(1)).isEqualTo(answers.get(0));
      assertThat(grants(fund)).hasSize(1);
    }

    @Test
    void ofTwoWhoDecideAtOnceOneWins() {
      for (int round = 0; round < 5; round++) {
        String fund = anOpenProgramme().slug();
        String application = anApplication().to(fund).inReview();
        String seen = read(application, officer()).header("ETag");
        List<Integer> answers =
            atOnce(
                Stream.<Map<String, Object>>of(awarded(), declined(), awarded())
                    .<Request>map(
                        decision ->
                            () ->
                                given()
                                    .header("Authorization", officer())
                                    .header("If-Match", seen)
                                    .contentType("application/json")
                                    .body(decision)
                                    .post(application + "/decide")
                                    .statusCode())
                    .toList());
        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409);
        boolean given = read(application, officer()).<String>path("status").equals("awarded");
        assertThat(grants(fund)).hasSize(given ? 1 : 0);
      }
    }

    @Test
    void ofTwoAwardsAtOnceOnlyTheOneThatIsAffordableIsMade() {
      String fund = anOpenProgramme().with("totalAvailable", 1000).slug();
      List<String> applications =
          Stream.of("essex", "kent", "essex", "kent")
              .map(
                  council ->
                      anApplication().by(council).to(fund).withLine("training", 400).submitted())
              .toList();
      List<Integer> answers =
          atOnce(
              applications.stream()
                  .<Request>map(application -> () -> decide(application, awarded()).statusCode())
                  .toList());
      assertThat(answers).containsExactlyInAnyOrder(200, 200, 422, 422);
      assertThat(grants(fund)).hasSize(2);
    }
  }

  /** Something that is sent, and the status that it is answered with. */
  private interface Request {
    int status();
  }

  private static List<Integer> atOnce(List<Request> requests) {
    officer();
    CountDownLatch start = new CountDownLatch(1);
    List<CompletableFuture<Integer>> sent =
        requests.stream()
            .map(
                request ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            start.await();
                          } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                          }
                          return request.status();
                        },
                        POOL))
            .toList();
    start.countDown();
    return sent.stream().map(CompletableFuture::join).toList();
  }

  @Test
  void whatWasWithdrawnIsNotDecided() {
    String application = anApplication().submitted();
    step(application, "withdraw", contributorOf("essex"), null).then().statusCode(200);
    decide(application, awarded()).then().statusCode(409);
  }
}
