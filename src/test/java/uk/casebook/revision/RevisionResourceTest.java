package uk.casebook.revision;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.casestudy.CaseStudyFixture.figure;
import static uk.casebook.casestudy.CaseStudyFixture.patch;
import static uk.casebook.casestudy.CaseStudyFixture.publish;
import static uk.casebook.casestudy.CaseStudyFixture.tag;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.identity.KeyFixture.editor;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import uk.casebook.database.OwnDatabase;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class RevisionResourceTest {

  private static final int EDITS = 12;

  @Inject ObjectMapper json;

  @Nested
  class Versions {

    @Test
    void areAllKeptWithWhoWroteThemAndWhatTheyChanged() {
      String slug = aCaseStudy().withFigure(41, 83).published();
      patch("/v1/case-studies/" + slug, Map.of("title", "Second")).statusCode(200);
      publish(slug);
      String path = "/v1/case-studies/" + slug + "/revisions";

      when()
          .get(path)
          .then()
          .statusCode(200)
          .body("total", equalTo(2))
          .body("items.version", contains(2, 1))
          .body("items[0].changes.path", contains("/caseStudy/title"))
          .body("items[0].changes.value", contains("Second"))
          .body("items[1].organisation.slug", equalTo("essex"))
          .body("items[0].publishedBy", nullValue());
      given()
          .header("Authorization", editor())
          .when()
          .get(path)
          .then()
          .body("items[0].publishedBy", not(nullValue()));
      when()
          .get(path + "/1")
          .then()
          .body("file.caseStudy.title", equalTo("A first point of contact"));
      when().get(path + "/3").then().statusCode(404);
      when().get(path + "?limit=1").then().body("next", not(nullValue()));
    }

    @Test
    void showTheDraftToThoseWhoMayEditIt() {
      String slug = aCaseStudy().published();
      patch("/v1/case-studies/" + slug, Map.of("title", "Second")).statusCode(200);
      String path = "/v1/case-studies/" + slug + "/revisions";
      when().get(path).then().body("items.version", contains(1));
      when().get(path + "/2").then().statusCode(404);
      given()
          .header("Authorization", contributorOf("essex"))
          .when()
          .get(path + "?view=working")
          .then()
          .body("items.status", contains("draft", "published"));
    }

    @Test
    void turnIntoEachOtherByTheirChanges() {
      String slug = aCaseStudy().withFigure(41, 83).published();
      patch("/v1/case-studies/" + slug, Map.of("topics", List.of("unpaid-carers"))).statusCode(200);
      patch("/v1/metrics/" + slug + "-01", figure(41, 84)).statusCode(200);
      publish(slug);
      JsonObject first = revision(slug, 1);
      JsonObject second = revision(slug, 2);
      assertThat(
              Json.createPatch(second.getJsonArray("changes")).apply(first.getJsonObject("file")))
          .isEqualTo(second.getJsonObject("file"));
      assertThat(
              Json.createPatch(first.getJsonArray("changes")).apply(JsonObject.EMPTY_JSON_OBJECT))
          .isEqualTo(first.getJsonObject("file"));
    }

    private JsonObject revision(String slug, int version) {
      String body =
          when()
              .get("/v1/case-studies/%s/revisions/%d".formatted(slug, version))
              .then()
              .statusCode(200)
              .extract()
              .asString();
      return Json.createReader(new StringReader(body)).readObject();
    }
  }

  @Nested
  class ThePast {

    /** A random history: at every instant the register answers as it did then. */
    @Test
    void answersAsTheRegisterStoodThen() {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      String slug = aCaseStudy().withFigure(0, 0).published();
      Map<String, List<String>> then = new LinkedHashMap<>();
      for (int edit = 1; edit <= EDITS; edit++) {
        switch (random.nextInt(3)) {
          case 0 -> patch("/v1/case-studies/" + slug, Map.of("title", "Title " + edit));
          case 1 -> patch("/v1/metrics/" + slug + "-01", figure(edit, edit + 1));
          default -> {
            if (state(slug).equals("draft")) {
              publish(slug);
            }
          }
        }
        String now = publishedAt(slug);
        then.put(now, readings(slug, ""));
      }
      then.forEach(
          (instant, readings) ->
              assertThat(readings(slug, "&asOf=" + instant))
                  .as("seed %d at %s", seed, instant)
                  .isEqualTo(readings));
    }

    private String state(String slug) {
      return given()
          .header("Authorization", editor())
          .when()
          .get("/v1/case-studies/" + slug + "?view=working")
          .then()
          .extract()
          .path("status");
    }

    private String publishedAt(String slug) {
      return when().get("/v1/case-studies/" + slug).then().extract().path("publishedAt");
    }

    private List<String> readings(String slug, String query) {
      return Stream.of(
              "/v1/case-studies/" + slug + "?view=published" + query,
              "/v1/metrics/" + slug + "-01?view=published" + query,
              "/v1/metrics?caseStudy=" + slug + query,
              "/v1/observations?format=csv&caseStudy=" + slug + query)
          .map(path -> when().get(path).then().statusCode(200).extract().asString())
          .toList();
    }

    @Test
    void doesNotReachIntoTheFutureOrBeforeTheFirstPublication() {
      when()
          .get("/v1/case-studies?asOf=2999-01-01T00:00:00Z")
          .then()
          .statusCode(400)
          .body("errors.code", contains("in-the-future"));
      when()
          .get("/v1/case-studies/essex-carers-model?asOf=2020-01-01T00:00:00Z")
          .then()
          .statusCode(404);
      when()
          .get("/v1/case-studies?asOf=2020-01-01T00:00:00Z")
          .then()
          .body("items", empty())
          .body("total", equalTo(0));
    }

    @Test
    void findsWhatWasSaidThenBySearch() {
      String word = "Zwinglian" + System.nanoTime();
      String slug = aCaseStudy().with("title", word + " carers").published();
      String instant = publishedAt(slug);
      patch("/v1/case-studies/" + slug, Map.of("title", "Other")).statusCode(200);
      publish(slug);
      when().get("/v1/case-studies?q=%s".formatted(word)).then().body("total", equalTo(0));
      when()
          .get("/v1/case-studies?q=%s&asOf=%s".formatted(word, instant))
          .then()
          .body("items.slug", contains(slug));
    }
  }

  @Nested
  class Files {

    @Test
    void ofShippedCaseStudiesSayWhatTheyWereShippedWith() throws IOException {
      try (Stream<Path> shipped =
          java.nio.file.Files.list(Path.of("src/main/resources/dataset/case-studies"))) {
        for (Path path : shipped.toList()) {
          CaseStudyFile written =
              json.readValue(java.nio.file.Files.readAllBytes(path), CaseStudyFile.class);
          String read =
              when()
                  .get("/v1/case-studies/%s/file".formatted(written.caseStudy().slug()))
                  .then()
                  .statusCode(200)
                  .extract()
                  .asString();
          assertThat(json.readValue(read, CaseStudyFile.class)).isEqualTo(written);
        }
      }
    }

    @Test
    void readBackInChangeNothing() {
      String slug = aCaseStudy().withFigure(41, 83).withFigure(1, 2).published();
      String path = "/v1/case-studies/" + slug + "/file";
      String file = when().get(path).then().extract().asString();
      put(path, "", file).statusCode(200);
      assertThat(status(slug)).isEqualTo("published");
    }

    @Test
    void beginACaseStudyThatIsNotThere() {
      String slug = aCaseStudy().withFigure(41, 83).published();
      String file =
          when()
              .get("/v1/case-studies/" + slug + "/file")
              .then()
              .extract()
              .asString()
              .replace(slug, slug + "-copy");
      put("/v1/case-studies/" + slug + "-copy/file", "", file).statusCode(200);
      String copy =
          given()
              .header("Authorization", editor())
              .when()
              .get("/v1/case-studies/" + slug + "-copy/file?view=working")
              .then()
              .extract()
              .asString();
      assertThat(copy).isEqualTo(file);
    }

    @Test
    void tellInADryRunWhatTheyWouldChangeAndChangeNothing() {
      String slug = aCaseStudy().withFigure(41, 83).published();
      String path = "/v1/case-studies/" + slug + "/file";
      String changed =
          when().get(path).then().extract().asString().replace("\"value\":83", "\"value\":84");
      put(path, "?dryRun=true", changed)
          .statusCode(200)
          .contentType("application/json-patch+json")
          .body("op", contains("replace"))
          .body("path", contains("/metrics/0/observations/1/value"));
      assertThat(status(slug)).isEqualTo("published");
      put(path, "", changed).statusCode(200);
      assertThat(status(slug)).isEqualTo("draft");
    }

    @Test
    void takeOutTheMetricsThatTheyDoNotNameAndNameBrokenRulesByTheirPlace() {
      String slug = aCaseStudy().withFigure(41, 83).withFigure(1, 2).published();
      String path = "/v1/case-studies/" + slug + "/file";
      Map<String, Object> file = new TreeMap<>();
      file.put("caseStudy", aCaseStudy().with("slug", slug).request());
      Map<String, Object> figure = figure(5, 6);
      figure.put("slug", slug + "-02");
      file.put("metrics", List.of(figure));
      put(path, "", file).statusCode(200).body("metrics.slug", contains(slug + "-02"));
      figure.put("unit", "peopel");
      file.put("metrics", List.of(figure));
      put(path, "", file).statusCode(422).body("errors.pointer", contains("/metrics/0/unit"));
    }

    @Test
    void carryNoPersonalDataAndLeaveContactsAlone() {
      String slug = aCaseStudy().withContact("Pat Secretname").published();
      String path = "/v1/case-studies/" + slug + "/file";
      String file =
          given()
              .header("Authorization", editor())
              .when()
              .get(path)
              .then()
              .body("caseStudy.contacts", empty())
              .extract()
              .asString();
      put(path, "", file.replace("One number", "Two numbers")).statusCode(200);
      given()
          .header("Authorization", editor())
          .when()
          .get("/v1/case-studies/" + slug + "?view=working")
          .then()
          .body("contacts.name", hasItem("Pat Secretname"));
      put(
              path,
              "",
              file.replace(
                  "\"contacts\":[]",
                  "\"contacts\":[{\"name\":\"X\",\"consentUntil\":\"2099-01-01\"}]"))
          .statusCode(422)
          .body("errors.pointer", contains("/caseStudy/contacts"));
    }

    private String status(String slug) {
      return given()
          .header("Authorization", editor())
          .when()
          .get("/v1/case-studies/" + slug + "?view=working")
          .then()
          .extract()
          .path("status");
    }

    private ValidatableResponse put(String path, String query, Object file) {
      List<String> tags = new ArrayList<>();
      if (given().header("Authorization", editor()).get(path + "?view=working").statusCode()
          == 200) {
        tags.add(tag(path, editor()));
      }
      return given()
          .header("Authorization", editor())
          .headers(tags.isEmpty() ? Map.of() : Map.of("If-Match", tags.get(0)))
          .contentType("application/json")
          .body(file)
          .when()
          .put(path + query)
          .then();
    }
  }
}
