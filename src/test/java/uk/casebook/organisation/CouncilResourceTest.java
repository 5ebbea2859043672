package uk.casebook.organisation;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CouncilResourceTest {

  @Nested
  class GetCouncil {

    @ParameterizedTest
    @ValueSource(strings = {"E10000012", "e10000012", "essex"})
    void findsACouncilByCodeAndSlug(String key) {
      get("/v1/councils/" + key)
          .then()
          .statusCode(200)
          .body("name", equalTo("Essex County Council"))
          .body("identifiers.find { it.scheme == 'GB-LAE' }.code", equalTo("ESS"));
    }

    @Test
    void findsACouncilById() {
      String id = get("/v1/councils/essex").path("id");

      get("/v1/councils/" + id).then().statusCode(200).body("slug", equalTo("essex"));
    }

    @Test
    void saysWhoReplacedAnAbolishedCouncil() {
      get("/v1/councils/bournemouth")
          .then()
          .statusCode(200)
          .body("endDate", equalTo("2019-03-31"))
          .body("replacedBy.slug", contains("bournemouth-christchurch-poole"));
    }

    @Test
    void answersAnOrganisationThatIsNoCouncilWithNotFound() {
      get("/v1/councils/skills-for-care")
          .then()
          .statusCode(404)
          .body("detail", containsString("skills-for-care"));
    }
  }

  @Nested
  class ListCouncils {

    @Test
    void countsThoseThatExist() {
      given().queryParam("current", true).get("/v1/councils").then().body("total", equalTo(382));
      given().queryParam("current", false).get("/v1/councils").then().body("total", equalTo(48));
      given()
          .queryParam("current", true)
          .queryParam("nation", "England")
          .queryParam("adultSocialCare", true)
          .get("/v1/councils")
          .then()
          .body("total", equalTo(153));
    }

    @Test
    void takesARepeatedFilterAsOr() {
      given()
          .queryParam("type", "welsh-unitary", "scottish-unitary")
          .get("/v1/councils")
          .then()
          .body("total", equalTo(54))
          .body("items.nation", everyItem(not(equalTo("England"))));
    }

    @Test
    void findsEveryWordOfANameInAnyOrder() {
      given()
          .queryParam("q", "bedford  CENTRAL")
          .get("/v1/councils")
          .then()
          .body("items.slug", contains("central-bedfordshire"));
    }

    @Test
    void takesWildcardsOfSqlAsLetters() {
      given().queryParam("q", "%").get("/v1/councils").then().body("total", equalTo(0));
      given().queryParam("q", "_").get("/v1/councils").then().body("total", equalTo(0));
    }

    @Test
    void sortsByName() {
      given()
          .queryParam("region", "East of England")
          .queryParam("type", "county")
          .get("/v1/councils")
          .then()
          .body(
              "items.slug",
              contains("cambridgeshire", "essex", "hertfordshire", "norfolk", "suffolk"));
    }

    @Test
    void namesEveryViolationAtOnce() {
      given()
          .queryParam("limit", 0)
          .queryParam("regoin", "London")
          .queryParam("nation", "Englnd")
          .get("/v1/councils")
          .then()
          .statusCode(400)
          .body("errors.parameter", hasItems("limit", "regoin", "nation"))
          .body("errors.detail", hasItem(containsString("did you mean 'region'")))
          .body("traceId", notNullValue());
    }
  }
}
