package uk.casebook.vocabulary;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.database.OwnDatabase;
import uk.casebook.identity.KeyFixture;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class VocabularyEditingTest {

  @Test
  void renamesReordersAndAddsEntries() {
    List<Map<String, Object>> entries = entries("learner-groups");
    Collections.reverse(entries);
    entries.get(0).put("name", "Renamed group");
    entries.add(1, new HashMap<>(Map.of("code", "new-group", "name", "New group")));

    Response replaced = replace("learner-groups", entries);

    replaced.then().statusCode(200).body("entries", equalTo(entries));
    assertThat(get("/v1/vocabularies/learner-groups").asString()).isEqualTo(replaced.asString());
    assertThat(tag("learner-groups")).isEqualTo(replaced.header("ETag"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"organisation-kinds", "quality-statements", "themes", "topics", "units"})
  void takesWhatItAnswers(String name) {
    String before = get("/v1/vocabularies/" + name).asString();

    replace(name, entries(name)).then().statusCode(200).body("name", equalTo(name));

    assertThat(get("/v1/vocabularies/" + name).asString()).isEqualTo(before);
  }

  @Test
  void letsCaseStudiesBeFoundByTheNewNameOfATopic() {
    List<Map<String, Object>> entries = entries("topics");
    entry(entries, "dementia").put("name", "Quixotry");

    replace("topics", entries).then().statusCode(200);

    given()
        .queryParam("q", "quixotry")
        .get("/v1/case-studies")
        .then()
        .body("total", greaterThan(0))
        .body("items.topics", hasItem(hasItem("dementia")));
  }

  @Test
  void letsANewTopicBeUsed() {
    List<Map<String, Object>> entries = entries("topics");
    entries.add(new HashMap<>(Map.of("code", "brand-new", "name", "Brand new")));
    replace("topics", entries).then().statusCode(200);

    editor()
        .contentType("application/json")
        .body(Map.of("title", "On a new topic", "topics", List.of("brand-new")))
        .post("/v1/case-studies")
        .then()
        .statusCode(201)
        .body("topics", contains("brand-new"));
  }

  @Test
  void removesNoCode() {
    List<Map<String, Object>> entries = entries("populations");
    entries.removeIf(entry -> entry.get("code").equals("autistic-people"));

    replace("populations", entries)
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/entries"))
        .body("errors.code", contains("missing"))
        .body("errors.detail", contains(containsString("autistic-people")));
  }

  @Test
  void hasEachCodeOnce() {
    List<Map<String, Object>> entries = entries("populations");
    entries.add(new HashMap<>(entries.get(0)));

    replace("populations", entries)
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/entries/" + (entries.size() - 1) + "/code"))
        .body("errors.code", contains("repeated"));
  }

  @Test
  void asksANewUnitWhetherItsFiguresMayBeAddedUp() {
    List<Map<String, Object>> entries = entries("units");
    entries.add(new HashMap<>(Map.of("code", "visits", "name", "visits")));
    replace("units", entries)
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/entries/" + (entries.size() - 1) + "/additive"));

    entries.get(entries.size() - 1).put("additive", true);
    replace("units", entries)
        .then()
        .statusCode(200)
        .body("entries.find { it.code == 'visits' }.additive", equalTo(true));
  }

  @Test
  void neverChangesWhetherFiguresMayBeAddedUp() {
    List<Map<String, Object>> entries = entries("units");
    entries.stream()
        .filter(entry -> entry.get("code").equals("people"))
        .forEach(entry -> entry.put("additive", false));

    replace("units", entries).then().statusCode(422).body("errors.code", contains("fixed"));
  }

  @Test
  void describesIndicatorsInUnitsThatThereAre() {
    List<Map<String, Object>> entries = entries("indicators");
    entries.add(
        new HashMap<>(Map.of("code", "local-1", "name", "A local measure", "unit", "furlongs")));

    replace("indicators", entries)
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/entries/" + (entries.size() - 1) + "/unit"));

    entries.get(entries.size() - 1).put("unit", "percent");
    replace("indicators", entries)
        .then()
        .statusCode(200)
        .body("entries.find { it.code == 'local-1' }.unit", equalTo("percent"));
  }

  @Test
  void keepsWhatBelongsToOneVocabularyOutOfOthers() {
    List<Map<String, Object>> entries = entries("spending-categories");
    entries.get(0).put("additive", false);
    entries.get(1).put("theme", "leadership");
    entries.get(2).put("polarity", "neutral");

    replace("spending-categories", entries)
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder("/entries/0/additive", "/entries/1/theme", "/entries/2"));
  }

  @Test
  void givesAQualityStatementAThemeThatThereIs() {
    List<Map<String, Object>> entries = entries("quality-statements");
    entries.get(0).put("theme", "leadershp");

    replace("quality-statements", entries)
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/entries/0/theme"))
        .body("errors.detail", contains(containsString("did you mean 'leadership'?")));
  }

  @Test
  void addsNoKindOfOrganisation() {
    List<Map<String, Object>> entries = entries("organisation-kinds");
    entries.add(new HashMap<>(Map.of("code", "club", "name", "Club")));

    replace("organisation-kinds", entries)
        .then()
        .statusCode(422)
        .body("errors.code", contains("fixed"));
  }

  @Test
  void needsTheTagOfItsPresentState() {
    Map<String, Object> body = Map.of("entries", entries("needs"));

    editor()
        .contentType("application/json")
        .body(body)
        .put("/v1/vocabularies/needs")
        .then()
        .statusCode(428);
    editor()
        .contentType("application/json")
        .body(body)
        .header("If-Match", tag("themes"))
        .put("/v1/vocabularies/needs")
        .then()
        .statusCode(412);
  }

  @Test
  void isForEditorsAndForVocabulariesThatThereAre() {
    Map<String, Object> body = Map.of("entries", entries("needs"));

    given()
        .header("Authorization", KeyFixture.contributorOf("essex"))
        .contentType("application/json")
        .body(body)
        .put("/v1/vocabularies/needs")
        .then()
        .statusCode(403);
    editor()
        .contentType("application/json")
        .body(body)
        .header("If-Match", "*")
        .put("/v1/vocabularies/need")
        .then()
        .statusCode(404)
        .body("detail", containsString("did you mean 'needs'?"));
  }

  private static RequestSpecification editor() {
    return given().header("Authorization", KeyFixture.editor());
  }

  private static List<Map<String, Object>> entries(String name) {
    List<Map<String, Object>> entries = get("/v1/vocabularies/" + name).path("entries");
    List<Map<String, Object>> copies = new ArrayList<>();
    entries.forEach(entry -> copies.add(new HashMap<>(entry)));
    return copies;
  }

  private static Map<String, Object> entry(List<Map<String, Object>> entries, String code) {
    return entries.stream().filter(entry -> entry.get("code").equals(code)).findAny().orElseThrow();
  }

  private static String tag(String name) {
    return given()
        .header("Accept-Encoding", "identity")
        .get("/v1/vocabularies/" + name)
        .header("ETag");
  }

  private static Response replace(String name, List<Map<String, Object>> entries) {
    return editor()
        .contentType("application/json")
        .body(Map.of("entries", entries))
        .header("If-Match", tag(name))
        .put("/v1/vocabularies/" + name);
  }
}
