package uk.casebook.casestudy;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.casestudy.CaseStudyFixture.patch;
import static uk.casebook.casestudy.CaseStudyFixture.publish;
import static uk.casebook.casestudy.CaseStudyFixture.step;
import static uk.casebook.casestudy.CaseStudyFixture.tag;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.identity.KeyFixture.editor;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import uk.casebook.database.OwnDatabase;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class CaseStudyEditingTest {

  private static ValidatableResponse create(CaseStudyFixture study) {
    return given()
        .header("Authorization", contributorOf("essex"))
        .contentType("application/json")
        .body(study.request())
        .when()
        .post("/v1/case-studies")
        .then();
  }

  private static ValidatableResponse working(String slug) {
    return given()
        .header("Authorization", editor())
        .when()
        .get("/v1/case-studies/%s?view=working".formatted(slug))
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse read(String slug) {
    return when().get("/v1/case-studies/" + slug).then();
  }

  @Nested
  class Beginning {

    @Test
    void makesADraftThatIsWhereTheAnswerSays() {
      String location =
          create(aCaseStudy())
              .statusCode(201)
              .body("status", equalTo("draft"))
              .body("version", equalTo(1))
              .body("publishedAt", nullValue())
              .extract()
              .header("Location");
      given()
          .header("Authorization", contributorOf("essex"))
          .when()
          .get(location)
          .then()
          .statusCode(200);
    }

    @Test
    void makesASlugOfTheTitleAndANumberWhereThatIsTaken() {
      String title = "Café “Côte”: carers' & friends " + System.nanoTime();
      String slug = "cafe-cote-carers-friends-" + title.substring(title.lastIndexOf(' ') + 1);
      create(aCaseStudy().with("slug", null).with("title", title)).body("slug", equalTo(slug));
      create(aCaseStudy().with("slug", null).with("title", title))
          .body("slug", equalTo(slug + "-2"));
    }

    @Test
    void namesEveryBrokenRuleByItsPlaceAndKeepsNothing() {
      CaseStudyFixture study =
          aCaseStudy()
              .with("slug", "essex-carers-model")
              .with("theme", "leadrship")
              .with("topics", List.of("unpaid-carers", "unpaid-carer"))
              .with("lead", List.of("kent", "E10000016", "nobody"))
              .with("period", Map.of("from", "2025-02", "to", "2024-12"))
              .with("source", Map.of("publishedOn", "2023-02-30"))
              .with("contacts", List.of(Map.of("name", "X", "consentUntil", "2020-01-01")));
      create(study)
          .statusCode(422)
          .body("type", equalTo("/problems/rule-broken"))
          .body(
              "errors.pointer",
              containsInAnyOrder(
                  "/slug",
                  "/theme",
                  "/topics/1",
                  "/lead",
                  "/lead/1",
                  "/lead/2",
                  "/period/to",
                  "/source/publishedOn",
                  "/contacts/0/consentUntil"))
          .body(
              "errors.detail",
              hasItem("The vocabulary themes has no code 'leadrship'; did you mean 'leadership'?"));
    }

    @Test
    void takesNoStatusVersionOrIdFromTheBody() {
      create(aCaseStudy().with("status", "published").with("version", 7).with("id", "x"))
          .statusCode(400)
          .body("errors.pointer", containsInAnyOrder("/status", "/version", "/id"))
          .body("errors.code", hasItem("unknown-field"));
    }

    @Test
    void namesWhatTheContractRefusesInTheBodyWithTheNearestName() {
      create(
              aCaseStudy()
                  .with("title", null)
                  .with("sumary", "x")
                  .with("sections", List.of(Map.of("kind", "aproach", "body", ""))))
          .statusCode(400)
          .body(
              "errors.pointer",
              containsInAnyOrder("/title", "/sumary", "/sections/0/kind", "/sections/0/body"))
          .body("errors.detail", hasItem("'sumary' is not a field here; did you mean 'summary'?"));
    }

    @Test
    void storesWhatWasWrittenAsItWasWritten() {
      String text = "<script>alert('x')</script> **bold** 👩‍🦽 \" ' \\ %s {} --";
      String slug = aCaseStudy().with("summary", text).published();
      read(slug).body("summary", equalTo(text));
    }
  }

  @Nested
  class Drafts {

    @Test
    void areSeenByTheirCouncilAndEditorsOnly() {
      String slug = aCaseStudy().draft();
      read(slug).statusCode(404);
      Stream.of(contributorOf("essex"), editor())
          .forEach(caller -> assertThat(listed(caller, slug)).isTrue());
      assertThat(listed(contributorOf("kent"), slug)).isFalse();
      when()
          .get("/v1/case-studies?q=\"A first point of contact\"&limit=100")
          .then()
          .body("items.slug", not(hasItem(slug)));
    }

    private boolean listed(String caller, String slug) {
      return given()
          .header("Authorization", caller)
          .when()
          .get("/v1/case-studies?view=working&status=draft&limit=100")
          .then()
          .statusCode(200)
          .extract()
          .<List<String>>path("items.slug")
          .contains(slug);
    }

    @Test
    void besideWhatIsPublishedChangeNothingForReaders() {
      String slug = aCaseStudy().withFigure(41, 83).published();
      String tag = read(slug).extract().header("ETag");
      patch("/v1/case-studies/" + slug, Map.of("summary", "New.")).statusCode(200);
      patch("/v1/metrics/" + slug + "-01", Map.of("title", "New")).statusCode(200);

      assertThat(read(slug).extract().header("ETag")).isEqualTo(tag);
      working(slug)
          .body("summary", equalTo("New."))
          .body("version", equalTo(2))
          .body("status", equalTo("draft"))
          .body("metrics.title", contains("New"));

      publish(slug);
      read(slug)
          .body("summary", equalTo("New."))
          .body("version", equalTo(2))
          .body("metrics.title", contains("New"));
    }

    @Test
    void areThrownAwayWithoutATrace() {
      String slug = aCaseStudy().withFigure(1, 2).published();
      patch("/v1/case-studies/" + slug, Map.of("summary", "New.")).statusCode(200);
      delete(slug).statusCode(204);
      working(slug)
          .body("status", equalTo("published"))
          .body("summary", equalTo("One number and one team."));
      delete(slug).statusCode(409);
    }

    @Test
    void ofWhatWasNeverPublishedTakeItAllWithThem() {
      String slug = aCaseStudy().withFigure(1, 2).draft();
      delete(slug).statusCode(204);
      given()
          .header("Authorization", editor())
          .when()
          .get("/v1/metrics/%s-01?view=working".formatted(slug))
          .then()
          .statusCode(404);
      create(aCaseStudy().with("slug", slug)).statusCode(201);
    }

    private ValidatableResponse delete(String slug) {
      return given()
          .header("Authorization", editor())
          .header("If-Match", "*")
          .when()
          .delete("/v1/case-studies/" + slug)
          .then();
    }

    @Test
    void areNotMadeByAnEditThatChangesNothing() {
      String slug = aCaseStudy().published();
      patch("/v1/case-studies/" + slug, Map.of("title", "A first point of contact"))
          .statusCode(200)
          .body("status", equalTo("published"))
          .body("version", equalTo(1));
    }

    @Test
    void keepTheirSlugOnceItWasPublished() {
      String slug = aCaseStudy().draft();
      patch("/v1/case-studies/" + slug, Map.of("slug", slug + "-b")).statusCode(200);
      publish(slug + "-b");
      patch("/v1/case-studies/" + slug + "-b", Map.of("slug", slug))
          .statusCode(422)
          .body("errors.code", contains("fixed"));
    }
  }

  @Nested
  class Lifecycle {

    @Test
    void goesFromDraftThroughReviewToPublication() {
      String slug = aCaseStudy().draft();
      step(slug, "publish").statusCode(409).body("detail", containsString("is a draft"));
      step(slug, "submit").statusCode(200).body("status", equalTo("in-review"));
      step(slug, "submit").statusCode(409);
      step(slug, "publish").statusCode(200).body("status", equalTo("published"));
      step(slug, "publish").statusCode(409);
      read(slug).statusCode(200).body("publishedAt", notNullValue());
    }

    @Test
    void givesADraftBackWithWhatToDo() {
      String slug = aCaseStudy().inReview();
      given()
          .header("Authorization", editor())
          .header("If-Match", "*")
          .contentType("application/json")
          .body(Map.of("comment", "Say how many."))
          .when()
          .post("/v1/case-studies/" + slug + "/return")
          .then()
          .statusCode(200)
          .body("status", equalTo("draft"))
          .body("reviewComment", equalTo("Say how many."));
      step(slug, "submit").statusCode(200).body("reviewComment", nullValue());
    }

    @Test
    void letsOnlyEditorsWriteInReview() {
      String slug = aCaseStudy().inReview();
      given()
          .header("Authorization", contributorOf("essex"))
          .header("If-Match", "*")
          .contentType("application/merge-patch+json")
          .body(Map.of("title", "New"))
          .when()
          .patch("/v1/case-studies/" + slug)
          .then()
          .statusCode(409);
      patch("/v1/case-studies/" + slug, Map.of("title", "New"))
          .statusCode(200)
          .body("status", equalTo("in-review"));
    }

    @Test
    void publishesNothingThatLacksWhatReadersNeed() {
      String slug = aCaseStudy().with("summary", null).with("sections", List.of()).inReview();
      step(slug, "publish")
          .statusCode(422)
          .body("errors.pointer", contains("/summary", "/sections"));
      read(slug).statusCode(404);
    }

    @Test
    void publishesNoVersionThatSaysTheSame() {
      String slug = aCaseStudy().withFigure(1, 2).published();
      patch("/v1/case-studies/" + slug, Map.of("title", "Other")).statusCode(200);
      patch("/v1/case-studies/" + slug, Map.of("title", "A first point of contact"))
          .statusCode(200)
          .body("version", equalTo(2));
      publish(slug);
      working(slug).body("version", equalTo(1)).body("status", equalTo("published"));
    }

    @Test
    void namesTheSuccessorAsReadersKnowItAndNotByItsDraft() {
      String successor = aCaseStudy().with("title", "As published").published();
      patch("/v1/case-studies/" + successor, Map.of("title", "As drafted")).statusCode(200);
      String slug = aCaseStudy().published();
      given()
          .header("Authorization", editor())
          .header("If-Match", "*")
          .contentType("application/json")
          .body(Map.of("reason", "Told better there.", "supersededBy", successor))
          .when()
          .post("/v1/case-studies/" + slug + "/withdraw")
          .then()
          .statusCode(200);

      when()
          .get("/v1/case-studies/" + slug)
          .then()
          .statusCode(410)
          .body("supersededBy.title", equalTo("As published"));
    }

    @Test
    void takesBackWhatWasPublishedWithTheReasonAndTheSuccessor() {
      String slug = aCaseStudy().withFigure(1, 2).published();
      given()
          .header("Authorization", editor())
          .header("If-Match", "*")
          .contentType("application/json")
          .body(Map.of("reason", "Counted twice.", "supersededBy", "essex-carers-model"))
          .when()
          .post("/v1/case-studies/" + slug + "/withdraw")
          .then()
          .statusCode(200)
          .body("status", equalTo("withdrawn"));
      Stream.of("/v1/case-studies/" + slug, "/v1/metrics/" + slug + "-01")
          .forEach(
              path ->
                  when()
                      .get(path)
                      .then()
                      .statusCode(410)
                      .body("reason", equalTo("Counted twice."))
                      .body("supersededBy.slug", equalTo("essex-carers-model")));
      when().get("/v1/observations?caseStudy=" + slug).then().statusCode(400);
      patch("/v1/case-studies/" + slug, Map.of("title", "New")).statusCode(409);
      working(slug).body("withdrawalReason", equalTo("Counted twice."));
    }

    @Test
    void takesNothingBackWhileADraftLiesBesideIt() {
      String slug = aCaseStudy().published();
      patch("/v1/case-studies/" + slug, Map.of("title", "New")).statusCode(200);
      given()
          .header("Authorization", editor())
          .header("If-Match", "*")
          .contentType("application/json")
          .body(Map.of("reason", "Wrong."))
          .when()
          .post("/v1/case-studies/" + slug + "/withdraw")
          .then()
          .statusCode(409);
    }
  }

  @Nested
  class TwoAtOnce {

    private static final int WRITERS = 16;

    @Test
    void aChangeWithoutOrWithAnOldTagIsRefused() {
      String slug = aCaseStudy().draft();
      String path = "/v1/case-studies/" + slug;
      String old = tag(path, editor());
      patch(path, Map.of("title", "New")).statusCode(200);
      Stream.of(
              Map.<String, Object>of(),
              Map.<String, Object>of("If-Match", old),
              Map.<String, Object>of("If-Match", "\"x\""))
          .forEach(
              headers ->
                  given()
                      .header("Authorization", editor())
                      .headers(headers)
                      .contentType("application/merge-patch+json")
                      .body(Map.of("title", "Lost"))
                      .when()
                      .patch(path)
                      .then()
                      .statusCode(headers.isEmpty() ? 428 : 412));
      working(slug).body("title", equalTo("New"));
    }

    @Test
    void theTagOfEveryCodingCountsAndSoDoesThatOfTheLastAnswer() {
      String slug = aCaseStudy().with("summary", "x".repeat(1500)).draft();
      String path = "/v1/case-studies/" + slug;
      String coded =
          given()
              .header("Authorization", editor())
              .header("Accept-Encoding", "gzip")
              .when()
              .get(path + "?view=working")
              .then()
              .extract()
              .header("ETag");
      assertThat(coded).endsWith("-gzip\"");
      String next = change(path, coded, "Second").statusCode(200).extract().header("ETag");
      change(path, next, "Third").statusCode(200);
    }

    private ValidatableResponse change(String path, String tag, String title) {
      return given()
          .header("Authorization", editor())
          .header("If-Match", tag)
          .contentType("application/merge-patch+json")
          .body(Map.of("title", title))
          .when()
          .patch(path)
          .then();
    }

    @Test
    void noChangeOfSixteenParallelWritersIsLost() throws Exception {
      String slug = aCaseStudy().with("barriers", List.of()).draft();
      String path = "/v1/case-studies/" + slug;
      inParallel(
          WRITERS,
          number ->
              () -> {
                int status;
                do {
                  io.restassured.response.Response seen =
                      given().header("Authorization", editor()).when().get(path + "?view=working");
                  List<String> barriers = new ArrayList<>(seen.<List<String>>path("barriers"));
                  barriers.add("Barrier " + number);
                  status =
                      given()
                          .header("Authorization", editor())
                          .header("If-Match", seen.header("ETag"))
                          .contentType("application/merge-patch+json")
                          .body(Map.of("barriers", barriers))
                          .when()
                          .patch(path)
                          .statusCode();
                } while (status == 412);
                assertThat(status).isEqualTo(200);
                return status;
              });
      assertThat(working(slug).extract().<List<String>>path("barriers"))
          .hasSize(WRITERS)
          .doesNotHaveDuplicates();
    }

    @Test
    void ofTwoWhoPublishAtOnceOneIsTooLate() throws Exception {
      String slug = aCaseStudy().inReview();
      String tag = tag("/v1/case-studies/" + slug, editor());
      List<Integer> statuses =
          inParallel(
              2,
              number ->
                  () ->
                      given()
                          .header("Authorization", editor())
                          .header("If-Match", tag)
                          .when()
                          .post("/v1/case-studies/" + slug + "/publish")
                          .statusCode());
      assertThat(statuses).containsExactlyInAnyOrder(200, 412);
    }

    @Test
    void ofTwoWhoTakeOneSlugAtOnceOneIsTold() throws Exception {
      CaseStudyFixture study = aCaseStudy();
      List<Integer> statuses = inParallel(2, number -> () -> create(study).extract().statusCode());
      assertThat(statuses).containsExactlyInAnyOrder(201, 422);
    }
  }

  @Nested
  class Repeating {

    @Test
    void theSameRequestIsDoneOnceHoweverOftenItComes() throws Exception {
      String key = "key-" + System.nanoTime();
      CaseStudyFixture study = aCaseStudy().with("slug", null).with("title", "Once " + key);
      List<String> ids =
          inParallel(
              4,
              number ->
                  () ->
                      given()
                          .header("Authorization", contributorOf("essex"))
                          .header("Idempotency-Key", key)
                          .contentType("application/json")
                          .body(study.request())
                          .when()
                          .post("/v1/case-studies")
                          .then()
                          .statusCode(201)
                          .extract()
                          .<String>path("id"));
      assertThat(ids).hasSize(4).containsOnly(ids.get(0));
    }

    @Test
    void anotherRequestWithTheKeyIsRefusedAndAnotherCallerHasKeysOfItsOwn() {
      String key = "key-" + System.nanoTime();
      repeat(contributorOf("essex"), key, aCaseStudy()).statusCode(201);
      repeat(contributorOf("essex"), key, aCaseStudy())
          .statusCode(422)
          .body("type", equalTo("/problems/idempotency-key-reused"));
      repeat(contributorOf("kent"), key, aCaseStudy().ledBy("kent")).statusCode(201);
    }

    @Test
    void aRefusedRequestMayBeSentAgainWithItsKey() {
      String key = "key-" + System.nanoTime();
      repeat(contributorOf("essex"), key, aCaseStudy().with("theme", "no-theme")).statusCode(422);
      repeat(contributorOf("essex"), key, aCaseStudy()).statusCode(201);
    }

    @Test
    void aStepThatWasTakenIsNotTakenTwice() {
      String slug = aCaseStudy().draft();
      String tag = tag("/v1/case-studies/" + slug, contributorOf("essex"));
      String key = "key-" + System.nanoTime();
      for (int i = 0; i < 2; i++) {
        given()
            .header("Authorization", contributorOf("essex"))
            .header("If-Match", tag)
            .header("Idempotency-Key", key)
            .when()
            .post("/v1/case-studies/" + slug + "/submit")
            .then()
            .statusCode(200)
            .body("status", equalTo("in-review"));
      }
    }

    private ValidatableResponse repeat(String caller, String key, CaseStudyFixture study) {
      return given()
          .header("Authorization", caller)
          .header("Idempotency-Key", key)
          .contentType("application/json")
          .body(study.request())
          .when()
          .post("/v1/case-studies")
          .then();
    }
  }

  @Nested
  class Withdrawn {

    @Test
    void areInNoListAndInNoPast() {
      String slug = aCaseStudy().withFigure(1, 2).published();
      String then = read(slug).extract().path("publishedAt");
      CaseStudyFixture.withdraw(slug, "Wrong.");
      when().get("/v1/case-studies/%s?asOf=%s".formatted(slug, then)).then().statusCode(410);
      when()
          .get("/v1/case-studies?asOf=%s&organisation=essex&limit=100".formatted(then))
          .then()
          .body("items.slug", not(hasItem(slug)));
      when()
          .get("/v1/metrics?asOf=%s&council=essex&limit=100".formatted(then))
          .then()
          .body("items.slug", not(hasItem(slug + "-01")));
      given()
          .header("Authorization", editor())
          .when()
          .get("/v1/case-studies?status=withdrawn&limit=100")
          .then()
          .body("items.slug", hasItem(slug))
          .body("items.findAll { it.status != 'withdrawn' }", empty());
    }
  }

  private interface Numbered<T> {
    Callable<T> of(int number);
  }

  private static <T> List<T> inParallel(int count, Numbered<T> task) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(count);
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        tasks.add(task.of(i));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> done : pool.invokeAll(tasks)) {
        results.add(done.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
