package uk.casebook.organisation;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.organisation.OrganisationFixture.aCharity;
import static uk.casebook.organisation.OrganisationFixture.asEditor;
import static uk.casebook.organisation.OrganisationFixture.changes;
import static uk.casebook.organisation.OrganisationFixture.created;
import static uk.casebook.organisation.OrganisationFixture.tag;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.database.OwnDatabase;
import uk.casebook.identity.KeyFixture;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class OrganisationEditingTest {

  @Nested
  class CreateOrganisation {

    @Test
    void entersAnOrganisationUnderASlugMadeOfItsName() {
      Response created =
          created(
              Map.of(
                  "name", "Harbour Lights Home Care Ltd.",
                  "kind", "provider",
                  "identifiers", List.of(identifier("GB-COH", "09999901")),
                  "website", "https://harbour.example",
                  "nation", "Wales",
                  "region", "Wales"));

      String address = "/v1/organisations/harbour-lights-home-care-ltd";
      created.then().header("Location", containsString(address));
      assertThat(get(address).asByteArray()).isEqualTo(created.asByteArray());
      assertThat(tag(address)).isEqualTo(created.header("ETag"));
      assertThat(changes(created.path("id"))).containsExactly("published 1");
    }

    @Test
    void numbersTheSlugOfANameThatIsThereAlready() {
      aCharity("Twice Named Trust");

      assertThat(aCharity("Twice Named Trust")).isEqualTo("twice-named-trust-2");
    }

    @Test
    void makesASlugOfANameWithoutLetters() {
      assertThat(aCharity("+++")).startsWith("organisation");
    }

    @Test
    void doesTheSameRequestOnce() {
      Map<String, String> body = Map.of("name", "Only Once Trust", "kind", "charity");
      Response first = asEditor(body).header("Idempotency-Key", "once-1").post("/v1/organisations");
      Response second =
          asEditor(body).header("Idempotency-Key", "once-1").post("/v1/organisations");

      assertThat(second.statusCode()).isEqualTo(201);
      assertThat(second.asString()).isEqualTo(first.asString());
      given()
          .queryParam("q", "only once trust")
          .get("/v1/organisations")
          .then()
          .body("total", equalTo(1));
    }

    @Test
    void refusesEverythingThatBreaksARuleAtOnce() {
      created(
          Map.of(
              "slug", "first-owner",
              "name", "First owner",
              "kind", "other",
              "identifiers", List.of(identifier("GB-CHC", "1000001"))));

      asEditor(
              Map.of(
                  "slug", "first-owner",
                  "name", "Second owner",
                  "kind", "council",
                  "identifiers",
                      List.of(
                          identifier("GB-CHC", "1000002"),
                          identifier("GB-CHC", "1000001"),
                          identifier("GB-CHC", "1000002"))))
          .post("/v1/organisations")
          .then()
          .statusCode(422)
          .body(
              "errors.pointer",
              containsInAnyOrder("/slug", "/kind", "/identifiers/1", "/identifiers/2"))
          .body("errors.code", containsInAnyOrder("taken", "not-a-council", "taken", "repeated"));
    }

    @Test
    void keepsCouncilsCodesForCouncils() {
      asEditor(Map.of("slug", "e10000099", "name", "Name", "kind", "other"))
          .post("/v1/organisations")
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/slug"));
      assertThat(aCharity("E10000012")).startsWith("organisation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "not an address"})
    void refusesAWebsiteThatIsNone(String website) {
      asEditor(Map.of("name", "Name", "kind", "other", "website", website))
          .post("/v1/organisations")
          .then()
          .statusCode(400)
          .body("errors.pointer", contains("/website"));
    }

    @Test
    void isForEditors() {
      Map<String, String> body = Map.of("name", "Nobody's", "kind", "charity");
      given()
          .contentType("application/json")
          .body(body)
          .post("/v1/organisations")
          .then()
          .statusCode(401);
      given()
          .header("Authorization", KeyFixture.contributorOf("essex"))
          .contentType("application/json")
          .body(body)
          .post("/v1/organisations")
          .then()
          .statusCode(403);
    }
  }

  @Nested
  class ReplaceOrganisation {

    @Test
    void saysAllOfItAnew() {
      Response created =
          created(
              Map.of(
                  "name", "Old Mill Trust",
                  "kind", "charity",
                  "identifiers", List.of(identifier("GB-CHC", "1000010")),
                  "nation", "England"));

      Response replaced =
          replace(
              "old-mill-trust",
              Map.of(
                  "name", "New Mill Trust",
                  "kind", "provider",
                  "identifiers", List.of(identifier("GB-COH", "00000010"))));

      replaced
          .then()
          .statusCode(200)
          .body("slug", equalTo("old-mill-trust"))
          .body("name", equalTo("New Mill Trust"))
          .body("kind", equalTo("provider"))
          .body("identifiers.code", contains("00000010"))
          .body("nation", nullValue());
      assertThat(get("/v1/organisations/old-mill-trust").asString()).isEqualTo(replaced.asString());
      assertThat(tag("/v1/organisations/old-mill-trust")).isEqualTo(replaced.header("ETag"));
      assertThat(changes(created.path("id"))).containsExactly("published 1", "updated 2");
    }

    @Test
    void putsIdentifiersInAnotherOrder() {
      created(
          Map.of(
              "name", "Ordered Trust",
              "kind", "charity",
              "identifiers",
                  List.of(identifier("GB-CHC", "1000020"), identifier("GB-SC", "SC000020"))));

      replace(
              "ordered-trust",
              Map.of(
                  "name", "Ordered Trust",
                  "kind", "charity",
                  "identifiers",
                      List.of(identifier("GB-SC", "SC000020"), identifier("GB-CHC", "1000020"))))
          .then()
          .statusCode(200);

      get("/v1/organisations/ordered-trust")
          .then()
          .body("identifiers.scheme", contains("GB-SC", "GB-CHC"));
    }

    @Test
    void changesNothingWhereNothingIsDifferent() {
      Map<String, String> body = Map.of("name", "Same Trust", "kind", "charity");
      Response created = created(body);

      Response replaced = replace("same-trust", body);

      assertThat(replaced.header("ETag")).isEqualTo(created.header("ETag"));
      assertThat(changes(created.path("id"))).containsExactly("published 1");
    }

    @Test
    void needsTheTagOfItsPresentState() {
      Map<String, String> body = Map.of("name", "Contested Trust", "kind", "charity");
      String tag = created(body).header("ETag");
      replace("contested-trust", Map.of("name", "Contested Trust", "kind", "other"));

      asEditor(body).put("/v1/organisations/contested-trust").then().statusCode(428);
      asEditor(body)
          .header("If-Match", tag)
          .put("/v1/organisations/contested-trust")
          .then()
          .statusCode(412);
      get("/v1/organisations/contested-trust").then().body("kind", equalTo("other"));
    }

    @Test
    void keepsTheSlugAndMakesNoCouncilOfIt() {
      aCharity("Fixed Trust");

      replace("fixed-trust", Map.of("slug", "other", "name", "Fixed Trust", "kind", "council"))
          .then()
          .statusCode(422)
          .body("errors.pointer", containsInAnyOrder("/slug", "/kind"))
          .body("errors.code", containsInAnyOrder("fixed", "not-a-council"));
    }

    @Test
    void refusesAnIdentifierOfAnother() {
      created(
          Map.of(
              "name", "Owner Trust",
              "kind", "charity",
              "identifiers", List.of(identifier("GB-CHC", "1000030"))));
      aCharity("Other Trust");

      replace(
              "other-trust",
              Map.of(
                  "name", "Other Trust",
                  "kind", "charity",
                  "identifiers", List.of(identifier("GB-CHC", "1000030"))))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/identifiers/0"))
          .body("errors.code", contains("taken"))
          .body("errors.detail", contains(containsString("owner-trust")));
    }

    @Test
    void editsWhatACouncilHasInCommonWithOthers() {
      Map<String, Object> council =
          new HashMap<>(get("/v1/organisations/rutland").<Map<String, Object>>path(""));
      council.keySet().removeAll(List.of("id", "href"));
      council.put("website", "https://rutland.example");

      replace("E06000017", council).then().statusCode(200);

      get("/v1/councils/rutland")
          .then()
          .body("website", equalTo("https://rutland.example"))
          .body("gssCode", equalTo("E06000017"));
    }

    @Test
    void leavesACouncilWhatMakesItOne() {
      replace("rutland", Map.of("name", "Rutland", "kind", "government"))
          .then()
          .statusCode(422)
          .body(
              "errors.pointer", containsInAnyOrder("/kind", "/identifiers", "/nation", "/region"));
    }

    @Test
    void saysThatThereIsNone() {
      asEditor(Map.of("name", "None", "kind", "charity"))
          .header("If-Match", "*")
          .put("/v1/organisations/no-such-body")
          .then()
          .statusCode(404);
    }

    @Test
    void letsCaseStudiesBeFoundByTheNewName() {
      aCharity("Plainly Called Trust");
      String draft = draftLedBy("plainly-called-trust");

      replace("plainly-called-trust", Map.of("name", "Zephyrine Trust", "kind", "charity"));

      asEditor()
          .queryParam("q", "zephyrine")
          .queryParam("view", "working")
          .get("/v1/case-studies")
          .then()
          .body("items.slug", contains(draft));
    }
  }

  @Nested
  class PatchOrganisation {

    @Test
    void changesWhatItNamesAndEmptiesWhatIsNull() {
      created(
          Map.of(
              "name", "Patched Trust",
              "kind", "charity",
              "website", "https://patched.example",
              "identifiers", List.of(identifier("GB-CHC", "1000040"))));

      patch("patched-trust", "{\"name\": \"Mended Trust\", \"website\": null}")
          .then()
          .statusCode(200)
          .body("name", equalTo("Mended Trust"))
          .body("website", nullValue())
          .body("identifiers.code", contains("1000040"));

      patch("patched-trust", "{\"identifiers\": null}").then().body("identifiers", empty());
    }

    @Test
    void checksTheResultAsIfItHadBeenPut() {
      aCharity("Checked Trust");

      patch("checked-trust", "{\"nmae\": \"x\", \"name\": null}")
          .then()
          .statusCode(400)
          .body("errors.pointer", containsInAnyOrder("/nmae", "/name"));
    }

    private Response patch(String key, String patch) {
      return asEditor()
          .contentType("application/merge-patch+json")
          .body(patch)
          .header("If-Match", tag("/v1/organisations/" + key))
          .patch("/v1/organisations/" + key);
    }
  }

  private static Map<String, String> identifier(String scheme, String code) {
    return Map.of("scheme", scheme, "code", code);
  }

  private static Response replace(String key, Map<String, ?> body) {
    return asEditor(body)
        .header("If-Match", tag("/v1/organisations/" + key))
        .put("/v1/organisations/" + key);
  }

  private static String draftLedBy(String organisation) {
    return asEditor(Map.of("title", "Led by " + organisation, "lead", List.of(organisation)))
        .post("/v1/case-studies")
        .then()
        .statusCode(201)
        .extract()
        .path("slug");
  }
}
