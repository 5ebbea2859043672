package uk.casebook.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The embedded server of a test run: quick rather than durable, and stopped with the JVM. */
public final class TestServer {
  private static final EmbeddedDatabase SERVER =
      EmbeddedDatabase.start(
          Path.of("target/test-database"),
          Map.of("fsync", "off", "full_page_writes", "off", "synchronous_commit", "off"));
  private static final Map<String, String> SHARED = empty("casebook");

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
  }

  private TestServer() {}

  /** The configuration of the database that Quarkus tests share, empty when the run began. */
  public static Map<String, String> shared() {
    return SHARED;
  }

  /** Makes an empty database, and returns the configuration to use it with. */
  public static Map<String, String> empty(String name) {
    try (Connection connection = SERVER.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name + " with (force)");
      SERVER.createDatabase(name);
      return SERVER.configuration(name);
    } catch (SQLException e) {
      throw new IllegalStateException("No database " + name, e);
    }
  }
}
