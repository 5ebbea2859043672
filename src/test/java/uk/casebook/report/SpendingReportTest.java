package uk.casebook.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.grant.GrantFixture.aGrant;
import static uk.casebook.grant.GrantFixture.as;
import static uk.casebook.grant.GrantFixture.enter;
import static uk.casebook.grant.GrantFixture.entry;
import static uk.casebook.grant.GrantFixture.reversal;
import static uk.casebook.grant.GrantFixture.step;
import static uk.casebook.grant.GrantFixture.with;
import static uk.casebook.programme.ProgrammeFixture.anOpenProgramme;
import static uk.casebook.programme.ProgrammeFixture.asOfficer;
import static uk.casebook.programme.ProgrammeFixture.officer;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.casebook.database.OwnDatabase;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class SpendingReportTest {

  private String programme;

  @BeforeEach
  void openAProgramme() {
    programme = anOpenProgramme().slug();
  }

  @Test
  void setsSpendingAgainstAwardAndCountsWhatIsNotKnown() {
    String grant = aGrant().of(programme).withLine("training", "600.40").active();
    enter(grant, entry("C1", "commitment", "100.10")).then().statusCode(201);
    enter(grant, entry("S1", "spend", "200.25")).then().statusCode(201);
    aGrant().of(programme).active();

    report("programme")
        .body("items.key", contains(programme))
        .body("items[0].grants", equalTo(2))
        .body("items[0].grantsWithoutAmount", equalTo(0))
        .body("total.awarded", equalTo(1600.4f))
        .body("total.committed", equalTo(100.1f))
        .body("total.spent", equalTo(200.25f))
        .body("total.remaining", equalTo(1300.05f));
    given()
        .get("/v1/reports/spending?programme=accelerating-reform-fund")
        .then()
        .body("total.grants", equalTo(3))
        .body("total.grantsWithoutAmount", equalTo(3))
        .body("total.spent", nullValue())
        .body("total.costPerLearner.amount", nullValue())
        .body("total.costPerLearner.refused.code", contains("unknown-amount", "no-interventions"));
  }

  @Test
  void tellsCategoriesAfterTransfersBetweenThem() {
    String grant =
        aGrant().of(programme).withLine("training", "600").withLine("travel", "100").active();
    as(officer(), with(entry("T1", "transfer", "50"), "toLine", 2))
        .post(grant + "/ledger")
        .then()
        .statusCode(201);

    report("category")
        .body("items.key", contains("training", "travel"))
        .body("items.name", contains("Training and development", "Travel and venue"))
        .body("items.awarded", contains(600, 100))
        .body("items.amount", contains(550, 150))
        .body("total.grants", equalTo(1))
        .body("total.amount", equalTo(700));
  }

  @Test
  void countsARefundAndAReversalInTheirOwnMonths() {
    String grant = aGrant().of(programme).active();
    enter(grant, entry("S1", "spend", "100")).then().statusCode(201);
    enter(grant, with(entry("S2", "spend", "30"), "on", "2026-02-02")).then().statusCode(201);
    enter(grant, with(entry("R1", "refund", "20"), "on", "2026-03-01")).then().statusCode(201);
    enter(grant, with(reversal("X1", "S2"), "on", "2026-04-30")).then().statusCode(201);
    enter(grant, with(reversal("X2", "R1"), "on", "2026-05-01")).then().statusCode(201);
    enter(grant, with(entry("C1", "commitment", "5"), "on", "2026-06-01")).then().statusCode(201);

    report("month")
        .body("items.key", contains("2026-01", "2026-02", "2026-03", "2026-04", "2026-05"))
        .body("items.spent", contains(100, 30, -20, -30, 20))
        .body("items.awarded", contains(1000, 0, 0, 0, 0))
        .body("total.spent", equalTo(100))
        .body("total.grants", equalTo(1));
  }

  @Test
  void sharesOutWhatWasSpentAmongLearnersAndInterventions() {
    String grant = aGrant().of(programme).active();
    enter(grant, entry("S1", "spend", "100")).then().statusCode(201);
    deliver(grant, null, Map.of("group", "family-carer", "headcount", 2));
    deliver(
        grant,
        "40",
        Map.of("group", "family-carer", "headcount", 1),
        Map.of("group", "volunteer", "headcount", 4));

    report("programme")
        .body("items[0].interventions", equalTo(2))
        .body("items[0].learners", equalTo(7))
        .body("items[0].costPerLearner.amount", equalTo(14.29f))
        .body("items[0].costPerLearner.refused", empty())
        .body("items[0].costPerIntervention.amount", equalTo(50));
    report("learner-group")
        .body("items.key", contains("family-carer", "volunteer"))
        .body("items.learners", contains(3, 4))
        .body(
            "items[0].costPerLearner.refused.code",
            containsInAnyOrder("unknown-cost", "several-groups"))
        .body("items[1].costPerLearner.refused.code", contains("several-groups"))
        .body("total.interventions", equalTo(2));
  }

  @Test
  void refusesACostWhereAGrantThatSpentHasNotSaidWhatItBought() {
    String told = aGrant().of(programme).active();
    enter(told, entry("S1", "spend", "100")).then().statusCode(201);
    deliver(told, "100", Map.of("group", "family-carer", "headcount", 2));
    report("programme").body("total.costPerLearner.amount", equalTo(50));
    report("learner-group").body("items[0].costPerLearner.amount", equalTo(50));

    enter(aGrant().of(programme).active(), entry("S1", "spend", "1")).then().statusCode(201);

    report("programme")
        .body("total.costPerLearner.amount", nullValue())
        .body("total.costPerLearner.refused.code", contains("nothing-reported"))
        .body("total.costPerIntervention.refused.code", contains("nothing-reported"));
  }

  @Test
  void leavesCancelledGrantsToThoseWhoSeeThem() {
    String grant = aGrant().of(programme).active();
    enter(grant, entry("S1", "spend", "100")).then().statusCode(201);
    step(grant, "cancel", Map.of("reason", "The service closed.")).then().statusCode(200);

    report("programme").body("total.grants", equalTo(0));
    report(asOfficer(), "programme").body("total.spent", equalTo(100));
  }

  @Test
  void comesAsATableWithTheTotalLast() {
    aGrant().of(programme).active();

    String table =
        given()
            .queryParam("programme", programme)
            .queryParam("format", "csv")
            .get("/v1/reports/spending")
            .asString();

    List<String> lines = table.lines().toList();
    assertThat(lines.get(0)).startsWith("groupBy,key,name,total,grants,");
    assertThat(lines.get(1))
        .startsWith("programme,%s,Personal workforce budgets,false,1,0,1000,".formatted(programme));
    assertThat(lines.get(2)).startsWith("programme,,,true,1,0,1000,1000,0,0,1000,0,0,,");
    assertThat(lines).hasSize(3);
  }

  private static void deliver(String grant, String cost, Map<?, ?>... learners) {
    Map<String, Object> intervention =
        new TreeMap<>(
            Map.of(
                "title", "Two days",
                "kind", "training",
                "deliveredOn", "2026-02-01",
                "learners", List.of(learners)));
    if (cost != null) {
      intervention.put("cost", new BigDecimal(cost));
    }
    as(officer(), intervention)
        .header("If-Match", "*")
        .post(grant + "/interventions")
        .then()
        .statusCode(201);
  }

  private ValidatableResponse report(String groupBy) {
    return report(given(), groupBy);
  }

  private ValidatableResponse report(RequestSpecification request, String groupBy) {
    return request
        .queryParam("programme", programme)
        .queryParam("groupBy", groupBy)
        .get("/v1/reports/spending")
        .then()
        .statusCode(200);
  }
}
