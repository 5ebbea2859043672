package uk.casebook.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/** A streaming replica of an embedded database, on the same machine. */
final class StreamingReplica implements AutoCloseable {

  private final Path directory;
  private final Path cluster;
  private final String password;
  private final int port;

  private StreamingReplica(Path directory, Path cluster, String password, int port) {
    this.directory = directory;
    this.cluster = cluster;
    this.password = password;
    this.port = port;
  }

  /**
   * Copies a database while it runs, and starts the copy.
   *
   * @param directory of the database, which the copy is made in, too
   */
  static StreamingReplica of(EmbeddedDatabase primary, Path directory)
      throws IOException, InterruptedException, SQLException {
    Path original = directory.resolve("database/cluster");
    Path cluster = directory.resolve("replica");
    String password = Files.readAllLines(directory.resolve("database/passwords")).get(0);
    int port = freePort();
    try (Connection connection = primary.connect("postgres");
        Statement backup = connection.createStatement()) {
      backup.execute("select pg_backup_start('replica', fast => true)");
      copy(original, cluster);
      try (ResultSet stopped =
          backup.executeQuery("select labelfile from pg_backup_stop(wait_for_archive => false)")) {
        stopped.next();
        Files.writeString(cluster.resolve("backup_label"), stopped.getString(1));
      }
    }
    Files.createFile(cluster.resolve("standby.signal"));
    String url = primary.configuration().get("quarkus.datasource.jdbc.url");
    Files.writeString(
        cluster.resolve("postgresql.conf"),
        """
        port = %d
        primary_conninfo = 'host=127.0.0.1 port=%d user=postgres password=%s'
        wal_retrieve_retry_interval = '100ms'
        """
            .formatted(port, URI.create(url.substring("jdbc:".length())).getPort(), password),
        StandardOpenOption.APPEND);
    StreamingReplica replica = new StreamingReplica(directory, cluster, password, port);
    replica.start();
    return replica;
  }

  private static void copy(Path original, Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.toList()) {
        Path relative = original.relativize(file);
        boolean isLog = relative.startsWith("pg_wal") && Files.isRegularFile(file);
        if (!isLog && !relative.startsWith("postmaster.pid")) {
          Files.copy(file, copy.resolve(relative.toString()));
        }
      }
    }
    Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(original));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/casebook";
  }

  void start() throws IOException, InterruptedException {
    Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    run("pg_ctl", "start", "-w", "-D", "" + cluster, "-l", "" + directory.resolve("log/replica"));
  }

  /** As a crash would. */
  void kill() throws IOException {
    Crash.of(cluster);
  }

  /** The first column of a query's first row, read as the superuser. */
  String ask(String query) {
    try (Connection connection = DriverManager.getConnection(url(), "postgres", password);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** Has it fall behind from now on. */
  void pause() {
    ask("select pg_wal_replay_pause()::text");
    while (!ask("select pg_get_wal_replay_pause_state()").equals("paused")) {
      Thread.onSpinWait();
    }
  }

  void resume() {
    ask("select pg_wal_replay_resume()::text");
  }

  @Override
  public void close() {
    try {
      run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", "" + cluster);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(String program, String... arguments) throws IOException, InterruptedException {
    PostgresPrograms.in(directory, directory.resolve("log/replica-command"))
        .run(program, arguments);
  }
}
