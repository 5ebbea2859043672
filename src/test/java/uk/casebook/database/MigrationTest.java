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
