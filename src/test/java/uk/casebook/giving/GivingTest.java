package uk.casebook.giving;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.casebook.grant.GrantFixture.aGrant;
import static uk.casebook.grant.GrantFixture.enter;
import static uk.casebook.grant.GrantFixture.entry;
import static uk.casebook.grant.GrantFixture.reversal;
import static uk.casebook.grant.GrantFixture.step;
import static uk.casebook.grant.GrantFixture.with;
import static uk.casebook.organisation.OrganisationFixture.created;
import static uk.casebook.programme.ProgrammeFixture.anOpenProgramme;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import uk.casebook.database.OwnDatabase;

/**
 * The exchange with every answer is checked against the contract, which says what 360Giving asks.
 */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class GivingTest {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @Test
  void givesAGrantWithItsMoney() throws IOException {
    String grant =
        aGrant()
            .withLine("training", "600.40")
            .withLine("travel", "100")
            .saying("Communication training", "For one person's team.")
            .active();
    enter(grant, entry("C1", "commitment", "100")).then().statusCode(201);
    enter(grant, with(entry("S1", "spend", "80.05"), "settles", "C1")).then().statusCode(201);
    enter(grant, entry("S2", "spend", "10")).then().statusCode(201);
    enter(grant, entry("R1", "refund", "5")).then().statusCode(201);
    enter(grant, reversal("X1", "S2")).then().statusCode(201);
    enter(grant, reversal("X2", "R1")).then().statusCode(201);
    enter(grant, reversal("X3", "C1")).then().statusCode(201);

    JsonNode file = read("/v1/exports/360giving.json");
    JsonNode given = grant(file, grant);

    assertThat(file.path("version").asText()).isEqualTo("1.4");
    assertThat(file.path("publisher").path("name").asText()).isEqualTo("Casebook");
    assertThat(given.path("title").asText()).isEqualTo("Communication training");
    assertThat(given.path("amountAwarded").decimalValue()).isEqualByComparingTo("700.4");
    assertThat(given.path("amountDisbursed").decimalValue()).isEqualByComparingTo("80.05");
    assertThat(sum(given.path("disbursementTransaction")))
        .isEqualByComparingTo(given.path("amountDisbursed").decimalValue());
    assertThat(given.path("commitmentTransaction").path(0).path("id").asText())
        .isEqualTo(identifier(grant) + "/1");
    assertThat(sum(given.path("commitmentTransaction"))).isEqualByComparingTo("80.05");
    assertThat(given.path("recipientOrganization").path(0).path("id").asText())
        .isEqualTo("GB-LAE-ESS");
    assertThat(given.path("fundingOrganization").path(0).path("id").asText())
        .isEqualTo("360G-casebook-ORG:skills-for-care");
    assertThat(given.path("beneficiaryLocation").path(0).path("geoCode").asText())
        .isEqualTo("E10000012");
    assertThat(given.path("beneficiaryLocation").path(0).path("geoCodeType").asText())
        .isEqualTo("CTY");
    assertThat(given.path("classifications").findValuesAsText("code"))
        .containsExactly("training", "travel");
    assertThat(given.path("url").asText()).startsWith("http").endsWith(grant);
  }

  @Test
  void namesACharityByItsNumber() throws IOException {
    String charity =
        created(
                Map.of(
                    "name", "Listening Trust",
                    "kind", "charity",
                    "identifiers", List.of(Map.of("scheme", "GB-CHC", "code", "9999901"))))
            .path("slug");

    String grant = aGrant().to(charity).active();
    JsonNode recipient =
        grant(read("/v1/exports/360giving.json"), grant).path("recipientOrganization").path(0);

    assertThat(recipient.path("id").asText()).isEqualTo("GB-CHC-9999901");
    assertThat(recipient.path("charityNumber").asText()).isEqualTo("9999901");
  }

  @Test
  void takesAnIdentifierAsItIsThoughItIsNoArea() throws IOException {
    String network =
        created(
                Map.of(
                    "name", "Network of an odd code",
                    "kind", "network",
                    "identifiers", List.of(Map.of("scheme", "GSS", "code", "E1"))))
            .path("slug");

    String grant = aGrant().to(network).active();
    JsonNode given = grant(read("/v1/exports/360giving.json"), grant);

    assertThat(given.has("beneficiaryLocation")).isFalse();
  }

  @Test
  void leavesOutWhatIsCancelledAndWhatHasNoFunder() throws IOException {
    aGrant().active();
    String cancelled = aGrant().active();
    step(cancelled, "cancel", Map.of("reason", "The service closed.")).then().statusCode(200);
    String unfunded = aGrant().of(anOpenProgramme().with("funder", null).slug()).active();

    String file = get("/v1/exports/360giving.json").asString();

    assertThat(file).doesNotContain(identifier(cancelled)).doesNotContain(identifier(unfunded));
  }

  @Test
  void givesTheSameGrantsAsATable() throws IOException {
    String grant = aGrant().saying("=1+1", "A title that a spreadsheet would run.").active();

    String table = get("/v1/exports/360giving.csv").asString();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(table)) {
      List<NamedCsvRecord> found = rows.stream().toList();
      NamedCsvRecord row =
          found.stream()
              .filter(one -> one.getField("Identifier").equals(identifier(grant)))
              .findFirst()
              .orElseThrow();
      assertThat(found).hasSize(read("/v1/exports/360giving.json").path("grants").size());
      assertThat(row.getField("Title")).isEqualTo("'=1+1");
      assertThat(row.getField("Amount Awarded")).isEqualTo("1000");
      assertThat(row.getField("Recipient Org:Identifier")).isEqualTo("GB-LAE-ESS");
      assertThat(row.getField("Grant Programme:Title")).isEqualTo("Personal workforce budgets");
    }
  }

  @Test
  void changesItsTagWithTheMoneyAndNotOtherwise() {
    String grant = aGrant().active();
    String address = "/v1/exports/360giving.json";
    String tag = get(address).header("ETag");
    given().header("If-None-Match", tag).get(address).then().statusCode(304);

    enter(grant, entry("S1", "spend", "1")).then().statusCode(201);

    given().header("If-None-Match", tag).get(address).then().statusCode(200);
  }

  private static JsonNode read(String address) throws IOException {
    return JSON.readTree(get(address).asByteArray());
  }

  private static JsonNode grant(JsonNode file, String address) {
    return StreamSupport.stream(file.path("grants").spliterator(), false)
        .filter(grant -> grant.path("id").asText().equals(identifier(address)))
        .findFirst()
        .orElseThrow();
  }

  private static String identifier(String address) {
    return address.substring(address.lastIndexOf('/') + 1);
  }

  private static BigDecimal sum(JsonNode transactions) {
    return StreamSupport.stream(transactions.spliterator(), false)
        .map(transaction -> transaction.path("value").decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
