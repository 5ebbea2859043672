package uk.casebook.change;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.casestudy.CaseStudyFixture.patch;
import static uk.casebook.casestudy.CaseStudyFixture.publish;
import static uk.casebook.casestudy.CaseStudyFixture.withdraw;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.database.DatabaseResource;
import uk.casebook.database.OwnDatabase;
import uk.casebook.database.Sql;

@QuarkusTest
@TestProfile(OwnDatabase.class)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class KeptDocumentsTest {

  @Inject EntityManager entities;

  /** What is kept of a thing, if it holds. */
  private List<String> kept(String slug) {
    return kept("body", slug);
  }

  private List<String> keptForLists(String slug) {
    return kept("listed", slug);
  }

  private List<String> kept(String column, String slug) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                Sql.list(
                    entities,
                    """
                    select convert_from(d.%s, 'UTF8') from register_document d
                    join register_item i using (resource, resource_id, position) where i.slug = :slug
                    """
                        .formatted(column),
                    String.class,
                    Map.of("slug", slug)));
  }

  private long all(String id) {
    return count(
        "select 1 from register_document where resource_id = cast(:id as uuid)", Map.of("id", id));
  }

  private static String read(String slug) {
    return given().get("/v1/case-studies/" + slug).then().statusCode(200).extract().asString();
  }

  @Test
  void areMadeByWhoeverAsksFirst() {
    String slug = aCaseStudy().published();
    assertThat(kept(slug)).isEmpty();

    String told = read(slug);

    assertThat(kept(slug)).containsExactly(told);
  }

  @Test
  void areMadeAnewAfterAChange() {
    String slug = aCaseStudy().published();
    read(slug);

    patch("/v1/case-studies/" + slug, Map.of("title", "Another title")).statusCode(200);
    assertThat(kept(slug)).as("a draft changes nothing that everybody reads").hasSize(1);
    publish(slug);
    assertThat(kept(slug)).isEmpty();

    assertThat(read(slug)).contains("Another title");
    assertThat(kept(slug)).singleElement().asString().contains("Another title");
  }

  @Test
  void areMadeForListsAsWellByWhicheverReadComesFirst() {
    String asked = aCaseStudy().published();
    read(asked);
    assertThat(keptForLists(asked))
        .singleElement()
        .satisfies(json -> assertThat(JsonPath.from(json).getMap("$")).isEqualTo(listed(asked)));

    String listed = aCaseStudy().published();
    listed(listed);
    assertThat(kept(listed)).containsExactly(read(listed));
  }

  @Test
  void ofListsAreMadeAnewAfterAChange() {
    String slug = aCaseStudy().published();
    assertThat(listed(slug)).doesNotContainEntry("title", "Another title");

    patch("/v1/case-studies/" + slug, Map.of("title", "Another title")).statusCode(200);
    publish(slug);

    assertThat(listed(slug)).containsEntry("title", "Another title").containsEntry("version", 2);
  }

  /** The case study as the list of all shows it, the newest first. */
  private static Map<String, Object> listed(String slug) {
    return given()
        .get("/v1/case-studies?limit=100")
        .then()
        .statusCode(200)
        .extract()
        .path("items.find { it.slug == '%s' }", slug);
  }

  /** The narrow rows that lists look at follow from what is published, whatever happened to it. */
  @Test
  void areListedAsThePublishedVersionSays() {
    String edited = aCaseStudy().published();
    patch("/v1/case-studies/" + edited, Map.of("title", "Another title")).statusCode(200);
    publish(edited);
    withdraw(aCaseStudy().published(), "It was entered twice.");
    aCaseStudy().draft();

    String said =
        """
        select v.id, v.case_study_id, v.title, v.theme, v.source_publication,
          v.source_published_first, v.source_published_last, v.published_at,
          (select array_agg(tag order by tag) from (
            select 'theme:' || v.theme as tag where v.theme is not null
            union select 'topic:' || topic from case_study_topic where case_study_version_id = v.id
            union select 'population:' || population from case_study_population
              where case_study_version_id = v.id
            union select 'organisation:' || organisation_id from case_study_organisation
              where case_study_version_id = v.id) tags)
        from case_study_version v where v.published_at is not null and v.superseded_at is null
        """;
    String shown =
        """
        select id, case_study_id, title, theme, source_publication, source_published_first,
          source_published_last, published_at, array(select unnest(tags) order by 1)
        from listed_case_study
        """;
    assertThat(count(shown, Map.of())).isPositive().isEqualTo(count(said, Map.of()));
    assertThat(count(said + " except " + shown, Map.of())).isZero();
  }

  private long count(String query, Map<String, ?> parameters) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                Sql.list(
                        entities,
                        "select count(*) from (" + query + ") counted",
                        Long.class,
                        parameters)
                    .get(0));
  }

  @Test
  void areTheSameByIdAndInTheChangeFeed() {
    String before = given().get("/v1/changes/digest").path("cursor");
    String slug = aCaseStudy().published();
    String told = read(slug);
    Map<String, Object> answer = given().get("/v1/case-studies/" + slug).path("$");

    assertThat(given().get("/v1/case-studies/" + answer.get("id")).asString()).isEqualTo(told);
    assertThat(
            given()
                .queryParam("since", before)
                .queryParam("type", "case-study")
                .queryParam("include", "representation")
                .get("/v1/changes")
                .<List<Object>>path("items.representation"))
        .containsExactly(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/case-studies/", "/v1/metrics/"})
  void areNotThereForASlugThatLooksLikeAnId(String path) {
    given().get(path + "reabling-care-home-team-together1234").then().statusCode(404);
  }

  @Test
  void areNotKeptOfWhatIsJustGoing() throws SQLException {
    String slug = aCaseStudy().published();
    try (Connection owner = DatabaseResource.connectAsOwner();
        PreparedStatement goes =
            owner.prepareStatement("delete from register_item where slug = ?")) {
      owner.setAutoCommit(false);
      goes.setString(1, slug);
      goes.execute();

      read(slug);

      owner.rollback();
    }
    assertThat(kept(slug)).isEmpty();
  }

  @Test
  void goWithTheirThing() {
    String slug = aCaseStudy().published();
    read(slug);
    String id = given().get("/v1/case-studies/" + slug).path("id");
    assertThat(all(id)).isOne();

    withdraw(slug, "It was wrong.");

    assertThat(all(id)).isZero();
  }
}
