package uk.casebook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the migrations make of an empty database, and the promises that it then keeps. */
class MigrationTest {

  private static MigratedDatabase database;

  @BeforeAll
  static void migrateFromEmpty() {
    database = MigratedDatabase.create("migration");
  }

  /** What the first release kept is there, published and readable, after every later migration. */
  @Test
  void keepsWhatTheFirstReleaseHeld() throws SQLException {
    MigratedDatabase older = firstRelease("migration_from_first");
    List<String> changes = older.texts("select op || slug from change order by position");

    older.migrate(MigrationVersion.LATEST);

    assertThat(
            older.texts(
                """
                select c.slug || v.title || t.topic || m.slug || o.value || m.withdrawn
                from case_study c join case_study_version v on v.case_study_id = c.id
                join case_study_topic t on t.case_study_version_id = v.id
                join metric_version f on f.case_study_version_id = v.id
                join metric m on m.id = f.metric_id
                join observation o on o.metric_version_id = f.id
                where c.status = 'published' and v.published_at is not null
                """))
        .containsExactly("studyTitlecarersfigure1171false");
    assertThat(older.texts("select op || slug from change order by position")).isEqualTo(changes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update case_study_version set title = 'Other'",
        "update case_study_version set published_at = null",
        "delete from case_study_version",
        "update case_study_topic set topic = 'other'",
        "update observation set value = 1",
        "delete from metric_version"
      })
  void keepsWhatWasPublishedFromBeingRewritten(String statement) throws SQLException {
    MigratedDatabase older = firstRelease("migration_published");
    older.migrate(MigrationVersion.LATEST);
    assertThatThrownBy(() -> older.execute(statement))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("A published version is never changed");
  }

  @Test
  void leavesTheServiceARoleThatOwnsNothing() throws SQLException {
    assertThat(
            database.texts(
                "select relname from pg_class where pg_get_userbyid(relowner) = current_user"))
        .isEmpty();
    assertThat(database.texts("select rolsuper from pg_roles where rolname = current_user"))
        .containsExactly("f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table mine (id integer)",
        "drop table observation",
        "alter table metric add column x integer",
        "update register set cursor_key = 'x'",
        "update api_key set roles = '[\"admin\"]'",
        "delete from api_key",
        "update audit_entry set caller = 'x'",
        "delete from audit_entry",
        "delete from organisation",
        "delete from flyway_schema_history"
      })
  void lendsTheServiceNoMoreThanItNeeds(String statement) {
    assertThatThrownBy(() -> database.execute(statement))
        .isInstanceOf(SQLException.class)
        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
  }

  @ParameterizedTest
  @CsvSource({
    "2024, 2024-01-01, 2024-12-31",
    "2024-02, 2024-02-01, 2024-02-29",
    "2023-02, 2023-02-01, 2023-02-28",
    "2024-12, 2024-12-01, 2024-12-31",
    "2024-07-31, 2024-07-31, 2024-07-31"
  })
  void knowsTheFirstAndLastDayOfAPartialDate(String partial, String first, String last)
      throws SQLException {
    assertThat(database.texts("select first_day('%s')".formatted(partial))).containsExactly(first);
    assertThat(database.texts("select last_day('%s')".formatted(partial))).containsExactly(last);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-02-29", "2024-13", "2024-00-10", "soon"})
  void refusesADayThatDoesNotExist(String partial) {
    assertThatThrownBy(() -> database.texts("select first_day('%s')".formatted(partial)))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void letsNoCaseStudyNameAMergedOrganisation() {
    assertThatThrownBy(
            () ->
                database.execute(
                    """
                    insert into organisation (id, slug, name, kind, version, created_at, updated_at)
                    values ('00000000-0000-4000-8000-000000000001', 'stays', 'S', 'other', 1, now(), now()),
                           ('00000000-0000-4000-8000-000000000002', 'goes', 'G', 'other', 1, now(), now());
                    update organisation set merged_into_id = '00000000-0000-4000-8000-000000000001'
                    where slug = 'goes';
                    insert into case_study (id, slug, status, created_at)
                    values ('00000000-0000-4000-8000-000000000003', 'study', 'draft', now());
                    insert into case_study_version (id, case_study_id, version, title, sections, barriers,
                      conditions, statements, quotes, recognition, links, created_at, updated_at)
                    values (1, '00000000-0000-4000-8000-000000000003', 1, 'T', '[]', '[]', '[]', '[]',
                      '[]', '[]', '[]', now(), now());
                    insert into case_study_organisation (case_study_version_id, position, part, organisation_id)
                    values (1, 0, 'lead', '00000000-0000-4000-8000-000000000002');
                    """))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("was merged into another");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into organisation values (gen_random_uuid(), 'Not A Slug', 'N', 'other', null, null,"
            + " null, 1, now(), now())",
        "insert into organisation values (gen_random_uuid(), 'slug', ' ', 'other', null, null, null,"
            + " 1, now(), now())",
        "insert into organisation values (gen_random_uuid(), 'slug', 'N', 'club', null, null, null,"
            + " 1, now(), now())",
        "insert into council values (gen_random_uuid(), 'E10000012', 'E', 'county', 'upper', true,"
            + " null, null)",
        "insert into organisation (id, slug, name, kind, version, created_at, updated_at, merged_into_id)"
            + " select id, 'slug', 'N', 'other', 1, now(), now(), id from gen_random_uuid() id",
        "insert into vocabulary values ('twice'); insert into vocabulary_entry (vocabulary, code,"
            + " position, name) values ('twice', 'a', 0, 'A'), ('twice', 'b', 0, 'B')",
        "insert into vocabulary_entry values ('nothing', 'code', 0, 'Name', null, null)",
        "insert into case_study (id, slug, status, created_at) values (gen_random_uuid(), 's',"
            + " 'published', now())"
      })
  void refusesRowsThatBreakTheRules(String statement) {
    assertThatThrownBy(() -> database.execute(statement))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("violates");
  }

  /** A database as the first release made it, with a case study in it. */
  private static MigratedDatabase firstRelease(String name) throws SQLException {
    MigratedDatabase older = MigratedDatabase.empty(name);
    older.migrate(MigrationVersion.fromVersion("7"));
    older.execute(
        """
        begin;
        insert into vocabulary values ('themes'), ('topics'), ('units');
        insert into vocabulary_entry (vocabulary, code, position, name) values
          ('themes', 'leadership', 0, 'Leadership'), ('topics', 'carers', 0, 'Carers'),
          ('units', 'people', 0, 'People');
        insert into organisation values ('00000000-0000-0000-0000-000000000001', 'essex', 'Essex',
          'council', null, 'England', 'East of England', 1, now(), now());
        insert into council values ('00000000-0000-0000-0000-000000000001', 'E10000012', 'Essex',
          'county', 'upper', true, null, null);
        insert into case_study (id, slug, status, published_version, created_at) values
          ('00000000-0000-0000-0000-000000000002', 'study', 'published', 1, now());
        insert into case_study_version (id, case_study_id, version, title, summary, theme, sections,
            barriers, conditions, statements, quotes, recognition, links, source_publication,
            created_at, updated_at, published_at)
          values (1, '00000000-0000-0000-0000-000000000002', 1, 'Title', 'Summary', 'leadership',
            '[{"kind": "impact", "body": "x"}]', '[]', '[]', '[]', '[]', '[]', '[]', 'A report',
            now(), now(), now());
        insert into case_study_topic values (1, 0, 'carers');
        insert into case_study_organisation values
          (1, 0, 'lead', '00000000-0000-0000-0000-000000000001');
        insert into metric (id, slug, case_study_id, published_version, created_at) values
          ('00000000-0000-0000-0000-000000000003', 'figure', '00000000-0000-0000-0000-000000000002',
           1, now());
        insert into metric_version (id, metric_id, case_study_version_id, position, title, statement,
            kind, unit, polarity, reported_changes, caveats)
          values (1, '00000000-0000-0000-0000-000000000003', 1, 0, 'T', 'S', 'outcome', 'people',
            'neutral', '[]', '[]');
        insert into observation (id, metric_version_id, position, role, dimensions, value, qualifier)
          values (1, 1, 0, 'actual', '[]', 1171, 'exact');
        commit;
        """);
    return older;
  }
}
