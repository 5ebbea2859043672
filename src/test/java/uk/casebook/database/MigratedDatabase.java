package uk.casebook.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/** A database with the service's tables and nothing in them, for tests that need no service. */
public final class MigratedDatabase {

  private final Map<String, String> settings;

  private MigratedDatabase(Map<String, String> settings) {
    this.settings = settings;
  }

  /** A database that is migrated to the newest version. */
  public static MigratedDatabase create(String name) {
    MigratedDatabase database = empty(name);
    database.migrate(MigrationVersion.LATEST);
    return database;
  }

  /** A database without any table. */
  public static MigratedDatabase empty(String name) {
    return new MigratedDatabase(DatabaseResource.emptyDatabase(name));
  }

  /** What the service is configured with to use it. */
  public Map<String, String> settings() {
    return settings;
  }

  /** Migrates to a version, as the owner. */
  public void migrate(MigrationVersion target) {
    migrate(target, "classpath:db/migration");
  }

  /** Migrates to a version by the migrations that are found at these places. */
  void migrate(MigrationVersion target, String... locations) {
    Flyway.configure()
        .dataSource(
            settings.get("quarkus.datasource.jdbc.url"),
            settings.get("quarkus.flyway.username"),
            settings.get("quarkus.flyway.password"))
        .placeholders(Map.of("serviceRole", settings.get("quarkus.datasource.username")))
        .target(target)
        .locations(locations)
        .load()
        .migrate();
  }

  /** A connection as the role that serves. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        settings.get("quarkus.datasource.jdbc.url"),
        settings.get("quarkus.datasource.username"),
        settings.get("quarkus.datasource.password"));
  }

  /** A connection as the role that migrates. */
  public Connection connectAsOwner() throws SQLException {
    return DriverManager.getConnection(
        settings.get("quarkus.datasource.jdbc.url"),
        settings.get("quarkus.flyway.username"),
        settings.get("quarkus.flyway.password"));
  }

  /** Runs a statement as the role that serves. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of a query's rows as text, read as the role that serves. */
  public List<String> texts(String query) throws SQLException {
    try (Connection connection = connect()) {
      return texts(connection, query);
    }
  }

  /** The first column of a query's rows as text. */
  public static List<String> texts(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  /** The number that a query answers with, read as the role that serves. */
  public long number(String query) throws SQLException {
    return Long.parseLong(texts(query).get(0));
  }
}
