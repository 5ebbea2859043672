package uk.casebook.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.database.MigratedDatabase;
import uk.casebook.grant.LedgerModel.Balance;
import uk.casebook.grant.LedgerModel.Entry;

/** What the database itself holds of the ledger, whatever the service's own role sends it. */
class LedgerTableTest {

  private static MigratedDatabase database;

  @BeforeAll
  static void createDatabase() throws SQLException {
    database = MigratedDatabase.create("ledger");
    database.execute(
        """
        insert into vocabulary values ('spending-categories');
        insert into vocabulary_entry (vocabulary, code, position, name)
        values ('spending-categories', 'training', 0, 'Training');
        insert into organisation values ('00000000-0000-4000-8000-000000000001', 'essex', 'Essex',
          'council', null, 'England', 'East of England', 1, now(), now());
        insert into funding_programme (id, slug, name, name_variants, kind, summary, eligibility,
          fundable, not_fundable, amounts, currency, not_stated, version, created_at, updated_at)
        values ('00000000-0000-4000-8000-000000000002', 'fund', 'Fund', '[]', 'other', 'S', '[]',
          '[]', '[]', '[]', 'GBP', '[]', 1, now(), now());
        """);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void takesExactlyWhatTheMoneyAllows(long seed) throws SQLException {
    Random random = new Random(seed);
    LedgerModel model = new LedgerModel(1_000, 1_500, 1 + random.nextInt(100));
    UUID grant = grant("10.00", "15.00", model.balances().get(2).amount() / 100.0 + "");
    try (Connection connection = database.connect()) {
      for (int number = 1; number <= 60; number++) {
        Entry entry = model.random(random, number);
        boolean taken = model.enter(entry);

        assertThat(enters(connection, grant, entry)).as("%d: %s", number, entry).isEqualTo(taken);
        assertThat(balances(connection, grant))
            .as("%d: %s", number, entry)
            .isEqualTo(model.balances());
      }
    }
    assertThat(model.entries()).hasSizeGreaterThan(10);
    assertThat(
            database.texts(
                "select position || reference from ledger_entry where grant_id = '%s' order by position"
                    .formatted(grant)))
        .isEqualTo(numbered(model.entries()));
    assertThat(
            database.texts(
                "select sum(amount) - sum(awarded) from grant_line where grant_id = '%s'"
                    .formatted(grant)))
        .containsExactly("0.00");
    // Every entry is another version for the change feed.
    database.execute("select order_changes()");
    assertThat(
            database.number(
                "select max(version) from change where resource_id = '%s'".formatted(grant)))
        .isEqualTo(1 + model.entries().size());
  }

  private static List<String> numbered(List<Entry> entries) {
    List<String> numbered = new ArrayList<>();
    entries.forEach(entry -> numbered.add(numbered.size() + 1 + entry.reference()));
    return numbered;
  }

  @Test
  void takesOfThirtyTwoSpendersAtOnceExactlyThoseThatTheLineCanPay() throws Exception {
    UUID grant = grant("100.00", "5.00");
    ExecutorService spenders = Executors.newFixedThreadPool(32);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> results = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      String reference = "S" + i;
      results.add(
          spenders.submit(
              () -> {
                try (Connection connection = database.connect()) {
                  start.await();
                  return enters(
                      connection, grant, new Entry(reference, "spend", 1, 0, 900, null, null));
                }
              }));
    }
    start.countDown();
    int taken = 0;
    for (Future<Boolean> result : results) {
      taken += result.get() ? 1 : 0;
    }
    spenders.shutdown();

    assertThat(taken).isEqualTo(11);
    assertThat(balances(grant))
        .containsExactly(new Balance(10_000, 0, 9_900), new Balance(500, 0, 0));
  }

  @Test
  void seesWhatTheSameStatementHasSpent() throws SQLException {
    UUID grant = grant("10.00");

    assertRefused(
        "more-than-remains",
        """
        insert into ledger_entry (id, grant_id, reference, kind, line, amount, happened_on, entered_at)
        select gen_random_uuid(), '%s', 'S' || n, 'spend', 1, 4, '2026-01-02', now()
        from generate_series(1, 3) n
        """
            .formatted(grant));
    assertThat(balances(grant)).containsExactly(new Balance(1_000, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update ledger_entry set amount = 1",
        "delete from ledger_entry",
        "truncate ledger_entry",
        "update grant_line set amount = 1000",
        "update grant_line set spent = 0",
        "delete from grant_line",
        "truncate grant_line cascade",
        "update grant_award set amount_awarded = 1000",
        "update grant_award set identifier = '360G-other'",
        "delete from grant_award",
        "alter table ledger_entry disable trigger all",
        "alter table grant_line disable trigger all",
        "drop table ledger_entry",
        "create or replace function move_money(uuid, integer, numeric, numeric, numeric) returns void"
            + " language sql as ''",
        "set session_replication_role = replica"
      })
  void doesNotLetTheServiceRewrite(String statement) throws SQLException {
    UUID grant = grant("10.00");
    database.execute(spend(grant, "S1", "4"));

    assertThatThrownBy(() -> database.execute(statement))
        .isInstanceOf(SQLException.class)
        .hasMessageMatching("(?s).*(permission denied|must be owner|only ever added).*");
    assertThat(balances(grant)).containsExactly(new Balance(1_000, 0, 400));
  }

  @Test
  void doesNotLetTheServiceMoveMoneyWithoutAnEntry() {
    assertThatThrownBy(
            () -> database.execute("select move_money(gen_random_uuid(), 1, 1000, 0, 0)"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  @ParameterizedTest
  @CsvSource({
    "S2, 6.01, 2026-01-02, more-than-remains",
    "S2, 0.001, 2026-01-02, fraction-of-a-penny",
    "S2, -1, 2026-01-02, not-positive",
    "S2, 0, 2026-01-02, not-positive",
    "S2, 1000000000000000, 2026-01-02, more-than-remains",
    "S2, 1, 2025-12-31, before-award",
    "S2, 1, 2999-01-01, in-the-future"
  })
  void saysWhyItRefuses(String reference, String amount, String day, String code)
      throws SQLException {
    UUID grant = grant("10.00");
    database.execute(spend(grant, "S1", "4"));

    assertRefused(code, spend(grant, reference, amount).replace("2026-01-02", day));
    assertThat(balances(grant)).containsExactly(new Balance(1_000, 0, 400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'NaN'", "'Infinity'"})
  void takesNoAmountThatIsNone(String amount) throws SQLException {
    UUID grant = grant("10.00");

    assertThatThrownBy(() -> database.execute(spend(grant, "S1", amount)))
        .isInstanceOf(SQLException.class);
    assertThat(balances(grant)).containsExactly(new Balance(1_000, 0, 0));
  }

  @Test
  void hasAReferenceOnce() throws SQLException {
    UUID grant = grant("10.00");
    database.execute(spend(grant, "S1", "4"));

    assertThatThrownBy(() -> database.execute(spend(grant, "S1", "4")))
        .hasMessageContaining("ledger_entry_grant_id_reference_key");
  }

  @Test
  void takesBackButSpendsNoMoreOfWhatIsCancelled() throws SQLException {
    UUID grant = grant("10.00");
    database.execute(spend(grant, "S1", "4"));
    database.execute(
        """
        update grant_award set status = 'cancelled', cancellation_reason = 'R', version = version + 1
        where id = '%s'
        """
            .formatted(grant));

    assertRefused("not-active", spend(grant, "S2", "1"));
    database.execute(spend(grant, "R1", "1").replace("'spend'", "'refund'"));
    assertThat(balances(grant)).containsExactly(new Balance(1_000, 0, 300));
    database.execute("select order_changes()");
    assertThat(
            database.texts(
                "select op from change where resource_id = '%s' order by position"
                    .formatted(grant)))
        .containsExactly("published", "updated", "withdrawn");
  }

  @Test
  void hasNoGrantWhoseLinesDoNotAddUp() {
    assertThatThrownBy(() -> awarded("10.01", "10.00", "0.02"))
        .hasMessageContaining("do not add up");
    assertThatThrownBy(
            () -> {
              UUID grant = grant("10.00");
              database.execute(line(grant, 2, "1"));
            })
        .hasMessageContaining("do not add up");
  }

  @Test
  void beginsALineWithWhatWasAwarded() throws SQLException {
    UUID grant = grant("10.00");

    assertThat(
            database.texts(
                "select amount || '/' || committed || '/' || spent || '/' || remaining"
                    + " from grant_line where grant_id = '%s'".formatted(grant)))
        .containsExactly("10.00/0.00/0.00/10.00");
  }

  private static void assertRefused(String code, String statement) {
    SQLException refused =
        catchThrowableOfType(SQLException.class, () -> database.execute(statement));
    assertThat(refused.getSQLState()).as(refused.getMessage()).isEqualTo("CB001");
    assertThat(refused.getMessage()).contains("Detail: " + code);
  }

  private static boolean enters(Connection connection, UUID grant, Entry entry)
      throws SQLException {
    String sql =
        """
        insert into ledger_entry (id, grant_id, reference, kind, line, to_line, amount, happened_on,
          settles, reverses, entered_at)
        values (gen_random_uuid(), '%s', '%s', '%s', %d, %s, %s, '2026-01-02', %s, %s, now())
        """
            .formatted(
                grant,
                entry.reference(),
                entry.kind(),
                entry.line(),
                entry.is("transfer") ? entry.toLine() : "null",
                entry.amount(),
                quoted(entry.settles()),
                quoted(entry.reverses()));
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      // A transfer from a line to itself is refused by a constraint.
      assertThat(e.getSQLState()).as(e.getMessage()).isIn("CB001", "23514");
      return false;
    }
  }

  private static String quoted(String text) {
    return text == null ? "null" : "'" + text + "'";
  }

  private static String spend(UUID grant, String reference, String amount) {
    return """
    insert into ledger_entry (id, grant_id, reference, kind, line, amount, happened_on, entered_at)
    values (gen_random_uuid(), '%s', '%s', 'spend', 1, %s, '2026-01-02', now())
    """
        .formatted(grant, reference, amount);
  }

  private static String line(UUID grant, int number, String awarded) {
    return """
    insert into grant_line (grant_id, number, category, awarded, amount, committed, spent)
    values ('%s', %d, 'training', %s, 1000, 7, -3);
    """
        .formatted(grant, number, awarded);
  }

  /** A grant with these lines, awarded on the first day of 2026. */
  private static UUID grant(String... lines) throws SQLException {
    String sum =
        List.of(lines).stream()
            .map(BigDecimal::new)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .toString();
    return awarded(sum, lines);
  }

  private static UUID awarded(String sum, String... lines) throws SQLException {
    UUID id = UUID.randomUUID();
    StringBuilder sql = new StringBuilder("begin;");
    sql.append(
        """
        insert into grant_award (id, identifier, funding_programme_id, recipient_id, title, currency,
          amount_awarded, award_date, status, version, created_at, updated_at)
        values ('%1$s', '360G-test-%1$s', '00000000-0000-4000-8000-000000000002',
          '00000000-0000-4000-8000-000000000001', 'T', 'GBP', %2$s, '2026-01-01', 'active', 1, now(), now());
        """
            .formatted(id, sum));
    for (int i = 0; i < lines.length; i++) {
      sql.append(line(id, i + 1, lines[i]));
    }
    database.execute(sql.append("commit;").toString());
    return id;
  }

  private static List<Balance> balances(UUID grant) throws SQLException {
    try (Connection connection = database.connect()) {
      return balances(connection, grant);
    }
  }

  private static List<Balance> balances(Connection connection, UUID grant) throws SQLException {
    String query =
        """
        select amount * 100, committed * 100, spent * 100 from grant_line
        where grant_id = '%s' and remaining = amount - committed - spent order by number
        """
            .formatted(grant);
    List<Balance> balances = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        balances.add(new Balance(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
      }
    }
    return balances;
  }
}
