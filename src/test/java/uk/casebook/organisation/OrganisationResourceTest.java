package uk.casebook.organisation;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrganisationResourceTest {

  @Test
  void listsCouncilsAmongAllOthers() {
    given()
        .queryParam("kind", "council")
        .get("/v1/organisations")
        .then()
        .body("total", equalTo(430))
        .body("items.href", everyItem(containsString("/v1/councils/")));
  }

  @Test
  void findsWordsInNames() {
    given()
        .queryParam("q", "carers")
        .queryParam("kind", "charity")
        .get("/v1/organisations")
        .then()
        .body("items.slug", hasItem("carers-first"))
        .body("items.name", everyItem(containsString("Carers")));
  }

  @Test
  void readsACouncilInTheShapeOfOrganisations() {
    get("/v1/organisations/essex")
        .then()
        .statusCode(200)
        .body("kind", equalTo("council"))
        .body("href", equalTo("/v1/councils/essex"));
  }

  @Test
  void saysWhatItDoesNotHave() {
    get("/v1/organisations/no-such-body")
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/not-found"))
        .body("detail", containsString("no-such-body"));
  }
}
