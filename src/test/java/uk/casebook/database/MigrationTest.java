package uk.casebook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
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
}
