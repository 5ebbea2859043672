package uk.casebook.vocabulary;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VocabularyResourceTest {

  @Test
  void listsVocabulariesWithTheirSizes() {
    get("/v1/vocabularies")
        .then()
        .statusCode(200)
        .body("items.name", hasItems("themes", "topics", "populations", "units"))
        .body("items.find { it.name == 'topics' }.size", equalTo(48));
  }

  @Test
  void saysWhichUnitsMayBeAddedUp() {
    get("/v1/vocabularies/units")
        .then()
        .body("entries.find { it.code == 'gbp' }.additive", equalTo(true))
        .body("entries.find { it.code == 'percent' }.containsKey('additive')", equalTo(false));
  }

  @Test
  void namesTheNearestWhenThereIsNone() {
    get("/v1/vocabularies/topic")
        .then()
        .statusCode(404)
        .body("detail", containsString("did you mean 'topics'?"));
  }
}
