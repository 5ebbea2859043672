package uk.casebook.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.casestudy.CaseStudyFixture.patch;
import static uk.casebook.casestudy.CaseStudyFixture.publish;
import static uk.casebook.identity.KeyFixture.editor;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Header;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import uk.casebook.database.DatabaseResource;
import uk.casebook.database.OwnDatabase;

@QuarkusTest
@TestProfile(OwnDatabase.class)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class KeptAnswersTest {

  private static final String LATEST = "/v1/case-studies?sort=-publishedAt&limit=1";

  @Inject MeterRegistry meters;

  private double answersFrom(String where) {
    return meters.get("casebook.public.reads").tag("from", where).counter().count();
  }

  /** Asks until it is answered from memory. */
  private Response kept(String path) {
    Response answer;
    double before;
    do {
      before = answersFrom("memory");
      answer = given().get(path);
      answer.then().statusCode(200);
    } while (answersFrom("memory") == before);
    return answer;
  }

  private static Map<String, String> fields(Response answer) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header field : answer.headers()) {
      fields.merge(field.getName(), field.getValue(), (one, other) -> one + ", " + other);
    }
    fields.remove("Date");
    // The first may have been asked for before its publication was confirmed.
    fields.remove(RegisterPosition.FIELD);
    return fields;
  }

  @Test
  void areTheSameAsTheFirstWithEveryFieldThatItHad() {
    String path = "/v1/case-studies/" + aCaseStudy().withFigure(10, 20).published();
    Response first = given().get(path);

    Response again = kept(path);

    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(fields(again)).isEqualTo(fields(first));
  }

  @Test
  void areWholePagesOfTheFeedToo() {
    // The first ones are of organisations, which are small.
    String next = kept("/v1/changes?limit=500&include=representation").path("next");

    assertThat(kept(next).asByteArray()).hasSizeGreaterThan(600_000);
  }

  @Test
  void areKnownByTheirTagsAndHaveAHead() {
    String path = "/v1/case-studies/" + aCaseStudy().published();
    Response whole = kept(path);

    given()
        .header("If-None-Match", whole.header("ETag"))
        .get(path)
        .then()
        .statusCode(304)
        .header("ETag", whole.header("ETag"))
        .body(emptyString());
    given()
        .head(path)
        .then()
        .statusCode(200)
        .header("ETag", whole.header("ETag"))
        .body(emptyString());
  }

  @Test
  void areTheSameForParametersInAnotherOrder() {
    kept("/v1/case-studies?council=essex&limit=3");
    double before = answersFrom("register");

    kept("/v1/case-studies?limit=3&council=essex");

    assertThat(answersFrom("register")).isEqualTo(before);
  }

  @Test
  void areNeitherGivenToNorTakenFromWhoeverIsSignedIn() {
    String path = "/v1/case-studies/" + aCaseStudy().published();
    double memory = answersFrom("memory");
    double register = answersFrom("register");

    for (int i = 0; i < 3; i++) {
      given()
          .header("Authorization", editor())
          .get(path)
          .then()
          .statusCode(200)
          .header("Cache-Control", "private, no-store");
    }

    assertThat(answersFrom("memory")).isEqualTo(memory);
    assertThat(answersFrom("register")).isEqualTo(register);
    given().get(path).then().header("Cache-Control", "public, no-cache");
    assertThat(answersFrom("register")).isEqualTo(register + 1);
  }

  @Test
  void showAWriterItsOwnWriteAtOnce() {
    String edited = aCaseStudy().published();
    for (int i = 0; i < 10; i++) {
      kept(LATEST);
      kept("/v1/case-studies/" + edited);
      String title = "Title " + i;

      patch("/v1/case-studies/" + edited, Map.of("title", title)).statusCode(200);
      publish(edited);
      given().get("/v1/case-studies/" + edited).then().body("title", equalTo(title));
      String published = aCaseStudy().published();

      given().get(LATEST).then().body("items.slug", equalTo(List.of(published)));
    }
  }

  @Test
  void followWhatAnotherProcessWrites() throws SQLException {
    String slug = "kept-" + System.nanoTime();
    String path = "/v1/organisations/" + slug;
    given()
        .header("Authorization", editor())
        .contentType("application/json")
        .body(Map.of("slug", slug, "name", "Before", "kind", "charity"))
        .post("/v1/organisations")
        .then()
        .statusCode(201);
    kept(path);

    renameElsewhere(slug, "After");

    long began = System.nanoTime();
    while (!given().get(path).path("name").equals("After")) {
      Thread.onSpinWait();
    }
    assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(2));
  }

  private static void renameElsewhere(String slug, String name) throws SQLException {
    try (Connection owner = DatabaseResource.connectAsOwner();
        PreparedStatement rename =
            owner.prepareStatement(
                "update organisation set name = ?, version = version + 1 where slug = ?");
        PreparedStatement order = owner.prepareStatement("select order_changes()")) {
      rename.setString(1, name);
      rename.setString(2, slug);
      rename.execute();
      order.execute();
    }
  }
}
