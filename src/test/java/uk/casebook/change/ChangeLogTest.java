package uk.casebook.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.database.MigratedDatabase;

/** The change log as the service's own role finds it. */
class ChangeLogTest {

  private static MigratedDatabase database;

  @BeforeAll
  static void createDatabase() {
    database = MigratedDatabase.create("change_log");
  }

  @Test
  void entersAnOrganisationThatAppearsInTheSameTransaction() throws SQLException {
    UUID id = UUID.randomUUID();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      insert(connection, id);
      connection.commit();
    }

    assertThat(changes(id)).containsExactly("published 1");
  }

  @Test
  void entersNothingForATransactionThatIsRolledBack() throws SQLException {
    UUID id = UUID.randomUUID();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      insert(connection, id);
      connection.rollback();
    }

    assertThat(changes(id)).isEmpty();
  }

  @Test
  void entersEachNewVersion() throws SQLException {
    UUID id = inserted();
    database.execute("update organisation set version = 2, name = 'New' where id = '" + id + "'");

    assertThat(changes(id)).containsExactly("published 1", "updated 2");
  }

  @Test
  void hasNoEntryForAnUpdateThatChangesNothing() throws SQLException {
    UUID id = inserted();
    database.execute("update organisation set name = name where id = '" + id + "'");

    assertThat(changes(id)).containsExactly("published 1");
  }

  @Test
  void entersAMergedOrganisationAsWithdrawnAndMovesItOnInSilence() throws SQLException {
    UUID gone = inserted();
    UUID next = inserted();
    UUID last = inserted();
    database.execute(
        """
        update organisation set version = 2, merged_into_id = '%2$s' where id = '%1$s';
        update organisation set merged_into_id = '%3$s' where id = '%1$s';
        """
            .formatted(gone, next, last));

    assertThat(changes(gone)).containsExactly("published 1", "withdrawn 2");
    assertThat(changes(next)).containsExactly("published 1");
  }

  @Test
  void followsACaseStudyAndItsFiguresFromPublicationToWithdrawal() throws SQLException {
    UUID study = UUID.randomUUID();
    UUID figure = UUID.randomUUID();
    database.execute(
        """
        insert into vocabulary values ('themes') on conflict do nothing;
        insert into vocabulary_entry (vocabulary, code, position, name)
          values ('themes', 'leadership', 0, 'Leadership')
            on conflict (vocabulary, code) do nothing;
        insert into case_study (id, slug, status, created_at)
          values ('%1$s', 'study-%1$s', 'draft', now());
        insert into case_study_version (id, case_study_id, version, title, summary, theme, sections,
            barriers, conditions, statements, quotes, recognition, links, source_publication,
            created_at, updated_at)
          values (1, '%1$s', 1, 'Title', 'Summary', 'leadership', '[{"kind": "impact", "body": "x"}]',
            '[]', '[]', '[]', '[]', '[]', '[]', 'A report', now(), now());
        insert into metric (id, slug, case_study_id, created_at)
          values ('%2$s', 'figure-%2$s', '%1$s', now());
        """
            .formatted(study, figure));
    assertThat(changes(study)).isEmpty();
    assertThat(changes(figure)).isEmpty();

    database.execute(
        """
        begin;
        update case_study_version set published_at = now() where id = 1;
        update case_study set status = 'published', published_version = 1 where id = '%1$s';
        update metric set published_version = 1 where id = '%2$s';
        commit;
        update metric set published_version = 2 where id = '%2$s';
        update case_study set status = 'withdrawn', withdrawn_at = now(), withdrawal_reason = 'Wrong'
          where id = '%1$s';
        """
            .formatted(study, figure));

    assertThat(changes(study)).containsExactly("published 1", "withdrawn 1");
    assertThat(changes(figure)).containsExactly("published 1", "updated 2");
  }

  @Test
  void givesNoPositionBehindOneThatWasSeen() throws Exception {
    int writers = 8;
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  for (int n = 0; n < 20; n++) {
                    long head = database.number("select coalesce(max(position), 0) from change");
                    UUID id = inserted();
                    database.execute("select order_changes()");
                    assertThat(
                            database.number(
                                "select position from change where resource_id = '" + id + "'"))
                        .isGreaterThan(head);
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> writer : running) {
        writer.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update change set slug = 'other'",
        "delete from change",
        "truncate change",
        "insert into change values (0, 'grant', gen_random_uuid(), 'x', 'published', 1, now())",
        "select enter_change('grant', gen_random_uuid(), 'x', 'published', 1)",
        "insert into entered_change values (0, 'grant', gen_random_uuid(), 'x', 'published', 1, now())",
        "delete from entered_change",
        "delete from told_metric",
        "select enter_dependants('grant', gen_random_uuid(), 'name')",
        "update register_item set version = 9",
        "update register_digest set items = 0",
        "delete from register_document",
        "insert into register_document values ('grant', gen_random_uuid(), 1, 'x', '')",
        "update register_document set body = ''",
        "alter table change disable trigger all"
      })
  void cannotBeRewrittenOrForged(String statement) {
    assertThatThrownBy(() -> database.execute(statement))
        .isInstanceOf(SQLException.class)
        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
  }

  private static UUID inserted() throws SQLException {
    UUID id = UUID.randomUUID();
    try (Connection connection = database.connect()) {
      insert(connection, id);
    }
    return id;
  }

  private static void insert(Connection connection, UUID id) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into organisation (id, slug, name, kind, version, created_at, updated_at)
          values ('%1$s', 'test-%1$s', 'Test', 'other', 1, now(), now())
          """
              .formatted(id));
    }
  }

  private static List<String> changes(UUID id) throws SQLException {
    database.execute("select order_changes()");
    return database.texts(
        "select op || ' ' || version from change where resource_id = '%s' order by position"
            .formatted(id));
  }
}
