package uk.casebook.expression;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.expression.ExpressionFixture.anApplication;
import static uk.casebook.expression.ExpressionFixture.as;
import static uk.casebook.expression.ExpressionFixture.line;
import static uk.casebook.expression.ExpressionFixture.read;
import static uk.casebook.expression.ExpressionFixture.step;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.programme.ProgrammeFixture.aProgramme;
import static uk.casebook.programme.ProgrammeFixture.anOpenProgramme;
import static uk.casebook.programme.ProgrammeFixture.officer;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.casebook.TestClock;
import uk.casebook.database.OwnDatabase;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class SubmissionTest {

  private static ValidatableResponse submit(String draft) {
    return step(draft, "submit", contributorOf("essex"), null).then();
  }

  private static ValidatableResponse submitAt(String instant, String draft) {
    List<ValidatableResponse> answers = new ArrayList<>();
    TestClock.at(instant, () -> answers.add(submit(draft)));
    return answers.get(0);
  }

  @Nested
  class Deadlines {

    /** The last millisecond of the day in London, and the next one; in winter and in summer. */
    @ParameterizedTest
    @CsvSource({
      "2027-01-15, 2027-01-15T23:59:59.999Z, 2027-01-16T00:00:00Z",
      "2027-07-15, 2027-07-15T22:59:59.999Z, 2027-07-15T23:00:00Z",
      // The days on which the clocks change.
      "2027-03-28, 2027-03-28T22:59:59.999Z, 2027-03-28T23:00:00Z",
      "2027-10-31, 2027-10-31T23:59:59.999Z, 2027-11-01T00:00:00Z"
    })
    void theLastEndsWithItsDayInLondon(String day, String inTime, String late) {
      String fund = anOpenProgramme().with("closesOn", null).withDeadlines(day).slug();
      submitAt(late, anApplication().to(fund).draft())
          .statusCode(422)
          .body("errors.pointer", contains("/programme"))
          .body("errors.code", contains("deadline-passed"))
          .body("errors.detail", contains(containsString("until the end of " + day)));
      submitAt(inTime, anApplication().to(fund).draft())
          .statusCode(200)
          .body("deadline", equalTo(day))
          .body("submittedAt", equalTo(inTime))
          .body("status", equalTo("submitted"));
    }

    @Test
    void whatComesAfterOneBelongsToTheNext() {
      String fund =
          anOpenProgramme()
              .with("rolling", true)
              .with("closesOn", null)
              .withDeadlines("2027-09-30", "2027-06-30")
              .slug();
      submitAt("2027-06-30T22:59:59.999Z", anApplication().to(fund).draft())
          .body("deadline", equalTo("2027-06-30"));
      submitAt("2027-06-30T23:00:00Z", anApplication().to(fund).draft())
          .body("deadline", equalTo("2027-09-30"));
      submitAt("2027-09-30T23:00:00Z", anApplication().to(fund).draft())
          .statusCode(422)
          .body("errors.code", contains("deadline-passed"));
    }

    @Test
    void aDayOnWhichAProgrammeClosesIsOne() {
      String fund = anOpenProgramme().with("closesOn", "2027-02-01").slug();
      submitAt("2027-02-01T23:59:59.999Z", anApplication().to(fund).draft())
          .body("deadline", equalTo("2027-02-01"));
      submitAt("2027-02-02T00:00:00Z", anApplication().to(fund).draft()).statusCode(422);
    }

    @Test
    void aProgrammeWithoutOneTakesApplicationsAlways() {
      String fund = anOpenProgramme().with("closesOn", null).slug();
      submit(anApplication().to(fund).draft()).statusCode(200).body("deadline", nullValue());
    }

    @Test
    void beforeTheFirstDayNothingIsTaken() {
      String fund =
          aProgramme().with("opensOn", "2027-07-01").with("closesOn", "2027-08-01").slug();
      submitAt("2027-06-30T22:59:59.999Z", anApplication().to(fund).draft())
          .statusCode(422)
          .body("errors.code", contains("not-open"))
          .body("errors.detail", contains(containsString("from 2027-07-01 on")));
      submitAt("2027-06-30T23:00:00Z", anApplication().to(fund).draft()).statusCode(200);
    }

    @Test
    void aProgrammeOfWhichNoDayIsKnownTakesNothing() {
      submit(anApplication().to(aProgramme().slug()).draft())
          .statusCode(422)
          .body("errors.code", contains("not-open"));
    }
  }

  @Test
  void isRefusedWithEveryReasonAndChangesNothing() {
    String fund =
        aProgramme()
            .with("opensOn", "2020-01-01")
            .with("closesOn", "2020-12-31")
            .with("spendingCategories", List.of("training"))
            .with("learnerGroups", List.of("family-carer"))
            .with("totalAvailable", 100)
            .slug();
    String draft =
        anApplication()
            .to(fund)
            .with("purpose", null)
            .with("beneficiary", null)
            .with(
                "workforce",
                List.of(
                    Map.of("group", "family-carer", "headcount", 1),
                    Map.of("group", "volunteer", "headcount", 1)))
            .withLine("training", 60)
            .withLine("travel", 40.01)
            .draft();
    String before = read(draft, contributorOf("essex")).header("ETag");
    submit(draft)
        .statusCode(422)
        .body(
            "errors.collect { it.pointer + ' ' + it.code }",
            containsInAnyOrder(
                "/programme deadline-passed",
                "/beneficiary/reference missing",
                "/beneficiary/needs missing",
                "/purpose missing",
                "/workforce/1/group group-not-covered",
                "/lines/1/category not-fundable",
                "/lines more-than-available"));
    assertThat(read(draft, contributorOf("essex")).header("ETag")).isEqualTo(before);
    submit(anApplication().with("lines", List.of()).with("workforce", null).draft())
        .statusCode(422)
        .body("errors.pointer", contains("/workforce", "/lines"));
  }

  @Test
  void mayAskForExactlyWhatIsLeft() {
    String fund = anOpenProgramme().with("totalAvailable", 1000).slug();
    anApplication().to(fund).withLine("training", 400.25).awarded();
    submit(anApplication().to(fund).withLine("training", 599.75).draft()).statusCode(200);
    submit(anApplication().to(fund).withLine("training", 599.76).draft())
        .statusCode(422)
        .body("errors.code", contains("more-than-available"))
        .body("errors.detail", contains(containsString("599.75 are left")));
  }

  @Test
  void repeatedWithTheSameKeyAnswersTheSameEvenAfterTheDeadline() {
    String fund = anOpenProgramme().with("closesOn", "2027-01-15").slug();
    String draft = anApplication().to(fund).draft();
    String tag = read(draft, contributorOf("essex")).header("ETag");
    List<Response> answers = new ArrayList<>();
    for (String instant : List.of("2027-01-15T23:59:59.999Z", "2027-01-16T00:00:00.001Z")) {
      TestClock.at(
          instant,
          () ->
              answers.add(
                  given()
                      .header("Authorization", contributorOf("essex"))
                      .header("If-Match", tag)
                      .header("Idempotency-Key", "submit-" + draft)
                      .post(draft + "/submit")));
    }
    answers.get(0).then().statusCode(200).body("submittedAt", equalTo("2027-01-15T23:59:59.999Z"));
    assertThat(answers.get(1).statusCode()).isEqualTo(200);
    assertThat(answers.get(1).asString()).isEqualTo(answers.get(0).asString());
    submit(draft).statusCode(409);
  }

  @Nested
  class Withdraw {

    @Test
    void takesBackWhatIsNotDecided() {
      for (String application : List.of(anApplication().submitted(), anApplication().inReview())) {
        step(application, "withdraw", contributorOf("essex"), Map.of("reason", "Moved."))
            .then()
            .statusCode(200)
            .body("status", equalTo("withdrawn"))
            .body("withdrawal.reason", equalTo("Moved."));
      }
      step(anApplication().submitted(), "withdraw", contributorOf("essex"), null)
          .then()
          .statusCode(200)
          .body("withdrawal.reason", nullValue());
      given()
          .header("Authorization", contributorOf("essex"))
          .header("If-Match", "*")
          .contentType("application/json")
          .post(anApplication().submitted() + "/withdraw")
          .then()
          .statusCode(200);
    }

    @Test
    void isNotForDraftsOrWhatIsDecided() {
      for (String application :
          List.of(anApplication().draft(), anApplication().awarded(), anApplication().declined())) {
        step(application, "withdraw", contributorOf("essex"), null).then().statusCode(409);
      }
    }

    @Test
    void saysNothingOfThePerson() {
      step(
              anApplication().submitted(),
              "withdraw",
              contributorOf("essex"),
              Map.of("reason", "943 476 5919 moved."))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/reason"))
          .body("errors.code", contains("personal-data"));
    }
  }

  @Nested
  class Queue {

    @Test
    void hasTheOldestSubmissionFirst() {
      String fund = anOpenProgramme().with("closesOn", "2027-12-31").slug();
      String second = anApplication().to(fund).draft();
      String first = anApplication().to(fund).by("kent").draft();
      TestClock.at(
          "2027-01-01T00:00:00Z",
          () -> step(first, "submit", contributorOf("kent"), null).then().statusCode(200));
      submitAt("2027-06-30T23:00:00Z", second).statusCode(200);
      anApplication().to(fund).draft();

      assertThat(listed(fund, "")).containsExactly(first, second);
      assertThat(listed(fund, "&submittedFrom=2027-07-01")).containsExactly(second);
      assertThat(listed(fund, "&submittedTo=2027-06-30")).containsExactly(first);
      assertThat(listed(fund, "&submittedTo=2027-07")).containsExactly(first, second);
      assertThat(listed(fund, "&applicant=kent")).containsExactly(first);
      assertThat(listed(fund, "&status=in-review")).isEmpty();
      assertThat(listed(fund, "&deadline=2027-12-31&status=submitted"))
          .containsExactly(first, second);
      assertThat(listed(fund, "&deadline=2027-12-30")).isEmpty();
      String next = read(queue(fund) + "&limit=1", officer()).path("next");
      read(next, officer()).then().body("items.href", contains(second));
    }

    private static String queue(String fund) {
      return "/v1/expressions-of-interest?programme=" + fund;
    }

    private static List<String> listed(String fund, String filter) {
      return read(queue(fund) + filter, officer()).path("items.href");
    }

    @Test
    void isATableToo() {
      String fund = anOpenProgramme().slug();
      String first = anApplication().to(fund).with("purpose", "=1+1").awarded();
      anApplication()
          .to(fund)
          .withLine("training", 10.5)
          .withLine("travel", 1)
          .with(
              "workforce",
              List.of(
                  Map.of("group", "family-carer", "headcount", 2),
                  Map.of("group", "manager", "headcount", 3)))
          .submitted();
      Response table =
          given()
              .header("Authorization", officer())
              .accept("text/csv")
              .get(queue(fund) + "&limit=1");
      assertThat(table.contentType()).isEqualTo("text/csv;charset=utf-8");
      assertThat(table.headers().getValues("Link").toString()).contains("rel=\"next\"");
      String[] lines = read(queue(fund) + "&format=csv", officer()).asString().split("\r\n", -1);
      assertThat(lines[0])
          .isEqualTo(
              "reference,status,programme,programmeName,applicant,applicantName,submittedAt,deadline,"
                  + "amountRequested,learners,purpose,outcome,reason,decidedAt,grant");
      assertThat(lines[1])
          .startsWith(first.substring(first.lastIndexOf('/') + 1) + ",awarded," + fund)
          .contains(",1000,2,'=1+1,awarded,Good.,")
          .contains(",360G-casebook-G");
      assertThat(lines[2]).contains(",Essex County Council,").contains(",11.5,5,To train");
      assertThat(table.asString() + String.join("", lines))
          .doesNotContain("PWB-2027-014")
          .doesNotContain("autism");
    }
  }

  @Test
  void aLineForWhatEveryProgrammePaysIsTakenWhereNoneIsNamed() {
    submit(anApplication().with("lines", List.of(line("other", 0.01))).draft()).statusCode(200);
  }

  @Test
  void anUnknownApplicationIsNotThere() {
    step("/v1/expressions-of-interest/EOI-00000000", "submit", contributorOf("essex"), null)
        .then()
        .statusCode(404);
    as(officer(), Map.of("outcome", "declined", "reason", "No."))
        .header("If-Match", "*")
        .post("/v1/expressions-of-interest/EOI-00000000/decide")
        .then()
        .statusCode(404);
  }
}
