package uk.casebook.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.identity.KeyFixture.editor;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.database.OwnDatabase;

@QuarkusTest
@TestProfile(OwnDatabase.class)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RegisterPositionTest {

  private static final String LIST = "/v1/case-studies?limit=1";

  @Inject MeterRegistry meters;

  private static String slug() {
    return "position-" + System.nanoTime();
  }

  /** The position that a write is answered with. */
  private static String written(String slug) {
    return given()
        .header("Authorization", editor())
        .contentType("application/json")
        .body(Map.of("slug", slug, "name", "A charity", "kind", "charity"))
        .post("/v1/organisations")
        .then()
        .statusCode(201)
        .extract()
        .header(RegisterPosition.FIELD);
  }

  private static Response askedWith(String position, String path) {
    return given().header(RegisterPosition.FIELD, position).get(path);
  }

  private static long number(String position) {
    return Long.parseLong(position.substring(0, position.indexOf('.')));
  }

  private static String epoch(String position) {
    return position.substring(position.indexOf('.') + 1);
  }

  private double answersFromMemory() {
    return meters.get("casebook.public.reads").tag("from", "memory").counter().count();
  }

  private void awaitAnswerFromMemory(String path) {
    double before = answersFromMemory();
    while (answersFromMemory() == before) {
      given().get(path).then().statusCode(200);
    }
  }

  @Test
  void growsWithEachWriteAndIsReadAtOnceByWhoeverNamesIt() {
    String before = written(slug());
    String slug = slug();

    String position = written(slug);

    assertThat(number(position)).isGreaterThan(number(before));
    assertThat(epoch(position)).isEqualTo(epoch(before));
    Response read = askedWith(position, "/v1/organisations/" + slug);
    read.then().statusCode(200).body("slug", equalTo(slug));
    assertThat(number(read.header(RegisterPosition.FIELD)))
        .isGreaterThanOrEqualTo(number(position));
  }

  @Test
  void isToldWithAnswersFromMemoryAndOfWhatHasNotChanged() {
    String path = "/v1/case-studies/" + aCaseStudy().published();
    String position = written(slug());
    awaitAnswerFromMemory(path);

    Response kept = askedWith(position, path);

    assertThat(number(kept.header(RegisterPosition.FIELD)))
        .isGreaterThanOrEqualTo(number(position));
    Response held = given().header("If-None-Match", kept.header("ETag")).get(path);
    held.then().statusCode(304);
    assertThat(number(held.header(RegisterPosition.FIELD)))
        .isGreaterThanOrEqualTo(number(position));
  }

  @Test
  void isToldOfWhatIsNotThereAndToWhoeverIsSignedIn() {
    String position = written(slug());

    Response missing = askedWith(position, "/v1/organisations/not-there");
    Response signedIn =
        given()
            .header("Authorization", editor())
            .header(RegisterPosition.FIELD, position)
            .get(LIST);

    missing.then().statusCode(404);
    signedIn.then().statusCode(200);
    assertThat(number(missing.header(RegisterPosition.FIELD)))
        .isGreaterThanOrEqualTo(number(position));
    assertThat(number(signedIn.header(RegisterPosition.FIELD)))
        .isGreaterThanOrEqualTo(number(position));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "x.0123456789abcdef",
        "-1.0123456789abcdef",
        "1.2",
        "1.0123456789abcdefg"
      })
  void isRefusedIfItIsMalformed(String position) {
    awaitAnswerFromMemory(LIST);

    askedWith(position, LIST)
        .then()
        .statusCode(400)
        .body("errors[0].parameter", equalTo(RegisterPosition.FIELD));
  }

  @Test
  void isGoneIfItIsOfAnotherRegister() {
    String other = number(written(slug())) + ".0123456789abcdef";
    awaitAnswerFromMemory(LIST);

    refusedAsGone(other);
  }

  @Test
  void isGoneIfTheChangeLogHasNoSuchPlace() {
    String position = written(slug());
    String ahead = (number(position) + 1_000_000) + "." + epoch(position);
    awaitAnswerFromMemory(LIST);

    refusedAsGone(ahead);
  }

  private static void refusedAsGone(String position) {
    for (String path : new String[] {LIST, "/v1/case-studies/lifeways-communication"}) {
      askedWith(position, path)
          .then()
          .statusCode(410)
          .body("type", equalTo("/problems/expired-cursor"))
          .body("snapshot", equalTo("/v1/exports/register.ndjson"));
    }
    given().get(LIST).then().statusCode(200);
  }

  @Test
  void isOfNoConcernBesideTheRegister() {
    given().get("/openapi.yaml").then().statusCode(200).header(RegisterPosition.FIELD, nullValue());
  }
}
