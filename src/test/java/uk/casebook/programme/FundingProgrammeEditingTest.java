package uk.casebook.programme;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.grant.GrantFixture.aGrant;
import static uk.casebook.organisation.OrganisationFixture.aCharity;
import static uk.casebook.organisation.OrganisationFixture.changes;
import static uk.casebook.organisation.OrganisationFixture.merge;
import static uk.casebook.programme.ProgrammeFixture.aProgramme;
import static uk.casebook.programme.ProgrammeFixture.anOpenProgramme;
import static uk.casebook.programme.ProgrammeFixture.asOfficer;
import static uk.casebook.programme.ProgrammeFixture.tag;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.TestClock;
import uk.casebook.casestudy.CaseStudyFixture;
import uk.casebook.database.OwnDatabase;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class FundingProgrammeEditingTest {

  @Nested
  class CreateFundingProgramme {

    @Test
    void showsEverybodyWhatWasEntered() {
      Response created =
          aProgramme()
              .with("funders", List.of("essex"))
              .with("totalAvailable", 250000.50)
              .with("awardSummaries", List.of(Map.of("grants", 3, "note", "As reported.")))
              .sent();

      created
          .then()
          .statusCode(201)
          .body("funders.slug", contains("skills-for-care", "essex"))
          .body("currency", equalTo("GBP"))
          .body("awardSummaries[0].qualifier", equalTo("exact"))
          .body("status", nullValue());
      String address = created.path("href");
      assertThat(get(address).asByteArray()).isEqualTo(created.asByteArray());
      assertThat(changes(created.path("id"))).containsExactly("published 1");
    }

    @Test
    void makesASlugOfTheName() {
      aProgramme().with("slug", null).with("name", "A Fund for Carers’ Breaks").entered();

      get("/v1/funding-programmes/a-fund-for-carers-breaks").then().statusCode(200);
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
      aProgramme()
          .with("slug", "oasi-grants")
          .with("funder", "nobody")
          .with("totalAvailable", -1.001)
          .with("amounts", List.of(Map.of("label", "x", "amount", 1e15)))
          .with("learnerGroups", List.of("everyone", "family-carer", "family-carer"))
          .with("spendingCategories", List.of("fun"))
          .with("opensOn", "2027-05-01")
          .with("closesOn", "2027-04-01")
          .withDeadlines("2027-04-30", "2027-05-02", "2027-05-02")
          .with("period", Map.of("from", "2027", "to", "2026"))
          .with("succeeds", "oasi")
          .with("caseStudies", List.of("none"))
          .with("metrics", List.of("none-01"))
          .sent()
          .then()
          .statusCode(422)
          .body(
              "errors.collect { it.pointer + ' ' + it.code }",
              containsInAnyOrder(
                  "/slug taken",
                  "/funders/0 unknown",
                  "/totalAvailable negative",
                  "/totalAvailable fraction-of-a-penny",
                  "/amounts/0/amount too-large",
                  "/learnerGroups/0 unknown",
                  "/learnerGroups/2 repeated",
                  "/spendingCategories/0 unknown",
                  "/closesOn closes-before-it-opens",
                  "/deadlines/0/date before-it-opens",
                  "/deadlines/0/date after-it-closes",
                  "/deadlines/1/date after-it-closes",
                  "/deadlines/2/date after-it-closes",
                  "/deadlines/2/date repeated",
                  "/period/to ends-before-it-begins",
                  "/succeeds unknown",
                  "/caseStudies/0 unknown",
                  "/metrics/0 unknown"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-02-30", "0000-01-01", "9999-12-31"})
    void refusesADayThatIsNone(String day) {
      aProgramme().with("opensOn", day).sent().then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00a0", "\u2003", "\u3000", "\u200b", "\ufeff"})
    void refusesATextOfNothing(String blank) {
      aProgramme().with("name", blank).with("purpose", blank).sent().then().statusCode(400);
    }
  }

  @Nested
  class ReplaceFundingProgramme {

    @Test
    void emptiesWhatIsLeftOutAndKeepsTheSlug() {
      ProgrammeFixture fund = anOpenProgramme().withDeadlines("2098-01-31");
      String address = fund.entered();

      asOfficer(Map.of("name", "Renamed", "kind", "other", "summary", "Said anew."))
          .header("If-Match", tag(address))
          .put(address)
          .then()
          .statusCode(200)
          .body("slug", equalTo(fund.request().get("slug")))
          .body("funders", empty())
          .body("deadlines", empty())
          .body("status", nullValue());
    }

    @Test
    void needsTheStateThatItsAuthorSaw() {
      ProgrammeFixture fund = aProgramme();
      String address = fund.entered();

      asOfficer(fund.request()).put(address).then().statusCode(428);
      asOfficer(fund.request()).header("If-Match", "\"old\"").put(address).then().statusCode(412);
    }
  }

  @Nested
  class PatchFundingProgramme {

    @Test
    void leavesNoTraceOfAnEditThatChangesNothing() {
      Response created = aProgramme().with("totalAvailable", 100).sent();
      String address = created.path("href");

      patch(address, Map.of("totalAvailable", 100.00)).then().statusCode(200);

      assertThat(changes(created.path("id"))).containsExactly("published 1");
    }

    @Test
    void changesTheOrderOfAList() {
      String address =
          aProgramme()
              .with("learnerGroups", List.of("manager", "volunteer", "family-carer"))
              .with("funders", List.of("skills-for-care", "essex"))
              .withDeadlines("2098-01-31", "2099-01-31")
              .entered();

      patch(
              address,
              Map.of(
                  "learnerGroups", List.of("family-carer", "manager", "volunteer"),
                  "funders", List.of("essex", "skills-for-care"),
                  "deadlines", List.of(Map.of("date", "2099-01-31"), Map.of("date", "2098-01-31"))))
          .then()
          .statusCode(200)
          .body("learnerGroups", contains("family-carer", "manager", "volunteer"))
          .body("funders.slug", contains("essex", "skills-for-care"))
          .body("deadlines.date", contains("2099-01-31", "2098-01-31"));
    }

    @Test
    void changesWhatItNamesAlone() {
      Response created = anOpenProgramme().with("purpose", "To train.").sent();
      String address = created.path("href");

      patch(address, Map.of("awardSummaries", List.of(Map.of("grants", 1))))
          .then()
          .statusCode(200)
          .body("awardSummaries[0].grants", equalTo(1))
          .body("purpose", equalTo("To train."));
      patch(address, Collections.singletonMap("purpose", null)).then().body("purpose", nullValue());

      assertThat(changes(created.path("id")))
          .containsExactly("published 1", "updated 2", "updated 3");
    }
  }

  @Test
  void opensAndClosesByTheClockWithoutAnEdit() {
    String address =
        aProgramme().with("opensOn", "2027-03-28").with("closesOn", "2027-10-31").entered();

    TestClock.at("2027-03-27T23:59:59Z", () -> assertStatus(address, "planned"));
    TestClock.at("2027-03-28T00:00:00Z", () -> assertStatus(address, "open"));
    TestClock.at("2027-10-31T23:59:59Z", () -> assertStatus(address, "open"));
    TestClock.at("2027-11-01T00:00:00Z", () -> assertStatus(address, "closed"));
  }

  private static void assertStatus(String address, String status) {
    get(address).then().body("status", equalTo(status));
  }

  @Test
  void namesACaseStudyOnlyWhileItIsPublished() {
    String study = aCaseStudy().published();
    String address = aProgramme().with("caseStudies", List.of(study)).entered();
    get(address).then().body("caseStudies.slug", contains(study));

    CaseStudyFixture.withdraw(study, "It was wrong.");

    get(address).then().body("caseStudies", empty());
    patch(address, Map.of("name", "Renamed")).then().statusCode(200);
    assertThat(changes(get(address).path("id")))
        .containsExactly("published 1", "updated 1", "updated 2");
    patch(address, Map.of()).then().statusCode(200);
    assertThat(changes(get(address).path("id")))
        .containsExactly("published 1", "updated 1", "updated 2");
  }

  @Test
  void hasNoLessMoneyThanWasAwarded() {
    String slug = anOpenProgramme().with("totalAvailable", 2000).slug();
    aGrant().of(slug).active();

    patch("/v1/funding-programmes/" + slug, Map.of("totalAvailable", 999.99))
        .then()
        .statusCode(422)
        .body("errors.code", contains("less-than-awarded"))
        .body("errors.pointer", contains("/totalAvailable"));
    patch("/v1/funding-programmes/" + slug, Map.of("totalAvailable", 1000)).then().statusCode(200);
  }

  @Test
  void succeedsNoneThatSucceedsIt() {
    String first = aProgramme().slug();
    String second = aProgramme().with("succeeds", first).slug();
    String third = aProgramme().with("succeeds", second).slug();

    patch("/v1/funding-programmes/" + first, Map.of("succeeds", third))
        .then()
        .statusCode(422)
        .body("errors.code", contains("circle"));
  }

  @Test
  void namesTheOrganisationThatStaysAfterAMerge() {
    String gone = aCharity("Giving Trust of Yore");
    String stays = aCharity("Giving Trust of Today");
    Response fund = aProgramme().with("funder", gone).with("funders", List.of(gone, stays)).sent();

    merge(gone, stays).then().statusCode(200);

    get(fund.<String>path("href"))
        .then()
        .body("funder.slug", equalTo(stays))
        .body("funders.slug", contains(stays));
    assertThat(changes(fund.path("id"))).containsExactly("published 1", "updated 2");
    get("/v1/funding-programmes?funder=" + gone)
        .then()
        .body("items.slug", hasItem(fund.<String>path("slug")));
    get("/v1/funding-programmes?funder=essex")
        .then()
        .body("items.slug", not(hasItem(fund.<String>path("slug"))));
  }

  private static Response patch(String address, Map<String, ?> patch) {
    return asOfficer()
        .contentType("application/merge-patch+json")
        .body(patch)
        .header("If-Match", tag(address))
        .patch(address);
  }
}
