package uk.casebook.casestudy;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.casestudy.CaseStudyFixture.patch;
import static uk.casebook.identity.KeyFixture.aKey;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.identity.KeyFixture.editor;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.casebook.Traces;
import uk.casebook.database.OwnDatabase;

/** Contacts are personal data: few see them, nothing repeats them, and they go without a trace. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class ContactTest {

  @Inject EntityManager entities;
  @Inject ContactService contacts;

  private static ValidatableResponse read(String slug, String caller) {
    return given()
        .header("Authorization", caller)
        .when()
        .get("/v1/case-studies/" + slug)
        .then()
        .statusCode(200);
  }

  @Test
  void areSeenByPartnersAndThoseWhoMayEditTheCaseStudy() {
    String slug = aCaseStudy().withContact("Pat Secretname").published();
    for (String caller : List.of(aKey(null, "partner"), contributorOf("essex"), editor())) {
      read(slug, caller)
          .body("contacts.name", contains("Pat Secretname"))
          .header("Cache-Control", "private, no-store");
    }
    for (String caller : List.of(contributorOf("kent"), aKey(null, "grant-officer"))) {
      read(slug, caller).body("contacts", empty());
    }
    when().get("/v1/case-studies/" + slug).then().body("contacts", empty());
  }

  @Test
  void takeEffectAtOnceAndKeepTheirIdsWhileTheyStay() {
    String slug = aCaseStudy().withContact("Pat Secretname").published();
    String id = read(slug, editor()).extract().path("contacts[0].id");
    patch(
            "/v1/case-studies/" + slug,
            Map.of(
                "contacts",
                List.of(
                    Map.of("name", "Sam Othername", "consentUntil", "2099-12-31"),
                    Map.of("name", "Pat Secretname", "consentUntil", "2099-12-31"))))
        .statusCode(200)
        .body("status", equalTo("published"));
    read(slug, editor())
        .body("contacts.name", contains("Sam Othername", "Pat Secretname"))
        .body("contacts[1].id", equalTo(id));
  }

  @Test
  void leaveNoTraceWhenTheyAreErased() {
    String name = "Zebediah" + System.nanoTime();
    String log = Traces.logged(() -> writeAndErase(name));
    assertThat(log).doesNotContainIgnoringCase(name);
    assertThat(Traces.tablesThatHold(entities, name)).isEmpty();
  }

  private static void writeAndErase(String name) {
    CaseStudyFixture study = aCaseStudy().withFigure(1, 2).withContact(name);
    String slug = study.published();
    given()
        .header("Authorization", contributorOf("essex"))
        .header("Idempotency-Key", "contact-" + System.nanoTime())
        .contentType("application/json")
        .body(aCaseStudy().withContact(name).with("theme", "none").request())
        .when()
        .post("/v1/case-studies")
        .then()
        .statusCode(422);
    patch("/v1/case-studies/" + slug, Map.of("title", "Second")).statusCode(200);
    CaseStudyFixture.publish(slug);
    String id = read(slug, editor()).extract().path("contacts[0].id");
    given()
        .header("Authorization", editor())
        .when()
        .delete("/v1/case-studies/%s/contacts/%s".formatted(slug, id))
        .then()
        .statusCode(204);
    given()
        .header("Authorization", editor())
        .when()
        .delete("/v1/case-studies/%s/contacts/%s".formatted(slug, id))
        .then()
        .statusCode(404);
    read(slug, editor()).body("contacts", empty());
  }

  @Test
  void areHiddenAndThenErasedWhenTheirConsentHasEnded() {
    String slug = aCaseStudy().withContact("Pat Secretname").published();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery(
                        """
                        update contact set consent_until = date '2020-01-01'
                        where case_study_id = (select id from case_study where slug = :slug)
                        """)
                    .setParameter("slug", slug)
                    .executeUpdate());
    read(slug, editor()).body("contacts", empty());
    contacts.eraseEnded();
    Object left =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createNativeQuery(
                            """
                            select count(*) from contact
                            where case_study_id = (select id from case_study where slug = :slug)
                            """,
                            Long.class)
                        .setParameter("slug", slug)
                        .getSingleResult());
    assertThat(left).isEqualTo(0L);
  }
}
