package uk.casebook.dataset;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every field of every shipped file can be read back: nothing is dropped, rounded or re-worded. */
@QuarkusTest
class ShippedRegisterTest {

  private static final Path FILES = Path.of("src/main/resources/dataset");

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  @Test
  void hasEveryCaseStudyFigureAndCouncil() {
    assertThat(read("/v1/case-studies?limit=1").get("total").asInt()).isEqualTo(61);
    assertThat(read("/v1/metrics?limit=1").get("total").asInt()).isEqualTo(346);
    assertThat(read("/v1/observations?limit=1").get("total").asInt()).isEqualTo(404);
    assertThat(read("/v1/councils?current=true&limit=1").get("total").asInt()).isEqualTo(382);
    assertThat(read("/v1/organisations?limit=1").get("total").asInt()).isEqualTo(430 + 81);
  }

  @TestFactory
  Stream<DynamicTest> givesEachCaseStudyBackAsItStandsInItsFile() throws IOException {
    try (Stream<Path> files = Files.list(FILES.resolve("case-studies"))) {
      return files.sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(),
                      () -> assertReadBack(JSON.readTree(file.toFile()))));
    }
  }

  private static void assertReadBack(JsonNode file) {
    ObjectNode expected = (ObjectNode) file.get("caseStudy");
    ObjectNode actual = read("/v1/case-studies/" + expected.get("slug").asText());
    for (String organisations : List.of("lead", "partners")) {
      actual.set(organisations, slugs(actual.get(organisations)));
    }
    assertThat(slugs(actual.get("metrics"))).isEqualTo(slugs(file.get("metrics")));
    assertThat(
            without(
                actual,
                "id",
                "status",
                "version",
                "metrics",
                "grants",
                "createdAt",
                "updatedAt",
                "publishedAt",
                "href"))
        .isEqualTo(expected);

    for (JsonNode metric : file.get("metrics")) {
      ObjectNode read = read("/v1/metrics/" + metric.get("slug").asText());
      assertThat(read.get("caseStudy").get("slug")).isEqualTo(expected.get("slug"));
      read.set("conflictsWith", slugs(read.get("conflictsWith")));
      if (read.has("scale") && !metric.get("scale").has("values")) {
        assertThat(read.get("scale").get("values")).isEmpty();
        ((ObjectNode) read.get("scale")).remove("values");
      }
      assertThat(without(read, "id", "caseStudy", "programme", "changes", "changesRefused", "href"))
          .isEqualTo(metric);
    }
  }

  @Test
  void givesEachFundBackWithWhatIsReportedOfItsAwards() throws IOException {
    JsonNode funding = JSON.readTree(FILES.resolve("funding.json").toFile());
    assertThat(read("/v1/funding-programmes?limit=1").get("total").asInt()).isEqualTo(22);
    for (JsonNode expected : funding.get("programmes")) {
      ObjectNode actual = read("/v1/funding-programmes/" + expected.get("slug").asText());
      for (String named : List.of("funders", "caseStudies", "metrics")) {
        actual.set(named, slugs(actual.get(named)));
      }
      for (String named : List.of("funder", "succeeds", "succeededBy")) {
        if (actual.has(named)) {
          actual.set(named, actual.get(named).get("slug"));
        }
      }
      ArrayNode awards = (ArrayNode) actual.get("awardSummaries");
      awards.forEach(sum -> ((ObjectNode) sum).set("programme", actual.get("slug")));
      assertThat(awards).isEqualTo(withoutNulls(awardsOf(funding, expected.get("slug"))));
      assertThat(
              without(
                  actual,
                  "id",
                  "href",
                  "status",
                  "nextDeadline",
                  "spendingCategories",
                  "awardSummaries"))
          .isEqualTo(withoutNulls(expected));
    }
  }

  private static ArrayNode awardsOf(JsonNode funding, JsonNode programme) {
    ArrayNode awards = JSON.createArrayNode();
    for (JsonNode sum : funding.get("awardsSummaries")) {
      if (sum.get("programme").equals(programme)) {
        awards.add(sum);
      }
    }
    return awards;
  }

  /** The files say of what is unknown that it is null; answers leave it out. */
  private static JsonNode withoutNulls(JsonNode node) {
    JsonNode known = node.deepCopy();
    removeNulls(known);
    return known;
  }

  private static void removeNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(field -> field.getValue().isNull());
    }
    node.forEach(ShippedRegisterTest::removeNulls);
  }

  @Test
  void givesEachVocabularyBackInItsOrder() throws IOException {
    JsonNode vocabularies = JSON.readTree(FILES.resolve("vocabularies.json").toFile());
    assertThat(read("/v1/vocabularies").get("items")).hasSize(vocabularies.size());
    vocabularies
        .properties()
        .forEach(
            vocabulary ->
                assertThat(read("/v1/vocabularies/" + vocabulary.getKey()).get("entries"))
                    .isEqualTo(vocabulary.getValue()));
  }

  @Test
  void givesEachOrganisationBack() throws IOException {
    for (JsonNode expected : JSON.readTree(FILES.resolve("organisations.json").toFile())) {
      ObjectNode actual = read("/v1/organisations/" + expected.get("slug").asText());
      assertThat(without(actual, "id", "href")).isEqualTo(expected);
    }
  }

  @Test
  void givesEachCouncilBackWithItsCodesAndSuccessors() throws IOException {
    Map<String, JsonNode> councils = new HashMap<>();
    String next = "/v1/councils?limit=100";
    while (next != null) {
      JsonNode page = read(next);
      page.get("items").forEach(council -> councils.put(council.get("gssCode").asText(), council));
      next = page.get("next").textValue();
    }
    Map<String, String> schemes =
        Map.of(
            "England", "GB-LAE",
            "Scotland", "GB-LAS",
            "Wales", "GB-PLA",
            "Northern Ireland", "GB-LANI");
    List<NamedCsvRecord> rows = rows();
    assertThat(councils).hasSameSizeAs(rows);
    for (NamedCsvRecord row : rows) {
      JsonNode council = councils.get(row.getField("gss_code"));
      assertThat(text(council, "slug")).isEqualTo(row.getField("slug"));
      assertThat(text(council, "name")).isEqualTo(row.getField("name"));
      assertThat(text(council, "shortName")).isEqualTo(row.getField("short_name"));
      assertThat(text(council, "type")).isEqualTo(row.getField("type"));
      assertThat(text(council, "tier")).isEqualTo(row.getField("tier"));
      assertThat(text(council, "nation")).isEqualTo(row.getField("nation"));
      assertThat(text(council, "region")).isEqualTo(row.getField("region"));
      assertThat(text(council, "adultSocialCare")).isEqualTo(row.getField("adult_social_care"));
      assertThat(text(council, "website")).isEqualTo(row.getField("official_website"));
      assertThat(text(council, "startDate")).isEqualTo(row.getField("start_date"));
      assertThat(text(council, "endDate")).isEqualTo(row.getField("end_date"));
      assertThat(council.get("identifiers"))
          .extracting(identifier -> text(identifier, "scheme") + "-" + text(identifier, "code"))
          .containsExactly(
              "GSS-" + row.getField("gss_code"),
              schemes.get(row.getField("nation")) + "-" + row.getField("local_authority_code"));
      List<String> successors =
          Stream.of(row.getField("replaced_by").split(";"))
              .filter(code -> !code.isEmpty())
              .map(code -> text(councils.get(code), "slug"))
              .toList();
      assertThat(council.get("replacedBy"))
          .extracting(successor -> text(successor, "slug"))
          .containsExactlyElementsOf(successors);
    }
  }

  private static List<NamedCsvRecord> rows() throws IOException {
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(FILES.resolve("councils.csv"))) {
      return rows.stream().toList();
    }
  }

  private static ObjectNode read(String path) {
    try {
      return (ObjectNode) JSON.readTree(get(path).then().statusCode(200).extract().asByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ArrayNode slugs(JsonNode references) {
    ArrayNode slugs = JSON.createArrayNode();
    references.forEach(reference -> slugs.add(reference.get("slug")));
    return slugs;
  }

  private static ObjectNode without(ObjectNode node, String... names) {
    return node.deepCopy().without(List.of(names));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
