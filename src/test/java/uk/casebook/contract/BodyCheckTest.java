package uk.casebook.contract;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.database.OwnDatabase;
import uk.casebook.identity.KeyFixture;

/** Bodies that are no JSON, or that say what no text and no number of the register may say. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class BodyCheckTest {

  private static ValidatableResponse post(String path, byte[] body) {
    return given()
        .header("Authorization", KeyFixture.editor())
        .contentType("application/json")
        .body(body)
        .when()
        .post(path)
        .then();
  }

  private static ValidatableResponse study(String body) {
    return post("/v1/case-studies", body.getBytes(UTF_8));
  }

  private static ValidatableResponse metricOf(String number) {
    return post(
        "/v1/metrics",
        """
        {"caseStudy": "essex-carers-model", "title": "T", "statement": "S", "kind": "outcome",
         "unit": "no-unit", "polarity": "neutral", "observations": [{"role": "actual", "value": %s}]}\
        """
            .formatted(number)
            .getBytes(UTF_8));
  }

  @Nested
  class Json {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "{",
          "{} {}",
          "{\"title\": NaN}",
          "{'title': 'x'}",
          "{\"title\": \"a\u0001b\"}",
          "{\"title\": 0123}",
          "nothing"
        })
    void whatIsNoneIsRefusedWithThePlace(String body) {
      study(body).statusCode(400).body("type", equalTo("/problems/invalid-request"));
    }

    @Test
    void aFieldThatComesTwiceIsRefused() {
      study("{\"title\": \"a\", \"title\": \"b\"}")
          .statusCode(400)
          .body("detail", containsString("a field twice in one object: see line 1"));
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
      study("{\"title\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}")
          .statusCode(400)
          .body("detail", containsString("nested more than 32 levels deep"));
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
      byte[] body = "{\"title\": \"?\"}".getBytes(UTF_8);
      body[11] = (byte) 0xC0;
      post("/v1/case-studies", body)
          .statusCode(400)
          .body("detail", equalTo("The body is not UTF-8 text."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "7", "null", "true"})
    void anotherKindOfValueIsRefused(String body) {
      study(body).statusCode(400).body("errors.code", contains("type"));
    }

    @Test
    void aBodyThatIsMissingIsNamed() {
      given()
          .header("Authorization", KeyFixture.editor())
          .contentType("application/json")
          .when()
          .post("/v1/case-studies")
          .then()
          .statusCode(400)
          .body("errors.code", contains("required"));
    }

    @Test
    void moreThanOneMebibyteIsRefused() {
      study("{\"title\": \"" + "a".repeat(1024 * 1024) + "\"}")
          .statusCode(413)
          .body("type", equalTo("/problems/content-too-large"));
    }
  }

  @Nested
  class Texts {

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\u0007", "\\ud800", "x\\udc00"})
    void haveNoControlCharactersAndNoHalvesOfCharacters(String text) {
      study("{\"title\": \"" + text + "\"}")
          .statusCode(400)
          .body("errors.pointer", contains("/title"))
          .body("errors.code", contains("control-character"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\\n\\t"})
    void areNotBlank(String text) {
      study("{\"title\": \"" + text + "\"}")
          .statusCode(400)
          .body("errors.pointer", contains("/title"));
    }
  }

  @Nested
  class Numbers {

    @Test
    void ofFourHundredDigitsAreRefused() {
      metricOf("9".repeat(400)).statusCode(400).body("errors.code", contains("malformed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e19", "1e-19", "0.1234567890123456789"})
    void haveAsManyDigitsAsFiguresNeed(String number) {
      metricOf(number)
          .statusCode(400)
          .body("errors.pointer", contains("/observations/0/value"))
          .body("errors.code", contains("digits"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.10", "123456789012345678", "1e3"})
    void thatFiguresHaveAreRead(String number) {
      metricOf(number).statusCode(422).body("errors.pointer", contains("/unit"));
    }

    @Test
    void areNotTexts() {
      metricOf("\"7\"")
          .statusCode(400)
          .body("errors.detail", contains("/observations/0/value must be a number, not '7'."));
    }
  }
}
