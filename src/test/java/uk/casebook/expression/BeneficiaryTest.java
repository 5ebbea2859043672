package uk.casebook.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.expression.ExpressionFixture.anApplication;
import static uk.casebook.expression.ExpressionFixture.decide;
import static uk.casebook.expression.ExpressionFixture.read;
import static uk.casebook.expression.ExpressionFixture.step;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.programme.ProgrammeFixture.officer;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.casebook.TestClock;
import uk.casebook.Traces;
import uk.casebook.database.OwnDatabase;

/** Whom an application is about is told to few, repeated nowhere and forgotten in time. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class BeneficiaryTest {

  @Inject EntityManager entities;
  @Inject ExpressionOfInterestEditingService applications;

  private static ExpressionFixture about(String reference) {
    return anApplication()
        .with("beneficiary", Map.of("reference", reference, "needs", List.of("epilepsy")));
  }

  @Test
  void isForgottenTwelveMonthsAfterAnApplicationCameToNothing() {
    String declined = about("FORGET-1").submitted();
    String withdrawn = about("FORGET-2").submitted();
    String awarded = about("KEPT-3").awarded();
    String draft = about("FORGET-4").draft();
    TestClock.at(
        "2027-06-30T22:59:59Z",
        () -> {
          decide(declined, Map.of("outcome", "declined", "reason", "No.")).then().statusCode(200);
          step(withdrawn, "withdraw", contributorOf("essex"), null).then().statusCode(200);
        });

    TestClock.at("2028-06-29T22:59:59Z", applications::forgetBeneficiaries);
    for (String application : List.of(declined, withdrawn)) {
      read(application, officer()).then().body("beneficiary.needs[0]", equalTo("epilepsy"));
    }
    String tag = read(declined, officer()).header("ETag");

    String log =
        Traces.logged(
            () -> TestClock.at("2028-06-29T23:00:00Z", applications::forgetBeneficiaries));

    for (String application : List.of(declined, withdrawn)) {
      read(application, officer())
          .then()
          .statusCode(200)
          .body("beneficiary", nullValue())
          .body("purpose", equalTo("To train everybody around one person together."));
    }
    read(awarded, officer()).then().body("beneficiary.reference", equalTo("KEPT-3"));
    read(draft, contributorOf("essex")).then().body("beneficiary", nullValue());
    assertThat(read(declined, officer()).header("ETag")).isNotEqualTo(tag);
    assertThat(Traces.tablesThatHold(entities, "FORGET-")).isEmpty();
    assertThat(log).contains("Forgot whom ").doesNotContain("FORGET-");
  }

  @Test
  void leavesNoTraceOutsideTheApplication() {
    String reference = "ZQX-" + System.nanoTime();
    String said = "Zebediah" + System.nanoTime();
    String log =
        Traces.logged(
            () -> {
              String application = about(reference).submitted();
              decide(application, Map.of("outcome", "awarded", "reason", "Good."))
                  .then()
                  .statusCode(200);
              about(said + " Smith").sent().then().statusCode(422);
              about(reference).with("purpose", said + "@example.org").sent().then().statusCode(422);
              about(reference).with("purpose", List.of(said)).sent().then().statusCode(400);
              about(reference).with("workforce", said).sent().then().statusCode(400);
            });
    assertThat(log).doesNotContainIgnoringCase(reference).doesNotContainIgnoringCase(said);
    assertThat(Traces.tablesThatHold(entities, reference)).hasToString("[expression_of_interest]");
    assertThat(Traces.tablesThatHold(entities, said)).isEmpty();
  }
}
