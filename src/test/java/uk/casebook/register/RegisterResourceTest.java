package uk.casebook.register;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RegisterResourceTest {

  @Test
  void countsWhatIsPublic() {
    get("/v1")
        .then()
        .statusCode(200)
        .body("counts.caseStudies", equalTo(61))
        .body("counts.metrics", equalTo(346))
        .body("counts.observations", equalTo(404))
        .body("counts.councils", equalTo(430));
  }

  @Test
  void namesTheSourcesToCredit() {
    get("/v1")
        .then()
        .header("Link", containsString("rel=\"license\""))
        .body("attribution.text", hasItem(containsString("mySociety")))
        .body("attribution.text", hasItem(containsString("Open Government Licence v3.0")));
  }

  @Test
  void linksOnlyToWhatAnswers() {
    Map<String, String> links = get("/v1").path("links");

    links.forEach(
        (name, href) ->
            assertThat(get(href).statusCode()).as("%s at %s", name, href).isEqualTo(200));
  }
}
