package uk.casebook.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Services of the previous release read and write on while the schema is migrated under them, and
 * until the last of them is replaced: whatever they use stays as they know it.
 */
class RollingUpgradeTest {

  /**
   * The newest migration of the previous release. Raise it at each release, to the newest migration
   * that is in it, and let old-writer.sql write what is new with it.
   */
  private static final MigrationVersion PREVIOUS = MigrationVersion.fromVersion("38");

  /** What the role that serves has been lent, and what it sees there. */
  private static final String PROMISES =
      """
      with lent as (
        select c.oid, c.relname, c.relkind from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
          and has_any_column_privilege('casebook_service', c.oid, 'select, insert, update')),
      part as (
        select l.oid, l.relname, a.attnum, a.attname, a.attnotnull,
          format_type(a.atttypid, a.atttypmod) as type
        from lent l join pg_attribute a on a.attrelid = l.oid
        where a.attnum > 0 and not a.attisdropped)
      select format('%s.%s is %s', relname, attname, type) from part
      union all
      select format('%s.%s is never null', relname, attname) from part where attnotnull
      union all
      select format('%s.%s is lent to %s', relname, attname, privilege)
      from part cross join unnest(array['select', 'insert', 'update']) privilege
      where has_column_privilege('casebook_service', oid, attnum, privilege)
      union all
      select format('%s is lent to delete', relname) from lent
      where has_table_privilege('casebook_service', oid, 'delete')
      union all
      select format('%s counts by %s', c.relname, s.seqincrement)
      from pg_sequence s join pg_class c on c.oid = s.seqrelid
      where has_sequence_privilege('casebook_service', s.seqrelid, 'usage')
      union all
      select format('%s(%s) answers %s', proname, pg_get_function_identity_arguments(oid),
                    pg_get_function_result(oid))
      from pg_proc
      where pronamespace = 'public'::regnamespace and prorettype <> 'trigger'::regtype
        and has_function_privilege('casebook_service', oid, 'execute')
      """;

  /** What must be given for each row. */
  private static final String DEMANDS =
      """
      select format('%s.%s', c.relname, a.attname)
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and has_any_column_privilege('casebook_service', c.oid, 'insert')
        and a.attnum > 0 and not a.attisdropped
        and a.attnotnull and not a.atthasdef and a.attidentity = ''
      """;

  private static final String CHANGES =
      """
      select format('%s %s %s %s', resource, replace(slug, '@', ''), op, version) from change
      where slug ~ '(^|-)@-' order by position
      """;

  private static MigratedDatabase newest;

  /** What can be relied on. */
  private record Schema(Set<String> promises, Set<String> demands) {

    static Schema of(Connection connection) throws SQLException {
      return new Schema(
          new TreeSet<>(MigratedDatabase.texts(connection, PROMISES)),
          new TreeSet<>(MigratedDatabase.texts(connection, DEMANDS)));
    }

    /** What somebody who relies on this one finds missing in another, or asked for besides. */
    List<String> breachesBy(Schema later) {
      List<String> breaches =
          new ArrayList<>(
              promises.stream().filter(Predicate.not(later.promises::contains)).toList());
      for (String demand : later.demands) {
        String table = demand.substring(0, demand.indexOf('.') + 1);
        boolean isOld = promises.stream().anyMatch(promise -> promise.startsWith(table));
        if (isOld && !demands.contains(demand)) {
          breaches.add(demand + " has to be given");
        }
      }
      return breaches;
    }
  }

  @BeforeAll
  static void migrateFromEmpty() {
    newest = MigratedDatabase.create("rolling");
  }

  @Test
  void leavesThePreviousReleaseAllThatItReliesOn() throws SQLException {
    MigratedDatabase database = MigratedDatabase.empty("rolling_previous");
    database.migrate(PREVIOUS);
    try (Connection connection = database.connect();
        Connection migrated = newest.connect()) {
      Schema previous = Schema.of(connection);
      assertThat(previous.promises()).hasSizeGreaterThan(1_000);
      assertThat(previous.demands()).hasSizeGreaterThan(100);
      assertThat(previous.breachesBy(Schema.of(migrated))).isEmpty();
    }
  }

  @Test
  void letsThePreviousReleaseWriteOnAndEntersItsChanges() throws Exception {
    MigratedDatabase database = MigratedDatabase.empty("rolling_written");
    database.migrate(PREVIOUS);
    try (Connection connection = database.connect()) {
      List<String> told = write(connection, "x");
      Set<String> rewritable = rewritable(connection, updates(connection));
      assertThat(told).hasSizeGreaterThan(5);
      assertThat(rewritable).hasSizeGreaterThan(20);
      assertThat(unwritten(connection)).isEmpty();
      connection.commit();

      database.migrate(MigrationVersion.LATEST);

      assertThat(rewritable(connection, rewritable)).isEqualTo(rewritable);
      assertThat(write(connection, "z")).isEqualTo(told);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alter table organisation drop column website | organisation.website is text",
        "alter table contact rename to person | contact.name is text",
        "alter table contact alter column name type varchar(9) | contact.name is text",
        "alter table contact alter column name drop not null | contact.name is never null",
        "alter table contact alter column email set not null | contact.email has to be given",
        "alter table contact add column phone text not null | contact.phone has to be given",
        "alter table metric alter withdrawn drop default | metric.withdrawn has to be given",
        "revoke delete on contact from casebook_service | contact is lent to delete",
        "revoke update (lease) on webhook from casebook_service | webhook.lease is lent to update",
        "alter sequence metric_version_id increment by 1 | metric_version_id counts by 50",
        "alter function order_changes(integer) rename to place | order_changes(most integer) answers integer"
      })
  void findsWhatIsTakenAway(String migration, String breach) throws SQLException {
    assertThat(breachesBy(migration)).contains(breach);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table more (id integer not null)",
        "alter table contact add column phone text",
        "alter table contact add column phone text not null default ''",
        "alter table organisation alter column name set default 'Somebody'",
        "grant delete on organisation to casebook_service"
      })
  void letsMoreBeGiven(String migration) throws SQLException {
    assertThat(breachesBy(migration)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table contact add check (email is not null) not valid",
        "create unique index on ledger_entry (reference)",
        "alter table webhook add foreign key (caller) references vocabulary not valid",
        "drop trigger organisation_appears on organisation"
      })
  void findsWhatTheCatalogueDoesNotTell(String migration) throws Exception {
    MigratedDatabase database = MigratedDatabase.create("rolling_scratch");
    try (Connection owner = database.connectAsOwner();
        Connection connection = database.connect();
        Statement statement = owner.createStatement()) {
      List<String> told = write(connection, "x");
      connection.commit();
      statement.execute(migration);
      List<String> toldThen;
      try {
        toldThen = write(connection, "z");
      } catch (SQLException e) {
        toldThen = List.of(e.getMessage());
      }
      assertThat(toldThen).isNotEqualTo(told);
    }
  }

  private static List<String> breachesBy(String migration) throws SQLException {
    try (Connection owner = newest.connectAsOwner();
        Statement statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      Schema before = Schema.of(owner);
      statement.execute(migration);
      List<String> breaches = before.breachesBy(Schema.of(owner));
      owner.rollback();
      return breaches;
    }
  }

  /** Writes as the previous release does, and tells what the change log has of it. */
  private static List<String> write(Connection connection, String letter)
      throws SQLException, IOException {
    connection.setAutoCommit(false);
    String script;
    try (InputStream file =
        Objects.requireNonNull(
            RollingUpgradeTest.class.getResourceAsStream("/database/old-writer.sql"))) {
      script = new String(file.readAllBytes(), UTF_8);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(script.replace("@", letter));
    }
    return MigratedDatabase.texts(connection, CHANGES.replace("@", letter));
  }

  /** Tables that it may write and did not. */
  private static List<String> unwritten(Connection connection) throws SQLException {
    List<String> unwritten = new ArrayList<>();
    for (String table :
        MigratedDatabase.texts(
            connection,
            """
            select relname from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
              and has_any_column_privilege('casebook_service', oid, 'insert')
            """)) {
      if (MigratedDatabase.texts(connection, "select 1 from " + table + " limit 1").isEmpty()) {
        unwritten.add(table);
      }
    }
    return unwritten;
  }

  /** What gives the rows of each table the values that they have, as far as it is known now. */
  private static List<String> updates(Connection connection) throws SQLException {
    return MigratedDatabase.texts(
        connection,
        """
        select format('update %I set %s', c.relname,
                      string_agg(format('%1$I = %1$I', a.attname), ', ' order by a.attname))
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
          and has_column_privilege('casebook_service', c.oid, a.attnum, 'update')
        group by c.relname
        """);
  }

  /** Those of some updates that are done. */
  private static Set<String> rewritable(Connection connection, Collection<String> updates)
      throws SQLException {
    Set<String> rewritable = new TreeSet<>();
    for (String update : updates) {
      Savepoint before = connection.setSavepoint();
      try (Statement statement = connection.createStatement()) {
        statement.execute(update + "; set constraints all immediate");
        rewritable.add(update);
      } catch (SQLException e) {
        // The rows of this one are never changed.
      }
      connection.rollback(before);
    }
    return rewritable;
  }
}
