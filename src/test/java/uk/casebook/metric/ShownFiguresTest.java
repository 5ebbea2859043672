package uk.casebook.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.casebook.database.MigratedDatabase;

/** What a figure keeps of its case study is what the case study says, whoever writes which. */
class ShownFiguresTest {

  private static final String KEPT =
      """
      select concat_ws(' ', f.shown, c.shown, f.theme, c.theme, f.class, c.counted_as)
      from summary_figure f join computed_change c using (metric_version_id)
      """;

  private static final String KEPT_CODES =
      """
      select concat_ws('; ', f.topics, f.populations, c.topics, c.populations)
      from summary_figure f join computed_change c using (metric_version_id)
      """;
  private static final String PUBLISH = "update case_study_version set published_at = now()";
  private static final String CODES =
      """
      insert into case_study_topic values (1, 1, 'carers'), (1, 0, 'digital');
      insert into case_study_population values (1, 0, 'adults');
      """;
  private static final String ALL_CODES = "digital carers; adults; digital carers; adults";

  private static final String FIGURE =
      """
      insert into summary_figure (metric_version_id, position, case_study_version_id, metric_id, metric_slug,
        kind, polarity, role, unit, individual, dimensions, amount, approximate, cumulative, part, alone)
      values (1, 0, 1, '00000000-0000-0000-0000-000000000003', 'figure', 'outcome', 'neutral', 'actual',
        'people', false, '[]', 1171, false, false, '', true);
      insert into computed_change (metric_version_id, position, case_study_version_id, kind, polarity, verdict,
        individual, unit)
      values (1, 0, 1, 'outcome', 'neutral', 'improved', false, 'people');
      """;

  private MigratedDatabase database;

  /** A draft with a metric, in the release before figures knew whether they are shown. */
  @BeforeEach
  void enterADraft() throws SQLException {
    database = MigratedDatabase.empty("shown_figures");
    database.migrate(MigrationVersion.fromVersion("19"));
    database.execute(
        """
        begin;
        insert into vocabulary (name) values ('themes'), ('units'), ('topics'), ('populations');
        insert into vocabulary_entry (vocabulary, code, position, name) values
          ('themes', 'leadership', 0, 'Leadership'), ('themes', 'safety', 1, 'Safety'),
          ('units', 'people', 0, 'People'), ('topics', 'carers', 0, 'Carers'),
          ('topics', 'digital', 1, 'Digital'), ('populations', 'adults', 0, 'Adults');
        insert into case_study (id, slug, status, created_at) values
          ('00000000-0000-0000-0000-000000000002', 'study', 'draft', now());
        insert into case_study_version (id, case_study_id, version, title, summary, theme, sections,
            barriers, conditions, statements, quotes, recognition, links, created_at, updated_at)
          values (1, '00000000-0000-0000-0000-000000000002', 1, 'Title', 'Summary', 'leadership',
            '[{"kind": "impact", "body": "x"}]', '[]', '[]', '[]', '[]', '[]', '[]', now(), now());
        insert into metric (id, slug, case_study_id, created_at) values
          ('00000000-0000-0000-0000-000000000003', 'figure', '00000000-0000-0000-0000-000000000002', now());
        insert into metric_version (id, metric_id, case_study_version_id, position, title, statement,
            kind, unit, polarity, reported_changes, caveats)
          values (1, '00000000-0000-0000-0000-000000000003', 1, 0, 'T', 'S', 'outcome', 'people',
            'neutral', '[]', '[]');
        commit;
        """);
  }

  @Test
  void areFilledInForWhatAnEarlierReleaseWrote() throws SQLException {
    database.execute(FIGURE);
    database.execute(CODES);
    database.execute(PUBLISH);

    database.migrate(MigrationVersion.LATEST);

    assertThat(database.texts(KEPT)).containsExactly("t t leadership leadership people improved");
    assertThat(database.texts(KEPT_CODES)).containsExactly(ALL_CODES);
  }

  @Test
  void followTheirVersion() throws SQLException {
    database.migrate(MigrationVersion.LATEST);
    database.execute(FIGURE);
    assertThat(database.texts(KEPT)).containsExactly("f f leadership leadership people improved");

    database.execute("update case_study_version set theme = 'safety'");
    assertThat(database.texts(KEPT)).containsExactly("f f safety safety people improved");

    database.execute(PUBLISH);
    assertThat(database.texts(KEPT)).containsExactly("t t safety safety people improved");

    database.execute("update case_study_version set superseded_at = now()");
    assertThat(database.texts(KEPT)).containsExactly("f f safety safety people improved");
  }

  @Test
  void keepTopicsAndPopulationsOnceThoseStayAsTheyAre() throws SQLException {
    database.migrate(MigrationVersion.LATEST);
    database.execute(FIGURE);
    database.execute(CODES);
    assertThat(database.texts(KEPT_CODES)).containsExactly("");

    database.execute(PUBLISH);
    assertThat(database.texts(KEPT_CODES)).containsExactly(ALL_CODES);

    database.execute("update case_study_version set superseded_at = now()");
    assertThat(database.texts(KEPT_CODES)).containsExactly(ALL_CODES);
  }

  @Test
  void keepTopicsThatAreThereBeforeThem() throws SQLException {
    database.migrate(MigrationVersion.LATEST);
    database.execute(CODES);
    database.execute(PUBLISH);
    database.execute(FIGURE);

    assertThat(database.texts(KEPT_CODES)).containsExactly(ALL_CODES);
  }

  @Test
  void keepTopicsThatAreWrittenAfterThePublication() throws SQLException {
    database.migrate(MigrationVersion.LATEST);
    database.execute(FIGURE);
    database.execute(PUBLISH);
    database.execute(CODES);

    assertThat(database.texts(KEPT_CODES)).containsExactly(ALL_CODES);
  }

  @Test
  void keepNoMoreTopicsThanAnIndexHasRoomFor() throws SQLException {
    database.migrate(MigrationVersion.LATEST);
    database.execute(FIGURE);
    database.execute(
        """
        insert into vocabulary_entry (vocabulary, code, position, name)
          select 'topics', 'topic-' || n, n, 'Name' from generate_series(100, 299) n;
        insert into case_study_topic select 1, n, 'topic-' || n from generate_series(100, 299) n;
        """);
    database.execute(PUBLISH);

    assertThat(database.texts(KEPT_CODES)).containsExactly("; ");
  }

  @Test
  void missNoPublicationWhileTopicsAreWritten() throws Exception {
    database.migrate(MigrationVersion.LATEST);
    database.execute(FIGURE);
    publishWhileSomebodyWrites(CODES);

    assertThat(database.texts(KEPT_CODES)).containsExactly(ALL_CODES);
  }

  @Test
  void missNoPublicationWhileTheyAreWritten() throws Exception {
    database.migrate(MigrationVersion.LATEST);
    publishWhileSomebodyWrites(FIGURE);

    assertThat(database.texts(KEPT)).containsExactly("t t leadership leadership people improved");
  }

  private void publishWhileSomebodyWrites(String written) throws Exception {
    CompletableFuture<Void> publication;
    try (Connection writer = database.connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute(written);
      publication = CompletableFuture.runAsync(this::publish);
      while (database.number(
              "select count(*) from pg_locks where not granted and locktype = 'transactionid'")
          == 0) {
        assertThat(publication).isNotDone();
        TimeUnit.MILLISECONDS.sleep(10);
      }
      writer.commit();
    }
    publication.get(10, TimeUnit.SECONDS);
  }

  private void publish() {
    try {
      database.execute(PUBLISH);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
