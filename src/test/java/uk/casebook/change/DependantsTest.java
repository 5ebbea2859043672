package uk.casebook.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.casebook.database.MigratedDatabase;

/** What names a thing has a change when the thing is named otherwise, whoever writes first. */
class DependantsTest {

  private static MigratedDatabase database;

  @BeforeAll
  static void createDatabase() {
    database = MigratedDatabase.create("dependants");
  }

  @Test
  void areEnteredThoughTheyCameToNameAThingWhileItWasBeingRenamed() throws SQLException {
    UUID named = anOrganisation();
    UUID study = UUID.randomUUID();
    try (Connection renaming = database.connect();
        Statement statement = renaming.createStatement()) {
      renaming.setAutoCommit(false);
      statement.execute(renaming(named));
      database.execute(publishing(study, named));
      assertThat(changes(study)).containsExactly("published 1");

      renaming.commit();
    }

    assertThat(changes(named)).containsExactly("published 1", "updated 2");
    assertThat(changes(study)).containsExactly("published 1", "updated 1");
  }

  @Test
  void haveOneEntryHoweverOftenTheyNameIt() throws SQLException {
    UUID named = anOrganisation();
    UUID programme = UUID.randomUUID();
    database.execute(programme(programme, named));
    database.execute(
        """
        insert into funding_programme_funder values ('%1$s', 0, '%2$s');
        update funding_programme set version = 2 where id = '%1$s'
        """
            .formatted(programme, named));
    assertThat(changes(programme)).containsExactly("published 1", "updated 2");

    database.execute(renaming(named));
    database.execute("update organisation set kind = 'charity' where id = '%s'".formatted(named));

    assertThat(changes(programme)).containsExactly("published 1", "updated 2", "updated 2");
  }

  @Test
  void haveNoSecondEntryBesideTheirOwn() throws SQLException {
    UUID named = anOrganisation();
    UUID programme = UUID.randomUUID();
    database.execute(programme(programme, named));
    assertThat(changes(programme)).containsExactly("published 1");

    database.execute(
        renaming(named)
            + ";update funding_programme set version = 2 where id = '%s'".formatted(programme));

    assertThat(changes(programme)).containsExactly("published 1", "updated 2");
  }

  @Test
  void haveNoEntryUnlessReadersSeeThem() throws SQLException {
    UUID named = anOrganisation();
    UUID withdrawn = UUID.randomUUID();
    UUID draft = UUID.randomUUID();
    database.execute(publishing(withdrawn, named));
    database.execute(
        """
        update case_study_version set superseded_at = now() where case_study_id = '%1$s';
        update case_study set status = 'withdrawn', withdrawn_at = now(), withdrawal_reason = 'Wrong'
        where id = '%1$s'
        """
            .formatted(withdrawn));
    database.execute(drafting(draft, named));

    database.execute(renaming(named));

    assertThat(changes(withdrawn)).containsExactly("published 1", "withdrawn 1");
    assertThat(changes(draft)).isEmpty();
  }

  @Test
  void haveNoEntryForWhatTheyDoNotShow() throws SQLException {
    UUID named = anOrganisation();
    UUID study = UUID.randomUUID();
    database.execute(publishing(study, named));

    database.execute(
        "update organisation set website = 'https://example.org', version = 2 where id = '%s'"
            .formatted(named));

    assertThat(changes(named)).containsExactly("published 1", "updated 2");
    assertThat(changes(study)).containsExactly("published 1");
  }

  @Test
  void areEnteredWhenTheyShowAnotherOfThoseThatTellOfThem() throws SQLException {
    UUID funder = anOrganisation();
    UUID study = UUID.randomUUID();
    UUID told = UUID.randomUUID();
    UUID also = UUID.randomUUID();
    UUID one = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    database.execute(publishing(study, funder));
    database.execute(
        """
        insert into metric (id, slug, case_study_id, published_version, created_at)
        values ('%1$s', 'metric-%1$s', '%3$s', 1, now()), ('%2$s', 'metric-%2$s', '%3$s', 1, now())
        """
            .formatted(told, also, study));
    database.execute(programme(one, funder));
    database.execute(programme(other, funder));
    database.execute(telling(one, 0, told) + telling(other, 0, told));
    assertThat(changes(told)).containsExactly("published 1");
    assertThat(changes(also)).containsExactly("published 1");

    database.execute(telling(one, 1, also));

    assertThat(changes(told)).containsExactly("published 1", "updated 1");
    assertThat(changes(also)).containsExactly("published 1", "updated 1");
  }

  @Test
  void areEnteredByTheThousand() throws SQLException {
    UUID named = anOrganisation();
    database.execute(
        """
        begin;
        with study as (
          insert into case_study (id, slug, status, published_version, created_at)
          select id, 'study-' || id, 'published', 1, now()
          from (select gen_random_uuid() as id from generate_series(1, 3000)) made returning id),
        version as (
          insert into case_study_version (id, case_study_id, version, title, summary, sections,
            barriers, conditions, statements, quotes, recognition, links, created_at, updated_at,
            published_at)
          select nextval('case_study_version_id'), id, 1, 'Title', 'Summary',
            '[{"kind": "impact", "body": "x"}]', '[]', '[]', '[]', '[]', '[]', '[]', now(), now(),
            now()
          from study returning id)
        insert into case_study_organisation select id, 0, 'lead', '%s' from version;
        commit
        """
            .formatted(named));
    order();
    long head = database.number("select max(position) from change");

    database.execute(renaming(named));
    order();

    assertThat(
            database.texts(
                """
                select count(*) || ' ' || count(distinct resource_id) || ' ' || max(position) - %d
                from change where position > %1$d
                """
                    .formatted(head)))
        .containsExactly("3001 3001 3001");
  }

  private static UUID anOrganisation() throws SQLException {
    UUID id = UUID.randomUUID();
    database.execute(
        """
        insert into organisation (id, slug, name, kind, version, created_at, updated_at)
        values ('%1$s', 'test-%1$s', 'Test', 'other', 1, now(), now())
        """
            .formatted(id));
    return id;
  }

  private static String renaming(UUID organisation) {
    return "update organisation set name = 'Renamed', version = 2 where id = '%s'"
        .formatted(organisation);
  }

  private static String drafting(UUID study, UUID lead) {
    return """
        insert into case_study (id, slug, status, created_at)
        values ('%1$s', 'study-%1$s', 'draft', now());
        insert into case_study_version (id, case_study_id, version, title, summary, sections,
          barriers, conditions, statements, quotes, recognition, links, created_at, updated_at)
        values (nextval('case_study_version_id'), '%1$s', 1, 'Title', 'Summary',
          '[{"kind": "impact", "body": "x"}]', '[]', '[]', '[]', '[]', '[]', '[]', now(), now());
        insert into case_study_organisation
        select id, 0, 'lead', '%2$s' from case_study_version where case_study_id = '%1$s';
        """
        .formatted(study, lead);
  }

  private static String publishing(UUID study, UUID lead) {
    return drafting(study, lead)
        + """
          update case_study_version set published_at = now() where case_study_id = '%1$s';
          update case_study set status = 'published', published_version = 1 where id = '%1$s';
          """
            .formatted(study);
  }

  private static String programme(UUID programme, UUID funder) {
    return """
        insert into funding_programme (id, slug, name, name_variants, kind, funder_id,
          summary, eligibility, fundable, not_fundable, amounts, currency, not_stated, version,
          created_at, updated_at)
        values ('%1$s', 'fund-%1$s', 'Fund', '[]', 'other', '%2$s', 'S', '[]', '[]', '[]',
          '[]', 'GBP', '[]', 1, now(), now());
        """
        .formatted(programme, funder);
  }

  private static String telling(UUID programme, int position, UUID metric) {
    return "insert into funding_programme_metric values ('%s', %d, '%s');"
        .formatted(programme, position, metric);
  }

  private static void order() throws SQLException {
    while (database.number("select order_changes()") > 0) {
      // There may be more.
    }
  }

  private static List<String> changes(UUID id) throws SQLException {
    order();
    return database.texts(
        "select op || ' ' || version from change where resource_id = '%s' order by position"
            .formatted(id));
  }
}
