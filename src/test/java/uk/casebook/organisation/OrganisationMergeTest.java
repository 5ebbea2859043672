package uk.casebook.organisation;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static uk.casebook.organisation.OrganisationFixture.aCharity;
import static uk.casebook.organisation.OrganisationFixture.asEditor;
import static uk.casebook.organisation.OrganisationFixture.changes;
import static uk.casebook.organisation.OrganisationFixture.created;
import static uk.casebook.organisation.OrganisationFixture.merge;
import static uk.casebook.organisation.OrganisationFixture.tag;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.casebook.database.OwnDatabase;
import uk.casebook.identity.KeyFixture;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class OrganisationMergeTest {

  private static final ExecutorService POOL = Executors.newCachedThreadPool();

  @AfterAll
  static void stopSending() {
    POOL.shutdownNow();
  }

  @Test
  void leadsFromTheOldRecordToTheOneThatStays() {
    String id = get("/v1/organisations/" + aCharity("Doubled Trust")).path("id");
    String into = aCharity("Single Trust");

    merge("doubled-trust", into).then().statusCode(200).body("slug", equalTo(into));

    for (String key : List.of("doubled-trust", id)) {
      given()
          .redirects()
          .follow(false)
          .get("/v1/organisations/" + key)
          .then()
          .statusCode(308)
          .header("Location", endsWith("/v1/organisations/single-trust"));
    }
    given()
        .queryParam("q", "doubled trust")
        .get("/v1/organisations")
        .then()
        .body("total", equalTo(0));
  }

  @Test
  void entersTheOneThatGoesInTheChangeLog() {
    String from = get("/v1/organisations/" + aCharity("Logged Trust A")).path("id");
    String into = get("/v1/organisations/" + aCharity("Logged Trust B")).path("id");

    merge(from, into).then().statusCode(200);

    assertThat(changes(from)).containsExactly("published 1", "withdrawn 2");
    assertThat(changes(into)).as("says what it said").containsExactly("published 1");
  }

  @Test
  void givesTheIdentifiersToTheOneThatStays() {
    created(
        Map.of(
            "name", "Numbered Trust A",
            "kind", "charity",
            "identifiers", List.of(Map.of("scheme", "GB-CHC", "code", "2000001"))));
    created(
        Map.of(
            "name", "Numbered Trust B",
            "kind", "charity",
            "identifiers", List.of(Map.of("scheme", "GB-COH", "code", "02000001"))));

    merge("numbered-trust-a", "numbered-trust-b")
        .then()
        .body("identifiers.code", contains("02000001", "2000001"));
  }

  @Test
  void followsAMergeOfWhatOthersWereMergedInto() {
    aCharity("First of Three");
    aCharity("Second of Three");
    aCharity("Third of Three");

    merge("first-of-three", "second-of-three").then().statusCode(200);
    merge("second-of-three", "third-of-three").then().statusCode(200);

    given()
        .redirects()
        .follow(false)
        .get("/v1/organisations/first-of-three")
        .then()
        .statusCode(308)
        .header("Location", endsWith("/v1/organisations/third-of-three"));
  }

  @Test
  void takesTheOldNameForTheNewOneInWritingAndFiltering() {
    aCharity("Named Before");
    aCharity("Named After");
    merge("named-before", "named-after");

    Response draft = draft("Written after a merge", List.of("named-before"), List.of());

    draft.then().body("lead.slug", contains("named-after"));
    asEditor()
        .queryParam("view", "working")
        .queryParam("organisation", "named-before")
        .get("/v1/case-studies")
        .then()
        .body("items.slug", contains(draft.<String>path("slug")));
    asEditor(Map.of("title", "Names it twice", "lead", List.of("named-before", "named-after")))
        .post("/v1/case-studies")
        .then()
        .statusCode(422)
        .body("errors.code", contains("repeated"));
  }

  @Test
  void publishesCaseStudiesAnewAndKeepsWhatWasPublished() {
    aCharity("Gone Trust");
    aCharity("Staying Trust");
    String slug = published("Work of a trust", List.of("gone-trust", "essex"), List.of());
    String id = get("/v1/case-studies/" + slug).path("id");
    String metric = get("/v1/case-studies/" + slug).path("metrics[0].slug");
    String metricId = get("/v1/metrics/" + metric).path("id");

    merge("gone-trust", "staying-trust").then().statusCode(200);

    get("/v1/case-studies/" + slug)
        .then()
        .body("version", equalTo(2))
        .body("status", equalTo("published"))
        .body("lead.slug", contains("staying-trust", "essex"))
        .body("metrics.slug", contains(metric));
    get("/v1/case-studies/" + slug + "/revisions/1")
        .then()
        .body("file.caseStudy.lead", contains("gone-trust", "essex"))
        .body("file.metrics", hasSize(1));
    assertThat(changes(id)).containsExactly("published 1", "updated 2");
    assertThat(changes(metricId)).as("found otherwise").containsExactly("published 1", "updated 1");
    for (String key : List.of("gone-trust", "staying-trust")) {
      given()
          .queryParam("organisation", key)
          .get("/v1/case-studies")
          .then()
          .body("items.slug", contains(slug));
    }
    given()
        .queryParam("q", "staying trust")
        .get("/v1/case-studies")
        .then()
        .body("items.slug", hasItem(slug));
    given()
        .queryParam("q", "gone trust")
        .queryParam("organisation", "staying-trust")
        .get("/v1/case-studies")
        .then()
        .body("items.slug", not(hasItem(slug)));
  }

  @Test
  void findsWhatNamedTheOldRecordInThePast() {
    aCharity("Past Trust");
    aCharity("Present Trust");
    String slug = published("Work in the past", List.of("past-trust"), List.of());
    String then = get("/v1/case-studies/" + slug).path("publishedAt");
    merge("past-trust", "present-trust").then().statusCode(200);

    given()
        .queryParam("organisation", "present-trust")
        .queryParam("asOf", then)
        .get("/v1/case-studies")
        .then()
        .body("items.slug", contains(slug))
        .body("items[0].lead.slug", contains("past-trust"));
  }

  @Test
  void namesAnOrganisationOnceThatWasNamedTwice() {
    aCharity("Twin A");
    aCharity("Twin B");
    String slug =
        published("Work of twins", List.of("twin-a", "twin-b"), List.of("essex", "twin-a"));

    merge("twin-a", "twin-b").then().statusCode(200);

    get("/v1/case-studies/" + slug)
        .then()
        .body("lead.slug", contains("twin-b"))
        .body("partners.slug", contains("essex", "twin-b"));
  }

  @Test
  void changesADraftInPlace() {
    aCharity("Drafted A");
    aCharity("Drafted B");
    Response draft =
        draft("Nobody has read this", List.of("drafted-b", "drafted-a"), List.of("drafted-a"));

    merge("drafted-a", "drafted-b").then().statusCode(200);

    working(draft.path("slug"))
        .then()
        .body("version", equalTo(1))
        .body("status", equalTo("draft"))
        .body("lead.slug", contains("drafted-b"))
        .body("partners.slug", contains("drafted-b"));
  }

  @Test
  void givesADraftBesideWhatIsPublishedTheNextNumber() {
    aCharity("Beside A");
    aCharity("Beside B");
    String slug = published("Published and drafted", List.of("beside-a"), List.of());
    asEditor()
        .contentType("application/merge-patch+json")
        .header("If-Match", workingTag(slug))
        .body("{\"summary\": \"Another summary.\", \"partners\": [\"essex\"]}")
        .patch("/v1/case-studies/" + slug)
        .then()
        .statusCode(200)
        .body("version", equalTo(2));

    merge("beside-a", "beside-b").then().statusCode(200);

    get("/v1/case-studies/" + slug)
        .then()
        .body("version", equalTo(2))
        .body("lead.slug", contains("beside-b"))
        .body("partners", empty());
    working(slug)
        .then()
        .body("version", equalTo(3))
        .body("status", equalTo("draft"))
        .body("summary", equalTo("Another summary."))
        .body("lead.slug", contains("beside-b"))
        .body("metrics", hasSize(1));
    publish(slug);
    get("/v1/case-studies/" + slug)
        .then()
        .body("version", equalTo(3))
        .body("partners.slug", contains("essex"));
  }

  @Test
  void leavesAWithdrawnCaseStudyAsItWas() {
    aCharity("Withdrawn A");
    aCharity("Withdrawn B");
    String slug = published("Withdrawn work", List.of("withdrawn-a"), List.of());
    asEditor(Map.of("reason", "It was wrong."))
        .header("If-Match", workingTag(slug))
        .post("/v1/case-studies/" + slug + "/withdraw")
        .then()
        .statusCode(200);

    merge("withdrawn-a", "withdrawn-b").then().statusCode(200);

    working(slug).then().body("version", equalTo(1)).body("lead.slug", contains("withdrawn-a"));
  }

  @Test
  void givesTheKeysOfTheOldRecordToTheNewOne() {
    aCharity("Keyed A");
    aCharity("Keyed B");
    String key = KeyFixture.contributorOf("keyed-a");

    merge("keyed-a", "keyed-b").then().statusCode(200);

    given()
        .header("Authorization", key)
        .contentType("application/json")
        .body(Map.of("title", "Written with an old key", "lead", List.of("keyed-b")))
        .post("/v1/case-studies")
        .then()
        .statusCode(201);
  }

  @Test
  void mergesTwoRecordsOfACouncil() {
    merge("cumberland", "westmorland-and-furness").then().statusCode(200);

    given()
        .redirects()
        .follow(false)
        .get("/v1/councils/E06000063")
        .then()
        .statusCode(308)
        .header("Location", endsWith("/v1/councils/westmorland-and-furness"));
    get("/v1/councils/allerdale")
        .then()
        .body("replacedBy.slug", contains("westmorland-and-furness"));
    get("/v1/councils/westmorland-and-furness")
        .then()
        .body("identifiers.code", hasItems("E06000063", "E06000064"));
    given()
        .queryParam("q", "cumberland")
        .get("/v1/councils")
        .then()
        .body("items.slug", not(hasItem("cumberland")));
  }

  @Test
  void doesTheSameRequestOnce() {
    aCharity("Repeated A");
    aCharity("Repeated B");
    String tag = tag("/v1/organisations/repeated-a");

    for (int i = 0; i < 2; i++) {
      asEditor(Map.of("into", "repeated-b"))
          .header("If-Match", tag)
          .header("Idempotency-Key", "merge-once")
          .post("/v1/organisations/repeated-a/merge")
          .then()
          .statusCode(200)
          .body("slug", equalTo("repeated-b"));
    }
  }

  @Test
  void refusesToMergeWhatIsNotTwoRecordsOfOneBody() {
    aCharity("Lonely Trust");

    for (String into : List.of("lonely-trust", "no-such-trust", "essex")) {
      merge("lonely-trust", into).then().statusCode(422).body("errors.pointer", contains("/into"));
    }
    merge("essex", "lonely-trust")
        .then()
        .statusCode(422)
        .body("errors.code", contains("unlike-kinds"));
  }

  @Test
  void mergesNoRecordTwice() {
    aCharity("Once Only A");
    aCharity("Once Only B");
    aCharity("Once Only C");
    merge("once-only-a", "once-only-b").then().statusCode(200);

    asEditor(Map.of("into", "once-only-c"))
        .header("If-Match", "*")
        .post("/v1/organisations/once-only-a/merge")
        .then()
        .statusCode(409);
    get("/v1/organisations/once-only-b")
        .then()
        .statusCode(200)
        .body("slug", equalTo("once-only-b"));
  }

  @Test
  void needsTheTagOfTheOneThatGoes() {
    aCharity("Tagged A");
    aCharity("Tagged B");
    Map<String, String> body = Map.of("into", "tagged-b");

    asEditor(body).post("/v1/organisations/tagged-a/merge").then().statusCode(428);
    asEditor(body)
        .header("If-Match", tag("/v1/organisations/tagged-b"))
        .post("/v1/organisations/tagged-a/merge")
        .then()
        .statusCode(412);
    get("/v1/organisations/tagged-a").then().statusCode(200);
  }

  @Test
  void letsOneOfTwoOppositeMergesHappen() {
    String one = aCharity("Opposite A");
    String other = aCharity("Opposite B");

    List<Integer> statuses =
        atOnce(List.of(() -> merge(one, other).statusCode(), () -> merge(other, one).statusCode()));

    assertThat(statuses).containsOnlyOnce(200);
    given()
        .queryParam("q", "opposite")
        .get("/v1/organisations")
        .then()
        .body("items.slug", hasSize(1));
  }

  @Test
  void leavesNoDraftBehindThatIsWrittenMeanwhile() {
    String from = aCharity("Busy A");
    String into = aCharity("Busy B");
    draft("Written before", List.of(from), List.of());
    List<Supplier<Integer>> requests = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String title = "Written meanwhile " + i;
      requests.add(
          () ->
              asEditor(Map.of("title", title, "lead", List.of(from)))
                  .post("/v1/case-studies")
                  .statusCode());
    }
    requests.add(4, () -> merge(from, into).statusCode());

    List<Integer> statuses = atOnce(requests);

    assertThat(statuses.get(4)).isEqualTo(200);
    assertThat(statuses).isSubsetOf(200, 201, 409);
    asEditor()
        .queryParam("view", "working")
        .queryParam("organisation", into)
        .queryParam("limit", 20)
        .get("/v1/case-studies")
        .then()
        .body("total", equalTo(1 + Collections.frequency(statuses, 201)))
        .body("items.lead.slug.flatten()", everyItem(equalTo(into)));
  }

  @Test
  void isAuditedWithEverythingThatItChanges() {
    aCharity("Audited A");
    aCharity("Audited B");
    String slug = published("Audited work", List.of("audited-a"), List.of());

    merge("audited-a", "audited-b").then().statusCode(200);

    for (String changed : List.of("audited-a", "audited-b", slug)) {
      given()
          .header("Authorization", KeyFixture.admin())
          .get("/v1/audit?limit=1&slug=" + changed)
          .then()
          .body("items.operation", contains("mergeOrganisation"));
    }
  }

  private static List<Integer> atOnce(List<Supplier<Integer>> requests) {
    List<CompletableFuture<Integer>> running =
        requests.stream().map(request -> CompletableFuture.supplyAsync(request, POOL)).toList();
    return running.stream().map(CompletableFuture::join).toList();
  }

  private static Response draft(String title, List<String> lead, List<String> partners) {
    Response draft =
        asEditor(
                Map.of(
                    "title", title,
                    "summary", "What was done.",
                    "lead", lead,
                    "partners", partners,
                    "sections", List.of(Map.of("kind", "approach", "body", "They did it."))))
            .post("/v1/case-studies");
    draft.then().statusCode(201);
    return draft;
  }

  /** The slug of a case study that is published with one metric. */
  private static String published(String title, List<String> lead, List<String> partners) {
    String slug = draft(title, lead, partners).path("slug");
    asEditor(
            Map.of(
                "caseStudy", slug,
                "title", "Carers who were answered within a day",
                "statement", "83% were answered within a day.",
                "kind", "outcome",
                "unit", "percent",
                "polarity", "higher-is-better",
                "observations", List.of(Map.of("role", "actual", "value", 83))))
        .post("/v1/metrics")
        .then()
        .statusCode(201);
    publish(slug);
    return slug;
  }

  private static void publish(String slug) {
    for (String step : List.of("submit", "publish")) {
      asEditor()
          .header("If-Match", workingTag(slug))
          .post("/v1/case-studies/" + slug + "/" + step)
          .then()
          .statusCode(200);
    }
  }

  private static Response working(String slug) {
    return asEditor().queryParam("view", "working").get("/v1/case-studies/" + slug);
  }

  private static String workingTag(String slug) {
    return tag("/v1/case-studies/" + slug + "?view=working");
  }
}
