package uk.casebook.trace;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.grant.GrantFixture.aGrant;
import static uk.casebook.grant.GrantFixture.as;
import static uk.casebook.grant.GrantFixture.enter;
import static uk.casebook.grant.GrantFixture.entry;
import static uk.casebook.grant.GrantFixture.reversal;
import static uk.casebook.grant.GrantFixture.step;
import static uk.casebook.grant.GrantFixture.with;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.programme.ProgrammeFixture.officer;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.casebook.database.OwnDatabase;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class TraceTest {

  @Test
  void reconcilesEverySumWhateverWasEntered() {
    String grant = aGrant().withLine("training", "600.40").withLine("travel", "100").active();
    enter(grant, entry("C1", "commitment", "100.10")).then().statusCode(201);
    enter(grant, with(entry("S1", "spend", "80.05"), "settles", "C1")).then().statusCode(201);
    enter(grant, entry("S2", "spend", "10")).then().statusCode(201);
    enter(grant, entry("R1", "refund", "5")).then().statusCode(201);
    as(officer(), with(entry("T1", "transfer", "50"), "toLine", 2))
        .post(grant + "/ledger")
        .then()
        .statusCode(201);
    enter(grant, reversal("X1", "C1")).then().statusCode(201);
    enter(grant, reversal("X2", "S1")).then().statusCode(201);

    trace(grant)
        .body("reconciliation.agrees", is(true))
        .body("reconciliation.checks", hasSize(5))
        .body("reconciliation.checks.agrees", everyItem(is(true)))
        .body("reconciliation.checks.one", contains(700.4f, 700.4f, 0, 5, 695.4f))
        .body("spending.committed", equalTo(0))
        .body("spending.spent", equalTo(5))
        .body("spending.entries", equalTo(7));
  }

  @Test
  void goesFromTheFundToWhatWasLearned() {
    String grant = aGrant().active();
    for (int headcount : List.of(2, 3)) {
      as(
              officer(),
              Map.of(
                  "title", "Two days",
                  "kind", "training",
                  "deliveredOn", "2026-02-01",
                  "learners", List.of(Map.of("group", "family-carer", "headcount", headcount))))
          .header("If-Match", "*")
          .post(grant + "/interventions")
          .then()
          .statusCode(201);
    }
    step(grant, "complete", Map.of()).then().statusCode(200);
    as(
            officer(),
            Map.of(
                "summary",
                "Fewer incidents.",
                "figures",
                List.of(
                    Map.of(
                        "title", "Incidents in a week",
                        "statement", "They fell from 6 to 2.",
                        "kind", "outcome",
                        "unit", "count",
                        "polarity", "lower-is-better",
                        "observations",
                            List.of(
                                Map.of("role", "baseline", "value", 6),
                                Map.of("role", "actual", "value", 2))))))
        .header("If-Match", "*")
        .put(grant + "/evaluation")
        .then()
        .statusCode(200);

    trace(grant)
        .body("programme.title", equalTo("Personal workforce budgets"))
        .body("award.recipient.slug", equalTo("essex"))
        .body("award.amountAwarded", equalTo(1000))
        .body("learners.group", contains("family-carer"))
        .body("learners.headcount", contains(5))
        .body("evaluation.figures[0].changes[0].verdict", equalTo("improved"))
        .body("status", equalTo("evaluated"));
  }

  @Test
  void showsTheEntriesOfTheLedgerToThoseInsideAlone() {
    String grant = aGrant().active();
    enter(grant, entry("S1", "spend", "10")).then().statusCode(201);

    trace(grant).body("spending.ledger", nullValue()).body("spending.spent", equalTo(10));
    for (String insider : List.of(officer(), contributorOf("essex"))) {
      as(insider).get(grant + "/trace").then().body("spending.ledger.reference", contains("S1"));
    }
    as(contributorOf("kent")).get(grant + "/trace").then().body("spending.ledger", nullValue());
  }

  @Test
  void hasNothingToReconcileWhereNoAmountIsKnown() {
    String grant = get("/v1/grants?programme=impact-network").path("items[0].href");

    trace(grant)
        .body("reconciliation", nullValue())
        .body("spending", nullValue())
        .body("caseStudy.slug", equalTo("peterborough-impact"))
        .body("award.amountAwarded", nullValue());
  }

  @Test
  void isGoneWithACancelledGrant() {
    assertThat(get(aGrant().cancelled() + "/trace").statusCode()).isEqualTo(410);
  }

  private static ValidatableResponse trace(String grant) {
    return get(grant + "/trace").then().statusCode(200);
  }
}
