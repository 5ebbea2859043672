package uk.casebook.contract;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ShopContract.Profile.class)
class ContractFilterTest {

  @Nested
  class Size {

    @Test
    void anAddressOfMoreThan8000CharactersIsTooLong() {
      String longest = "/shop/things?q=" + "a".repeat(8_000 - "/shop/things?q=".length());
      assertThat(RawHttp.get(longest)).startsWith("HTTP/1.1 400 ").contains("/invalid-request");
      assertThat(RawHttp.get(longest + "a"))
          .startsWith("HTTP/1.1 414 ")
          .contains("\"/problems/uri-too-long\"", "8001 characters; 8000 are the most");
    }

    @Test
    void headerFieldsOfMoreThan16KibibytesAreTooLarge() {
      given()
          .header("X-Large", "a".repeat(16_000))
          .when()
          .get("/shop/things")
          .then()
          .statusCode(200);
      given()
          .header("X-Large", "a".repeat(16_384))
          .when()
          .get("/shop/things")
          .then()
          .statusCode(431)
          .body("type", equalTo("/problems/header-fields-too-large"));
    }

    @Test
    void aBodyOfMoreThan1MebibyteIsTooLarge() {
      given()
          .contentType("application/json")
          .body("{\"name\": \"" + "a".repeat(1024 * 1024) + "\"}")
          .when()
          .post("/shop/things")
          .then()
          .statusCode(413)
          .body("type", equalTo("/problems/content-too-large"));
    }

    @Test
    void aBodyOfUnknownLengthIsCutOffThereToo() {
      String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
      assertThat(
              RawHttp.send(
                  "POST /shop/things",
                  new String[] {"Transfer-Encoding: chunked", "Content-Type: application/json"},
                  "a\r\n{\"name\": \"\r\n" + chunk.repeat(17) + "0\r\n\r\n"))
          .startsWith("HTTP/1.1 413 ");
    }
  }

  @Nested
  class PathsAndMethods {

    @Test
    void anUnknownPathIsNotFound() {
      when()
          .get("/shop/thinks")
          .then()
          .statusCode(404)
          .body("type", equalTo("/problems/not-found"))
          .body("instance", equalTo("/shop/thinks"))
          .body("detail", containsString("Did you mean /shop/things?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/nothing", "/q/nothing"})
    void soIsOneAmongTheFrameworksOwn(String path) {
      when().get(path).then().statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    @Test
    void aWrongMethodIsAnsweredWithTheRightOnes() {
      when()
          .put("/shop/things/lamp")
          .then()
          .statusCode(405)
          .header("Allow", "DELETE, GET, HEAD, OPTIONS")
          .body("allowed", contains("DELETE", "GET", "HEAD", "OPTIONS"));
    }

    @Test
    void optionsAnswersWhatThePathHas() {
      when()
          .options("/shop/things")
          .then()
          .statusCode(204)
          .header("Allow", "GET, HEAD, OPTIONS, POST")
          .body(emptyString());
      when().options("/shop/nothing").then().statusCode(404);
    }

    @Test
    void headIsAnsweredWhereGetIs() {
      when().head("/shop/things/lamp").then().statusCode(200).body(emptyString());
      when().head("/shop/things/LAMP").then().statusCode(400).body(emptyString());
    }

    @Test
    void dotsAndDoubledSlashesAreTakenOutFirst() {
      assertThat(RawHttp.get("/shop/x/../things/./lamp")).contains("{\"key\":\"lamp\"}");
      assertThat(RawHttp.get("//shop//things/lamp")).contains("{\"key\":\"lamp\"}");
      assertThat(RawHttp.get("/docs/../shop/nothing")).startsWith("HTTP/1.1 404 ");
    }
  }

  @Nested
  class Formats {

    @Test
    void whatIsNotAcceptedCannotBeHad() {
      given()
          .accept("application/xml")
          .when()
          .get("/shop/things")
          .then()
          .statusCode(406)
          .body("available", contains("application/json", "text/csv"));
    }

    @Test
    void theParameterFormatWinsOverAccept() {
      given()
          .accept("application/xml")
          .when()
          .get("/shop/things?format=json")
          .then()
          .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml;charset=utf-8"})
    void aBodyThatIsNotReadHereIsRefused(String contentType) {
      given()
          .contentType(contentType)
          .body("name")
          .when()
          .post("/shop/things")
          .then()
          .statusCode(415)
          .body("available", contains("application/json"));
    }

    @Test
    void aBodyThatNobodyReadsIsIgnored() {
      given()
          .contentType("text/plain")
          .body("name")
          .when()
          .get("/shop/things/lamp")
          .then()
          .statusCode(200);
    }

    @Test
    void aBodyThatIsReadHerePasses() {
      given()
          .contentType("application/json;charset=UTF-8")
          .body("{\"name\": \"lamp\"}")
          .when()
          .post("/shop/things")
          .then()
          .statusCode(204);
    }
  }

  @Nested
  class Parameters {

    @Test
    void allViolationsAreNamedInOneAnswer() {
      when()
          .get("/shop/things?limit=0&limt=1&kind=lmap")
          .then()
          .statusCode(400)
          .body("type", equalTo("/problems/invalid-request"))
          .body("detail", equalTo("3 things are wrong with this request; errors lists them."))
          .body("errors.parameter", contains("limt", "limit", "kind"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/shop/things?q=%00",
          "/shop/things?q=%ED%A0%80",
          "/shop/things?q=%zz",
          "/shop/things?q=\"care",
          "/shop/things?q={care}",
          "/shop/things/%zz",
          "/shop/things/%00",
          "/shop/things/|",
          "/shop/things/a%2Fb",
          "/shop/things?q=\u00e9"
        })
    void malformedAddressesAreRefusedWithTheParametersName(String target) {
      assertThat(RawHttp.get(target))
          .startsWith("HTTP/1.1 400 ")
          .contains("\"/problems/invalid-request\"")
          .containsPattern("\"parameter\":\"(q|key)\"");
    }

    @Test
    void theValuesThatWereCheckedAreThoseThatTheResourceSees() {
      when()
          .get("/shop/things?kind=lamp&kind=table")
          .then()
          .statusCode(200)
          .body("kind", contains("lamp", "table"));
      assertThat(RawHttp.get("/shop/things?q=a;kind=sofa")).startsWith("HTTP/1.1 400 ");
    }
  }
}
