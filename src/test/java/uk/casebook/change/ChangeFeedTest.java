package uk.casebook.change;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.grant.GrantFixture.aGrant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.casestudy.CaseStudyFixture;
import uk.casebook.database.DatabaseResource;
import uk.casebook.database.OwnDatabase;
import uk.casebook.database.Sql;
import uk.casebook.grant.GrantFixture;
import uk.casebook.http.ChangeLog;
import uk.casebook.http.Cursors;
import uk.casebook.http.Position;
import uk.casebook.organisation.OrganisationFixture;
import uk.casebook.programme.ProgrammeFixture;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class ChangeFeedTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Inject Cursors cursors;
  @Inject ChangeService changes;
  @Inject ChangeLog log;
  @Inject EntityManager entities;

  @TestHTTPResource("/")
  URI service;

  /** Where the feed stands now. */
  private static String now() {
    return get("/v1/changes/digest").path("cursor");
  }

  private static Response since(String cursor, String query) {
    return get("/v1/changes?since=" + cursor + query);
  }

  /** All that was told since, of one thing, as {@code op version}. */
  private static List<String> told(String cursor, String query, String slug) {
    return told(since(cursor, "&limit=500" + query).jsonPath(), slug);
  }

  private static List<String> told(JsonPath page, String slug) {
    return page.<Map<String, Object>>getList("items").stream()
        .filter(item -> item.get("slug").equals(slug))
        .map(item -> item.get("op") + " " + item.get("version"))
        .toList();
  }

  private static List<JsonNode> snapshot() {
    return get("/v1/exports/register.ndjson").asString().lines().map(ChangeFeedTest::json).toList();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Nested
  class ListChanges {

    @Test
    void tellsTheLifeOfACaseStudyInOrder() {
      String start = now();
      String slug = aCaseStudy().published();
      CaseStudyFixture.patch("/v1/case-studies/" + slug, Map.of("title", "Another"))
          .statusCode(200);
      CaseStudyFixture.publish(slug);
      CaseStudyFixture.withdraw(slug, "It was wrong.");

      JsonPath page = since(start, "&type=case-study&limit=500").jsonPath();

      assertThat(told(page, slug)).containsExactly("published 1", "updated 2", "withdrawn 2");
      Map<String, Object> last =
          page.<Map<String, Object>>getList("items").stream()
              .filter(item -> item.get("slug").equals(slug))
              .reduce((one, next) -> next)
              .orElseThrow();
      assertThat(last)
          .containsEntry("reason", "It was wrong.")
          .containsEntry("href", "/v1/case-studies/" + slug)
          .doesNotContainKey("representation");
    }

    @Test
    void saysWhatTookThePlaceOfWhatIsGone() {
      String start = now();
      String one = OrganisationFixture.aCharity("One of a pair");
      String other = OrganisationFixture.aCharity("Other of a pair");
      OrganisationFixture.merge(one, other).then().statusCode(200);

      since(start, "&type=organisation&limit=500")
          .then()
          .body("items.find { it.op == 'withdrawn' }.slug", equalTo(one))
          .body("items.find { it.op == 'withdrawn' }.reason", equalTo("merged"))
          .body("items.find { it.op == 'withdrawn' }.supersededBy.slug", equalTo(other));
    }

    @Test
    void hasTheMoneyOfAGrantAndItsEnd() {
      String start = now();
      String grant = aGrant().active();
      GrantFixture.enter(grant, GrantFixture.entry("S1", "spend", "10.00")).then().statusCode(201);

      assertThat(told(start, "&type=grant", grant.substring("/v1/grants/".length())))
          .containsExactly("published 1", "updated 2");
    }

    @Test
    void leavesNoTraceOfAnEditThatChangesNothing() {
      String slug = OrganisationFixture.aCharity("The same as before");
      String address = "/v1/organisations/" + slug;
      String start = now();
      OrganisationFixture.asEditor(Map.of("name", "The same as before", "kind", "charity"))
          .header("If-Match", OrganisationFixture.tag(address))
          .put(address)
          .then()
          .statusCode(200);

      assertThat(told(start, "", slug)).isEmpty();
    }

    @Test
    void comesPageByPageFromTheBeginningToTheEnd() {
      List<String> paged = new ArrayList<>();
      String next = "/v1/changes?limit=300";
      boolean caughtUp = false;
      while (!caughtUp) {
        JsonPath page = get(next).jsonPath();
        paged.addAll(page.getList("items.id"));
        next = page.get("next");
        caughtUp = page.getBoolean("caughtUp");
      }

      assertThat(paged.size()).isEqualTo((int) changes.head());
      get(next).then().body("items", hasSize(0)).body("caughtUp", equalTo(true));
    }

    @Test
    void embedsWhatEverybodyReads() {
      String start = now();
      String slug = aCaseStudy().withContact("Ada").withFigure(10, 20).published();
      String grant = aGrant().active();
      log.order();

      Response page = since(start, "&include=representation");

      for (String href : List.of("/v1/case-studies/" + slug, grant)) {
        Map<String, Object> embedded =
            page.path("items.findAll { it.href == '%s' }.last().representation".formatted(href));
        assertThat(embedded).isEqualTo(get(href).jsonPath().getMap(""));
      }
      assertThat(page.asString()).doesNotContain("Ada");
    }

    @Test
    void embedsNothingWhereNothingIsAnyMore() {
      String start = now();
      String slug = aCaseStudy().withdrawn();

      since(start, "&include=representation&type=case-study")
          .then()
          .body("items.findAll { it.slug == '%s' }.op".formatted(slug), hasSize(2))
          .body(
              "items.findAll { it.slug == '%s' }.representation".formatted(slug),
              everyItem(equalTo(null)));
    }

    @Test
    void tellsThatSomethingLeftAFilter() {
      String start = now();
      String slug =
          aCaseStudy().with("topics", List.of("care-homes")).withFigure(10, 20).published();
      CaseStudyFixture.patch("/v1/case-studies/" + slug, Map.of("topics", List.of("dementia")))
          .statusCode(200);
      CaseStudyFixture.publish(slug);

      assertThat(told(start, "&topic=care-homes", slug))
          .containsExactly("published 1", "removed 2");
      assertThat(told(start, "&topic=dementia", slug)).containsExactly("updated 2");
      assertThat(told(start, "&council=essex", slug)).containsExactly("published 1", "updated 2");
      assertThat(told(start, "&council=bury", slug)).isEmpty();
    }

    @Test
    void tellsTheWithdrawalToThoseWhoseFilterItWasIn() {
      String start = now();
      String slug = aCaseStudy().withdrawn();

      assertThat(told(start, "&council=essex", slug)).containsExactly("published 1", "withdrawn 1");
      assertThat(told(start, "&council=bury", slug)).isEmpty();
    }

    @Test
    void wakesWhoeverWaitsAtOnce() throws Exception {
      String start = now();
      CompletableFuture<JsonPath> waiting =
          CompletableFuture.supplyAsync(
              () -> since(start, "&wait=30&type=organisation").jsonPath());
      // Programmes are not waited for, and end nothing.
      ProgrammeFixture.aProgramme().entered();
      String slug = OrganisationFixture.aCharity("Waited for");

      assertThat(told(waiting.get(25, TimeUnit.SECONDS), slug)).containsExactly("published 1");
    }

    @Test
    void endsHundredsOfWaitsAtOnce() throws Exception {
      String start = now();
      List<CompletableFuture<String>> concerned = new ArrayList<>();
      List<CompletableFuture<String>> others = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        concerned.add(waiting(start, 30, i % 2 == 0 ? "" : "&type=organisation"));
        others.add(waiting(start, 4, i % 2 == 0 ? "&council=bury" : "&type=grant"));
      }
      Thread.sleep(1_500);
      assertThat(concerned).noneMatch(CompletableFuture::isDone);

      String slug = OrganisationFixture.aCharity("Waited for by hundreds");

      for (CompletableFuture<String> answer : concerned) {
        assertThat(answer.get(10, TimeUnit.SECONDS)).contains('"' + slug + '"');
      }
      for (CompletableFuture<String> answer : others) {
        assertThat(answer.get(10, TimeUnit.SECONDS)).contains("\"items\":[]");
      }
    }

    private CompletableFuture<String> waiting(String cursor, int seconds, String query) {
      URI address =
          service.resolve("/v1/changes?wait=%d&since=%s%s".formatted(seconds, cursor, query));
      return CLIENT
          .sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
          .thenApply(HttpResponse::body);
    }

    @Test
    void wakesForAChangeWhomItWouldBeTold() {
      CaseStudyFixture.withdraw(
          aCaseStudy().with("topics", List.of("care-homes")).withFigure(10, 20).published(),
          "It was wrong.");
      log.order();
      UUID essex = UUID.fromString(get("/v1/organisations/essex").path("id"));
      Set<UUID> bury = Set.of(UUID.fromString(get("/v1/organisations/bury").path("id")), essex);
      List<ChangeFilter> filters = new ArrayList<>();
      for (Set<String> types : List.of(Set.<String>of(), Set.of("metric", "grant"))) {
        for (Set<UUID> councils : List.of(Set.<UUID>of(), Set.of(essex), bury)) {
          for (Set<String> themes : List.of(Set.<String>of(), Set.of("leadership"))) {
            filters.add(new ChangeFilter(types, councils, themes, Set.of()));
            filters.add(new ChangeFilter(types, councils, themes, Set.of("care-homes")));
          }
        }
      }
      Map<Long, Tagged> all = tagged();
      for (ChangeFilter filter : filters) {
        assertThat(changes.after(filter, 0, all.size()).items())
            .as(filter.toString())
            .extracting(Change::position)
            .containsExactlyElementsOf(
                all.keySet().stream()
                    .filter(position -> filter.concerns(List.of(all.get(position))))
                    .toList());
      }
    }

    private Map<Long, Tagged> tagged() {
      return QuarkusTransaction.requiringNew()
          .call(
              () ->
                  Sql.list(
                          entities,
                          "select position, resource, tags, previous_tags from change",
                          Tuple.class,
                          Map.of())
                      .stream()
                      .collect(
                          Collectors.toMap(
                              row -> row.get(0, Long.class),
                              row ->
                                  new Tagged(
                                      row.get(1, String.class),
                                      Set.of(row.get(2, String[].class)),
                                      Set.of(row.get(3, String[].class))),
                              (one, other) -> one,
                              TreeMap::new)));
    }

    @Test
    void answersWithNothingWhenPatienceIsAtItsEnd() {
      since(now(), "&wait=1").then().statusCode(200).body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"wait=31", "wait=-1", "limit=0", "limit=501", "type=contact", "theme=x"})
    void refusesWhatTheContractDoesNotKnow(String query) {
      get("/v1/changes?" + query)
          .then()
          .statusCode(400)
          .body("errors.parameter", equalTo(List.of(query.substring(0, query.indexOf('=')))));
    }
  }

  @Nested
  class Cursor {

    @Test
    void isRefusedWhenABitOfItIsChanged() {
      String cursor = now();
      for (int i = 0; i < cursor.length(); i += 7) {
        char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
        since(cursor.substring(0, i) + other + cursor.substring(i + 1), "")
            .then()
            .statusCode(400)
            .body("type", equalTo("/problems/invalid-cursor"))
            .body("errors[0].parameter", equalTo("since"));
      }
    }

    @Test
    void ofAListIsRefused() {
      String next = get("/v1/organisations?limit=1").path("next");

      since(next.substring(next.indexOf("cursor=") + 7), "").then().statusCode(400);
    }

    @Test
    void fromTheFutureIsGone() {
      Position now = cursors.open("since", now(), "/v1/changes");
      String future =
          cursors.seal(
              Position.of(now.values().get(0), changes.head() + 1_000_000, Instant.now()),
              "/v1/changes");

      assertGone(since(future, ""));
    }

    @Test
    void ofALogThatGoesOnOtherwiseIsGone() {
      Position now = cursors.open("since", now(), "/v1/changes");
      String otherwise =
          cursors.seal(
              Position.of(now.values().get(0), now.values().get(1), Instant.EPOCH), "/v1/changes");

      assertGone(since(otherwise, ""));
    }

    @Test
    void ofAnEpochThatIsOverIsGone() throws SQLException {
      String cursor = now();
      beginAnotherEpoch();

      // Nobody tells a service that runs of it; it asks by itself.
      while (now().equals(cursor)) {
        Thread.onSpinWait();
      }

      assertGone(since(cursor, ""));
      assertGone(since(cursor, "&wait=30"));
      since(now(), "").then().statusCode(200);
    }

    private static void assertGone(Response response) {
      response
          .then()
          .statusCode(410)
          .body("type", equalTo("/problems/expired-cursor"))
          .body("snapshot", equalTo("/v1/exports/register.ndjson"));
    }

    private static void beginAnotherEpoch() throws SQLException {
      try (Connection owner = DatabaseResource.connectAsOwner()) {
        owner.createStatement().execute("update register set epoch = gen_random_uuid()");
      }
    }
  }

  @Nested
  class Digest {

    @Test
    void isThatOfAllThingsInTheSnapshot() {
      aCaseStudy().withFigure(1, 2).published();
      aCaseStudy().withdrawn();
      List<JsonNode> lines = snapshot();

      assertThat(lines.subList(1, lines.size())).hasSize(lines.get(0).get("items").intValue());
      BigInteger digest =
          lines.stream()
              .skip(1)
              .map(
                  line ->
                      sha256(
                          line.get("resource").textValue()
                              + "/"
                              + line.get("id").textValue()
                              + "/"
                              + line.get("version")))
              .reduce(BigInteger.ZERO, BigInteger::xor);
      get("/v1/changes/digest")
          .then()
          .body("digest", equalTo("%064x".formatted(digest)))
          .body("digest", equalTo(lines.get(0).get("digest").textValue()))
          .body("items", equalTo(lines.size() - 1))
          .body("cursor", equalTo(lines.get(0).get("cursor").textValue()));
    }

    @Test
    void hasBucketsThatHoldWhatTheySay() {
      JsonPath all = get("/v1/changes/digest").jsonPath();
      for (int i : List.of(0, 15, 255)) {
        String bucket = "%02x".formatted(i);
        JsonPath one = get("/v1/changes/digest/" + bucket).jsonPath();

        assertThat(one.<String>getList("items.id")).allMatch(id -> id.endsWith(bucket));
        assertThat(one.getList("items")).hasSize(all.getInt("buckets[%d].items".formatted(i)));
        assertThat(one.getString("digest"))
            .isEqualTo(all.getString("buckets[%d].digest".formatted(i)));
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0G", "0F", "100", "%00"})
    void hasNoOtherBuckets(String bucket) {
      given().urlEncodingEnabled(false).get("/v1/changes/digest/" + bucket).then().statusCode(400);
    }

    private static BigInteger sha256(String text) {
      try {
        return new BigInteger(
            1, MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Nested
  class ExportRegister {

    @Test
    void hasWhatEverybodyReadsOfEverything() {
      List<JsonNode> lines = snapshot();

      for (int i = 1; i < lines.size(); i += 41) {
        JsonNode line = lines.get(i);
        assertThat(line.get("representation"))
            .isEqualTo(json(get(line.get("href").textValue()).asString()));
      }
      assertThat(lines.stream().skip(1).map(line -> line.get("resource").textValue()).distinct())
          .contains("case-study", "metric", "organisation", "funding-programme", "grant");
    }

    @Test
    void isTrueAtItsCursor() {
      String first =
          get("/v1/exports/register.ndjson").asString().lines().findFirst().orElseThrow();
      String next = new JsonPath(first).getString("next");
      String slug = OrganisationFixture.aCharity("After the snapshot");

      Response page = get(next);

      page.then().body("items", hasSize(1)).body("items[0].slug", equalTo(slug));
    }

    @Test
    void isCompressedForThoseWhoWantIt() {
      given()
          .header("Accept-Encoding", "gzip")
          .get("/v1/exports/register.ndjson")
          .then()
          .header("Content-Encoding", "gzip")
          .header("Content-Type", containsString("application/x-ndjson"));
    }
  }
}
