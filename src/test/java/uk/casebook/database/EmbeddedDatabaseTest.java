package uk.casebook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  private static Path directory;

  @BeforeAll
  static void nameADirectoryThatNeedsQuoting(@TempDir Path parent) {
    directory = parent.resolve("Casebook's data");
  }

  @Nested
  class Start {
    @Test
    void keepsWhatWasThereBefore() throws SQLException {
      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
        asOwner(database, "create table kept (word text)", "insert into kept values ('before')");
      }
      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
        assertThat(asOwner(database, "select word from kept")).containsExactly("before");
        asOwner(database, "drop table kept");
      }
    }

    @Test
    void writesToTheDiskBeforeItConfirms() throws SQLException {
      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
        assertThat(
                asOwner(
                    database,
                    "select setting from pg_settings where name in"
                        + " ('fsync', 'full_page_writes', 'synchronous_commit')"))
            .containsExactly("on", "on", "on");
      }
    }

    @Test
    void sortsAndSplitsTextTheSameEverywhere() throws SQLException {
      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
        assertThat(
                asOwner(
                    database,
                    "select concat_ws(' ', datlocprovider, datlocale, pg_encoding_to_char(encoding))"
                        + " from pg_database where datname = 'casebook'"))
            .containsExactly("b C.UTF-8 UTF8");
        assertThat(asOwner(database, "select to_tsvector('the council’s “café” – Ynys Môn')"))
            .containsExactly("'café':4 'council':2 'môn':6 'ynys':5");
      }
    }

    @Test
    void refusesADirectoryThatIsInUseAndLeavesItAlone() throws SQLException {
      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
        assertThatExceptionOfType(EmbeddedDatabaseException.class)
            .isThrownBy(() -> EmbeddedDatabase.start(directory))
            .withMessageStartingWith("Another Casebook is running on ")
            .withMessageContaining("CASEBOOK_DATA_DIRECTORY");
        assertThat(asOwner(database, "select 'still here'")).containsExactly("still here");
      }
    }

    @Test
    void ignoresAProcessNumberThatIsAnotherProgramsByNow() throws IOException {
      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
        assertThat(database).isNotNull();
      }
      Files.writeString(
          cluster().resolve("postmaster.pid"),
          ProcessHandle.current().pid() + "\n" + cluster() + "\n1\n5432\n\n127.0.0.1\n\nready\n");

      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
        assertThat(database).isNotNull();
      }
    }

    @Test
    void beginsAgainWhereAFirstStartWasCutShort() throws IOException, SQLException {
      FileUtils.deleteDirectory(directory.resolve("database").toFile());
      Path unfinished = directory.resolve("unfinished-1/cluster");
      Files.createDirectories(unfinished);
      Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");

      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
        assertThat(asOwner(database, "select 'ready'")).containsExactly("ready");
        assertThat(unfinished).doesNotExist();
      }
    }

    @Test
    void namesBothVersionsWhereAnotherPostgresMadeTheData() throws IOException {
      EmbeddedDatabase.start(directory).close();
      Path version = cluster().resolve("PG_VERSION");
      String current = Files.readString(version);
      Files.writeString(version, "12\n");
      try {
        assertThatExceptionOfType(EmbeddedDatabaseException.class)
            .isThrownBy(() -> EmbeddedDatabase.start(directory))
            .withMessageContaining("was made by PostgreSQL 12, and this Casebook brings 18");
      } finally {
        Files.writeString(version, current);
      }
    }

    @Test
    void repeatsTheServersReasonForNotStarting() throws IOException {
      EmbeddedDatabase.start(directory).close();
      try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        Map<String, String> settings = Map.of("port", "" + taken.getLocalPort());

        assertThatExceptionOfType(EmbeddedDatabaseException.class)
            .isThrownBy(() -> EmbeddedDatabase.start(directory, settings))
            .withMessageEndingWith("does not start: could not create any TCP/IP sockets");
      }
    }

    @Test
    void saysWhatIsWrongWithADirectoryThatIsAFile(@TempDir Path parent) throws IOException {
      Path file = Files.createFile(parent.resolve("data"));

      assertThatExceptionOfType(EmbeddedDatabaseException.class)
          .isThrownBy(() -> EmbeddedDatabase.start(file))
          .withMessage("The database in %1$s does not start: file already exists: %1$s", file);
    }
  }

  @Nested
  class Access {
    @Test
    void isDeniedWithoutTheRightPasswordOnEveryWayIn() throws SQLException {
      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
        String url = database.configuration().get("quarkus.datasource.jdbc.url");
        for (String role : List.of("postgres", "casebook_owner", "casebook_service")) {
          assertThatThrownBy(() -> DriverManager.getConnection(url, role, "guess"))
              .hasMessageContaining("password authentication failed");
        }
        try (Connection superuser = database.connect("postgres")) {
          assertThat(query(superuser, "select distinct auth_method from pg_hba_file_rules"))
              .containsExactly("scram-sha-256");
          assertThat(query(superuser, "show listen_addresses")).containsExactly("127.0.0.1");
          assertThat(query(superuser, "show unix_socket_directories")).containsExactly("");
        }
      }
    }

    @Test
    void toTheFilesIsTheirOwners() throws IOException {
      EmbeddedDatabase.start(directory).close();

      assertThat(permissions(directory)).isEqualTo("rwx------");
      assertThat(permissions(directory.resolve("database/passwords"))).isEqualTo("rw-------");
    }

    @Test
    void ofTheServiceEndsWhereItsGrantsEnd() throws SQLException {
      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
        asOwner(database, "create table mine (word text)");
        try (Connection service = connect(database, "quarkus.datasource")) {
          assertDenied(service, "create table theirs (word text)");
          assertDenied(service, "create temporary table theirs (word text)");
          assertDenied(service, "create schema theirs");
          assertDenied(service, "select * from mine");
          assertDenied(service, "set role casebook_owner");
          assertDenied(service, "copy mine to program 'true'");
        }
        asOwner(database, "drop table mine");
      }
    }

    @Test
    void ofTheOwnerCoversMigrationsButNotTheServer() throws SQLException {
      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
        assertThat(
                asOwner(
                    database,
                    "select rolname from pg_roles where rolname like 'casebook%' and (rolsuper or"
                        + " rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)"))
            .isEmpty();
        asOwner(
            database,
            "create extension pg_trgm",
            "create extension unaccent",
            "drop extension pg_trgm, unaccent");
      }
    }
  }

  private static Path cluster() {
    return directory.resolve("database/cluster");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Connection connect(EmbeddedDatabase database, String role) throws SQLException {
    return DriverManager.getConnection(
        database.configuration().get("quarkus.datasource.jdbc.url"),
        database.configuration().get(role + ".username"),
        database.configuration().get(role + ".password"));
  }

  private static void assertDenied(Connection connection, String sql) {
    assertThatThrownBy(() -> query(connection, sql)).hasMessageContaining("permission denied");
  }

  private static List<String> asOwner(EmbeddedDatabase database, String... statements)
      throws SQLException {
    try (Connection connection = connect(database, "quarkus.flyway")) {
      return query(connection, String.join(";", statements));
    }
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            values.add(rows.getString(1));
          }
        }
      }
    }
    return values;
  }
}
