package uk.casebook.expression;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.expression.ExpressionFixture.anApplication;
import static uk.casebook.expression.ExpressionFixture.as;
import static uk.casebook.expression.ExpressionFixture.line;
import static uk.casebook.expression.ExpressionFixture.read;
import static uk.casebook.expression.ExpressionFixture.step;
import static uk.casebook.identity.KeyFixture.aKey;
import static uk.casebook.identity.KeyFixture.admin;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.organisation.OrganisationFixture.aCharity;
import static uk.casebook.organisation.OrganisationFixture.merge;
import static uk.casebook.programme.ProgrammeFixture.aProgramme;
import static uk.casebook.programme.ProgrammeFixture.officer;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.database.OwnDatabase;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class DraftTest {

  private static final String ESSEX_ALONE = "essex";

  private static ValidatableResponse patch(String address, String caller, Object patch) {
    return as(caller, patch)
        .contentType("application/merge-patch+json")
        .header("If-Match", "*")
        .patch(address)
        .then();
  }

  private static ValidatableResponse patch(String address, Object patch) {
    return patch(address, contributorOf(ESSEX_ALONE), patch);
  }

  private static String tag(String address) {
    return read(address, contributorOf(ESSEX_ALONE)).header("ETag");
  }

  @Nested
  class Begin {

    @Test
    void makesADraftOfTheCallersOwnOrganisation() {
      String fund = aProgramme().slug();
      anApplication()
          .to(fund)
          .withLine("training", new BigDecimal("2450.50"))
          .withLine("travel", 49.5)
          .sent()
          .then()
          .statusCode(201)
          .body("reference", matchesPattern("EOI-[0-9A-HJKMNP-TV-Z]{8}"))
          .body("status", equalTo("draft"))
          .body("programme.slug", equalTo(fund))
          .body("applicant.slug", equalTo("essex"))
          .body("beneficiary.reference", equalTo("PWB-2027-014"))
          .body("beneficiary.needs", contains("learning-disability", "autism"))
          .body("lines.category", contains("training", "travel"))
          .body("amountRequested", equalTo(2500))
          .body("submittedAt", nullValue())
          .body("deadline", nullValue());
    }

    @Test
    void mayLeaveOutEverythingButTheProgramme() {
      as(contributorOf("essex"), Map.of("programme", aProgramme().slug()))
          .post("/v1/expressions-of-interest")
          .then()
          .statusCode(201)
          .body("beneficiary", nullValue())
          .body("lines", empty())
          .body("workforce", empty())
          .body("amountRequested", equalTo(0));
    }

    @Test
    void isReadByReferenceAndIdInWhateverCase() {
      Response made = anApplication().sent();
      String reference = made.path("reference");
      for (String key :
          List.of(reference, reference.toLowerCase(Locale.ROOT), made.<String>path("id"))) {
        read("/v1/expressions-of-interest/" + key, contributorOf("essex"))
            .then()
            .statusCode(200)
            .body("id", equalTo(made.<String>path("id")));
      }
    }

    @Test
    void isForNobodyElsesOrganisation() {
      anApplication()
          .by("kent")
          .with("applicant", "essex")
          .sent()
          .then()
          .statusCode(422)
          .body("errors.code", contains("not-yours"));
      anApplication()
          .with("applicant", "no-such-body")
          .sent()
          .then()
          .statusCode(422)
          .body("errors.code", contains("unknown"));
      as(admin(), anApplication().request())
          .post("/v1/expressions-of-interest")
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/applicant"));
      as(admin(), anApplication().with("applicant", "essex").request())
          .post("/v1/expressions-of-interest")
          .then()
          .statusCode(201)
          .body("applicant.slug", equalTo("essex"));
    }

    @Test
    void withTheSameKeyIsOnce() {
      Map<String, Object> request = anApplication().request();
      List<String> made =
          Stream.of(1, 2)
              .map(
                  time ->
                      as(contributorOf("essex"), request)
                          .header("Idempotency-Key", "draft-of-" + request.get("programme"))
                          .post("/v1/expressions-of-interest")
                          .<String>path("reference"))
              .toList();
      assertThat(made).hasSize(2).containsOnly(made.get(0));
    }

    @Test
    void isRefusedWithEveryReason() {
      anApplication()
          .to("no-such-fund")
          .with(
              "beneficiary",
              Map.of("reference", "Pat Smith", "needs", List.of("x", "autism", "autism")))
          .with("purpose", "For 943 476 5919, born 12/03/1956.")
          .with(
              "workforce",
              List.of(
                  Map.of("group", "nobody", "headcount", 1),
                  Map.of("group", "manager", "level", "pat@example.org", "headcount", 1),
                  Map.of("group", "manager", "level", "pat@example.org", "headcount", 2)))
          .withLine("nothing", -1)
          .withLine("training", new BigDecimal("0.001"))
          .withLine("training", new BigDecimal("1000000000000000"))
          .withLine("training", 0)
          .sent()
          .then()
          .statusCode(422)
          .body(
              "errors.collect { it.pointer + ' ' + it.code }",
              containsInAnyOrder(
                  "/programme unknown",
                  "/beneficiary/reference not-opaque",
                  "/beneficiary/needs/0 unknown",
                  "/beneficiary/needs/2 repeated",
                  "/purpose personal-data",
                  "/purpose personal-data",
                  "/workforce/0/group unknown",
                  "/workforce/1/level personal-data",
                  "/workforce/2/level personal-data",
                  "/workforce/2 repeated",
                  "/lines/0/category unknown",
                  "/lines/0/amount not-positive",
                  "/lines/1/amount fraction-of-a-penny",
                  "/lines/2/amount too-large",
                  "/lines/3/amount not-positive"));
    }

    @Test
    void isRefusedIfItsLinesTogetherAreNoAmount() {
      anApplication()
          .withLine("training", new BigDecimal("999999999999.99"))
          .withLine("training", new BigDecimal("0.01"))
          .sent()
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/lines"))
          .body("errors.code", contains("too-large"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Pat Smith",
          "Pat",
          "",
          "PWB/14",
          "é1",
          "1-2345678901234567890123456789012345678901"
        })
    void aReferenceIsNoName(String reference) {
      anApplication()
          .with("beneficiary", Map.of("reference", reference))
          .sent()
          .then()
          .statusCode(422)
          .body("errors.code", contains("not-opaque"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"943-476-5919", "9434765919", "AB123456C", "1956-03-12", "07700900123"})
    void aReferenceIsNoNumberThatOthersKnowThePersonBy(String reference) {
      anApplication()
          .with("beneficiary", Map.of("reference", reference))
          .sent()
          .then()
          .statusCode(422)
          .body("errors.code", contains("personal-data"));
    }

    @Test
    void thePlaceOfPersonalDataIsToldAndNeverTheData() {
      String answer =
          anApplication()
              .with("purpose", "Please ring 07700 900123.")
              .sent()
              .then()
              .statusCode(422)
              .body("errors[0].pointer", equalTo("/purpose"))
              .extract()
              .asString();
      assertThat(answer).contains("Characters 13 to 24").doesNotContain("900123");
    }

    static Stream<Map<String, Object>> misshapen() {
      return Stream.of(
          Map.of("beneficiary", "Zebediah"),
          Map.of("beneficiary", Map.of("reference", List.of("Zebediah"))),
          Map.of("beneficiary", Map.of("needs", List.of("Zebediah"))),
          Map.of("purpose", List.of("Zebediah")),
          Map.of("purpose", "Zebediah".repeat(1000)),
          Map.of("workforce", "Zebediah"),
          Map.of(
              "workforce",
              List.of(Map.of("group", "manager", "level", "Zebediah".repeat(99), "headcount", 1))),
          Map.of(
              "lines",
              List.of(Map.of("category", "Zebediah", "description", "x", "amount", "Zebediah"))));
    }

    @ParameterizedTest
    @MethodSource("misshapen")
    void whatBreaksTheContractIsNotRepeated(Map<String, Object> wrong) {
      ExpressionFixture application = anApplication();
      wrong.forEach(application::with);
      String answer = application.sent().then().statusCode(400).extract().asString();
      assertThat(answer).doesNotContain("Zebediah").contains("errors");
    }
  }

  @Nested
  class Sight {

    @Test
    void aDraftIsThereForItsOwnOrganisationAlone() {
      String draft = anApplication().draft();
      read(draft, contributorOf("essex")).then().statusCode(200);
      read(draft, admin()).then().statusCode(200);
      for (String caller : List.of(officer(), contributorOf("kent"))) {
        read(draft, caller).then().statusCode(404);
      }
      read(draft, aKey("kent", "contributor", "grant-officer")).then().statusCode(404);
      assertThat(listed(officer())).doesNotContain(draft);
      assertThat(listed(contributorOf("kent"))).doesNotContain(draft);
      assertThat(listed(contributorOf("essex"))).contains(draft);
      assertThat(listed(admin())).contains(draft);
    }

    private static List<String> listed(String caller) {
      return read("/v1/expressions-of-interest?limit=100", caller).path("items.href");
    }

    @Test
    void whatWasSubmittedIsThereForOfficersToo() {
      String application = anApplication().submitted();
      read(application, officer()).then().statusCode(200);
      read(application, contributorOf("kent")).then().statusCode(404);
      assertThat(listed(officer())).contains(application);
      assertThat(listed(contributorOf("kent"))).doesNotContain(application);
      assertThat(listed(aKey("kent", "contributor", "grant-officer"))).contains(application);
    }

    @Test
    void anotherOrganisationsApplicationIsNotThereToBeWritten() {
      String draft = anApplication().draft();
      String kent = contributorOf("kent");
      patch(draft, kent, Map.of("purpose", "Other")).statusCode(404);
      step(draft, "submit", kent, null).then().statusCode(404);
      step(draft, "review", officer(), null).then().statusCode(404);
      step(anApplication().submitted(), "withdraw", kent, null).then().statusCode(404);
      given()
          .header("Authorization", kent)
          .header("If-Match", "*")
          .delete(draft)
          .then()
          .statusCode(404);
    }

    @Test
    void whoSeesAnApplicationAsAnOfficerDoesNotWithdrawItForItsOrganisation() {
      step(
              anApplication().submitted(),
              "withdraw",
              aKey("kent", "contributor", "grant-officer"),
              null)
          .then()
          .statusCode(403);
    }
  }

  @Nested
  class Write {

    @Test
    void saysAllOfADraftAnew() {
      String draft = anApplication().draft();
      as(contributorOf("essex"), Map.of("programme", aProgramme().slug(), "purpose", "Other"))
          .header("If-Match", tag(draft))
          .put(draft)
          .then()
          .statusCode(200)
          .body("purpose", equalTo("Other"))
          .body("beneficiary", nullValue())
          .body("lines", empty())
          .body("applicant.slug", equalTo("essex"));
    }

    @Test
    void changesSomeFieldsAndLeavesTheRest() {
      String draft = anApplication().draft();
      patch(draft, Map.of("beneficiary", Map.of("needs", List.of("autism", "learning-disability"))))
          .statusCode(200)
          .body("beneficiary.reference", equalTo("PWB-2027-014"))
          .body("beneficiary.needs", contains("autism", "learning-disability"))
          .body("lines", hasSize(1));
      patch(draft, Map.of("lines", List.of(line("travel", 1.5), line("training", 2))))
          .statusCode(200)
          .body("amountRequested", equalTo(3.5f));
    }

    @Test
    void thatChangesNothingIsNone() {
      String draft = anApplication().withLine("training", new BigDecimal("10.50")).draft();
      String before = tag(draft);
      patch(
              draft,
              Map.of(
                  "applicant", "essex", "lines", List.of(line("training", new BigDecimal("10.5")))))
          .statusCode(200);
      assertThat(tag(draft)).isEqualTo(before);
      assertThat(audited(draft)).containsExactly("createExpressionOfInterest");
    }

    private static List<String> audited(String address) {
      return given()
          .header("Authorization", admin())
          .queryParam("resource", "expression-of-interest")
          .queryParam("slug", address.substring(address.lastIndexOf('/') + 1))
          .get("/v1/audit")
          .path("items.operation");
    }

    @Test
    void needsTheStateThatWasSeen() {
      String draft = anApplication().draft();
      String before = tag(draft);
      patch(draft, Map.of("purpose", "Second")).statusCode(200);
      for (String method : List.of("PUT", "DELETE")) {
        as(contributorOf("essex"), anApplication().request())
            .header("If-Match", before)
            .request(method, draft)
            .then()
            .statusCode(412);
        as(contributorOf("essex"), anApplication().request())
            .request(method, draft)
            .then()
            .statusCode(428);
      }
      given()
          .header("Authorization", contributorOf("essex"))
          .post(draft + "/submit")
          .then()
          .statusCode(428);
    }

    @Test
    void keepsTheApplicant() {
      patch(anApplication().draft(), Map.of("applicant", "kent"))
          .statusCode(422)
          .body("errors.code", contains("fixed"));
    }

    @Test
    void isRefusedWithEveryReasonAndChangesNothing() {
      String draft = anApplication().draft();
      String before = tag(draft);
      patch(draft, Map.of("purpose", "Ring 07700 900123", "lines", List.of(line("none", 0))))
          .statusCode(422)
          .body("errors.code", contains("personal-data", "unknown", "not-positive"));
      assertThat(tag(draft)).isEqualTo(before);
    }

    @Test
    void endsWhenItIsSubmitted() {
      String application = anApplication().submitted();
      patch(application, Map.of("purpose", "Other")).statusCode(409);
      given()
          .header("Authorization", contributorOf("essex"))
          .header("If-Match", "*")
          .delete(application)
          .then()
          .statusCode(409);
    }

    @Test
    void deletesADraft() {
      String draft = anApplication().draft();
      given()
          .header("Authorization", contributorOf("essex"))
          .header("If-Match", tag(draft))
          .delete(draft)
          .then()
          .statusCode(204);
      read(draft, contributorOf("essex")).then().statusCode(404);
    }
  }

  @Test
  void anApplicationGoesWithItsOrganisationWhenThatIsMerged() {
    String from = aCharity("Merging Applicants A");
    String into = aCharity("Merging Applicants B");
    String draft = anApplication().by(from).draft();

    merge(from, into).then().statusCode(200);

    read(draft, contributorOf(into)).then().statusCode(200).body("applicant.slug", equalTo(into));
    read("/v1/expressions-of-interest?applicant=" + from, contributorOf(into))
        .then()
        .body("items.href", hasItem(draft));
  }

  @Test
  void whatIsUnknownInAFilterIsRefused() {
    read("/v1/expressions-of-interest?programme=none&applicant=none", officer())
        .then()
        .statusCode(400)
        .body("errors.parameter", containsInAnyOrder("programme", "applicant"));
    read("/v1/expressions-of-interest?submittedFrom=2026-02-30", officer()).then().statusCode(400);
    read("/v1/expressions-of-interest?deadline=2026-02-30", officer()).then().statusCode(400);
    read("/v1/expressions-of-interest?status=lost", officer())
        .then()
        .statusCode(400)
        .body("errors.code", not(empty()));
  }
}
