package uk.casebook.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.casestudy.CaseStudyFixture.patch;
import static uk.casebook.casestudy.CaseStudyFixture.publish;
import static uk.casebook.expression.ExpressionFixture.anApplication;
import static uk.casebook.grant.GrantFixture.aGrant;
import static uk.casebook.grant.GrantFixture.enter;
import static uk.casebook.grant.GrantFixture.entry;
import static uk.casebook.identity.KeyFixture.aKey;
import static uk.casebook.identity.KeyFixture.admin;
import static uk.casebook.webhook.WebhookFixture.aWebhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import uk.casebook.database.CountingDriver;
import uk.casebook.database.OwnDatabase;

/**
 * What one request costs the database: a few statements, and not more of them the more there is to
 * tell.
 */
@QuarkusTest
@TestProfile(StatementCountTest.Profile.class)
class StatementCountTest {

  /** How many statements answer a request, besides one for each parameter, which is looked up. */
  private static final int MOST = 12;

  /** What costs more, by operation. */
  private static final Map<String, Integer> MORE =
      Map.of(
          "getCaseStudyFeed", 14,
          "listRevisions", 14,
          // A programme has six parts, and so has its predecessor.
          "getFundingProgramme", 19,
          "listFundingProgrammes", 21,
          "listAwardSummaries", 16,
          "getExpressionOfInterest", 13,
          "getSpendingReport", 13,
          // It reads the whole register, two hundred things at a time.
          "exportRegister", 150);

  /** The shipped register in a database of its own, of whose answers nothing is kept in memory. */
  public static class Profile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.datasource.jdbc.driver",
          CountingDriver.class.getName(),
          "casebook.cache.bytes",
          "0");
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return new OwnDatabase().testResources();
    }
  }

  /** The ends of addresses, by operation, where the contract cannot know them. */
  private final Map<String, Map<String, String>> made = new LinkedHashMap<>();

  /** Several of what the register ships without. */
  private void fill() {
    for (int i = 0; i < 4; i++) {
      String study = aCaseStudy().withFigure(i, 2 * i + 1).withContact("Somebody").published();
      for (int edit = 0; edit < 2; edit++) {
        patch("/v1/case-studies/" + study, Map.of("title", "Edited " + edit));
        publish(study);
      }
      String grant = aGrant().active();
      enter(grant, entry("S" + i, "spend", "1"));
      enter(grant, entry("T" + i, "spend", "1"));
      enter(grant, entry("U" + i, "spend", "1"));
      made.put("listLedger", Map.of("key", end(grant)));
      made.put("listRevisions", Map.of("key", study));
      made.put("getExpressionOfInterest", Map.of("id", end(anApplication().submitted())));
      made.put("getWebhook", Map.of("id", end(aWebhook().made())));
    }
    Response keys = RestAssured.given().header("Authorization", admin()).get("/v1/api-keys");
    made.put("getApiKey", Map.of("id", keys.path("items[0].id")));
    aKey("kent", "partner");
  }

  private static String end(String address) {
    return address.substring(address.lastIndexOf('/') + 1);
  }

  @TestFactory
  List<DynamicTest> fewStatementsAnswerHoweverMuchThereIs() throws IOException {
    fill();
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation :
        Contract.of(Files.readAllBytes(Path.of("openapi.yaml"))).operations()) {
      if (operation.method().equals("GET")) {
        tests.add(dynamicTest(operation.id(), () -> assertFew(operation)));
        if (operation.query().containsKey("limit")) {
          tests.add(
              dynamicTest(operation.id() + " of more", () -> assertNotMoreForMore(operation)));
        }
      }
    }
    return tests;
  }

  private void assertFew(Operation operation) {
    Map<String, JsonNode> values = ExampleRequests.first(operation);
    values.putAll(inPath(operation));
    answer(operation, values);
    List<String> statements = CountingDriver.statementsOf(() -> answer(operation, values));
    int most = MORE.getOrDefault(operation.id(), MOST) + values.size();
    assertThat(statements).hasSizeLessThanOrEqualTo(most);
  }

  /**
   * Whatever belongs to a row is asked for once for all rows, and once more where there are more of
   * it than are asked for at once. Not every row has everything, so one may need less.
   */
  private void assertNotMoreForMore(Operation operation) {
    Map<String, JsonNode> values = inPath(operation);
    int most = operation.query().get("limit").place().node().at("/schema/maximum").asInt(100);
    assertThat(rows(answer(operation, limited(values, most)))).isGreaterThan(2);
    assertThat(rows(answer(operation, limited(values, 1)))).isEqualTo(1);
    List<String> ofOne = CountingDriver.statementsOf(() -> answer(operation, limited(values, 1)));
    List<String> ofMany =
        CountingDriver.statementsOf(() -> answer(operation, limited(values, most)));
    Map<String, Long> repeated = repeated(ofMany);
    repeated(ofOne).forEach((statement, times) -> repeated.merge(statement, -times, Long::sum));
    repeated.values().removeIf(times -> times <= 1);
    assertThat(repeated).isEmpty();
  }

  /** How often each is sent, however many rows it asks for. */
  private static Map<String, Long> repeated(List<String> statements) {
    return statements.stream()
        .map(statement -> statement.replaceAll(" ?(=|in) ?(any )?\\(?\\?(,\\?)*\\)?", " is ?"))
        .collect(
            Collectors.groupingBy(statement -> statement, TreeMap::new, Collectors.counting()));
  }

  private static int rows(Response response) {
    return response.contentType().contains("xml")
        ? response.xmlPath().getInt("feed.entry.size()")
        : response.jsonPath().getInt("items.size()");
  }

  private static Map<String, JsonNode> limited(Map<String, JsonNode> values, int limit) {
    Map<String, JsonNode> limited = new LinkedHashMap<>(values);
    limited.put("limit", IntNode.valueOf(limit));
    return limited;
  }

  private Map<String, JsonNode> inPath(Operation operation) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (Parameter parameter : operation.pathParameters().values()) {
      ExampleRequests.examples(parameter).stream()
          .findFirst()
          .ifPresent(example -> values.put(parameter.name(), example));
    }
    made.getOrDefault(operation.id(), Map.of())
        .forEach((name, value) -> values.put(name, TextNode.valueOf(value)));
    return values;
  }

  private static Response answer(Operation operation, Map<String, JsonNode> values) {
    Response response =
        ExampleRequests.request(operation, values)
            .when()
            .request(operation.method(), operation.path());
    assertThat(response.statusCode()).as(response.asString()).isBetween(200, 399);
    return response;
  }
}
