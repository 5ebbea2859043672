package uk.casebook.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server of Casebook's own: it keeps its data in one directory, survives a crash of
 * either process, answers on the loopback address only, and asks everybody for a password.
 *
 * <p>The data directory holds {@code lock} (held while the server is in use), {@code database} (the
 * cluster, and the passwords of its roles), {@code log}, and the unpacked programs. What takes more
 * than a moment is made in a directory named {@code unfinished-…} and then renamed.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  static final String UNFINISHED = "unfinished-";

  private static final String NAME = "casebook";

  /** In the order of the lines in the file of passwords; initdb reads the first. */
  private static final List<String> ROLES =
      List.of("postgres", "casebook_owner", "casebook_service");

  /** What holds by default is written out too where the promise to keep the data rests on it. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("timezone", "UTC"),
          Map.entry("default_text_search_config", "pg_catalog.english"),
          // One file a weekday, begun anew each week, and without the values of a refused row.
          Map.entry("logging_collector", "on"),
          Map.entry("log_filename", "postgresql-%a.log"),
          Map.entry("log_rotation_age", "1d"),
          Map.entry("log_rotation_size", "0"),
          Map.entry("log_truncate_on_rotation", "on"),
          Map.entry("log_error_verbosity", "terse"),
          Map.entry("log_timezone", "UTC"));

  private final FileChannel lock;
  private final Path directory;
  private final Path database;
  private final Path cluster;
  private final Path log;
  private final PostgresPrograms programs;
  private int port;

  private EmbeddedDatabase(FileChannel lock, Path directory)
      throws IOException, InterruptedException {
    this.lock = lock;
    this.directory = directory;
    database = directory.resolve("database");
    cluster = database.resolve("cluster");
    log = Files.createDirectories(directory.resolve("log"));
    deleteAll(directory, UNFINISHED);
    programs = PostgresPrograms.in(directory, log.resolve("command.log"));
  }

  /**
   * Starts the server, and creates what is not there yet: the directory, the cluster, the roles and
   * the database. A server that a killed service left behind on the directory is stopped first.
   *
   * @param directory where the data is kept between runs
   * @throws EmbeddedDatabaseException if it cannot be started, or another service uses the
   *     directory
   */
  public static EmbeddedDatabase start(Path directory) {
    return start(directory, Map.of());
  }

  /** Starts the server with PostgreSQL settings that take the place of Casebook's. */
  static EmbeddedDatabase start(Path directory, Map<String, String> settings) {
    Path absolute = directory.toAbsolutePath().normalize();
    try {
      Path real = Files.createDirectories(absolute, onlyOwner("rwx------")).toRealPath();
      FileChannel lock = lock(real);
      try {
        EmbeddedDatabase database = new EmbeddedDatabase(lock, real);
        database.launch(settings);
        return database;
      } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | SQLException e) {
      throw new EmbeddedDatabaseException(
          "The database in " + absolute + " does not start: " + reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedDatabaseException("The start of the database was interrupted.", e);
    }
  }

  /**
   * What the service is configured with to use the database: it serves as a role that owns nothing,
   * and Flyway migrates as the owner.
   */
  public Map<String, String> configuration() {
    return configuration(NAME);
  }

  /** The same for another database on the server. */
  Map<String, String> configuration(String name) {
    List<String> passwords = passwords();
    return Map.of(
        "quarkus.datasource.jdbc.url", jdbcUrl(name),
        "quarkus.datasource.username", ROLES.get(2),
        "quarkus.datasource.password", passwords.get(2),
        "quarkus.flyway.username", ROLES.get(1),
        "quarkus.flyway.password", passwords.get(1));
  }

  /**
   * Stops the server once its clients are cut off and its data is written, and lets go of the
   * directory.
   *
   * @throws EmbeddedDatabaseException if the server does not stop
   */
  @Override
  public void close() {
    try (lock) {
      stop();
    } catch (IOException e) {
      throw new EmbeddedDatabaseException(
          "The database in " + directory + " does not stop: " + reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedDatabaseException("The stop of the database was interrupted.", e);
    }
  }

  /** Deletes what it can of the entries of a directory whose names start so. */
  static void deleteAll(Path directory, String prefix) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, prefix + "*")) {
      entries.forEach(entry -> FileUtils.deleteQuietly(entry.toFile()));
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!holds(channel)) {
      channel.close();
      throw new EmbeddedDatabaseException(
          "Another Casebook is running on "
              + directory
              + ": stop it first, or give this one a directory of its own with"
              + " CASEBOOK_DATA_DIRECTORY.");
    }
    return channel;
  }

  private static boolean holds(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }

  private void launch(Map<String, String> settings)
      throws IOException, SQLException, InterruptedException {
    if (!Files.exists(database)) {
      createCluster();
    }
    String version = Files.readString(cluster.resolve("PG_VERSION")).strip();
    if (!version.equals(programs.majorVersion())) {
      throw new IOException(
          "it was made by PostgreSQL %s, and this Casebook brings %s; move the directory away, or"
                  .formatted(version, programs.majorVersion())
              + " dump it with the older version and restore it with this one");
    }
    stop();
    port = freePort();
    configure(settings);
    startServer();
    try {
      createRoles();
      createDatabase(NAME);
    } catch (SQLException e) {
      stop();
      throw e;
    }
  }

  private void startServer() throws IOException, InterruptedException {
    Path output = log.resolve("start.log");
    Files.deleteIfExists(output);
    try {
      programs.run("pg_ctl", "start", "-w", "-t", "600", "-D", "" + cluster, "-l", "" + output);
    } catch (IOException e) {
      // The server writes to the first file until its collector of logs runs.
      Path written = output;
      if (Files.readString(output).contains("redirecting log output")) {
        String current = Files.readString(cluster.resolve("current_logfiles"));
        written = Path.of(current.replaceFirst("stderr ", "").strip());
      }
      throw new IOException(PostgresPrograms.reason(written), e);
    }
  }

  private void createCluster() throws IOException, InterruptedException {
    Path unfinished = Files.createTempDirectory(directory, UNFINISHED);
    Path passwords = Files.createFile(unfinished.resolve("passwords"), onlyOwner("rw-------"));
    Files.write(passwords, ROLES.stream().map(role -> randomPassword()).toList());
    programs.run(
        "initdb",
        "--pgdata=" + unfinished.resolve("cluster"),
        "--username=" + ROLES.get(0),
        "--pwfile=" + passwords,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        // The parser of full text asks the system which characters are letters.
        "--lc-ctype=" + PostgresPrograms.utf8Locale());
    Files.move(unfinished, database);
  }

  private void configure(Map<String, String> settings) throws IOException {
    Map<String, String> all = new TreeMap<>(SETTINGS);
    all.put("port", "" + port);
    all.put("log_directory", "" + log);
    all.putAll(settings);
    Files.writeString(
        cluster.resolve("postgresql.conf"),
        all.entrySet().stream()
            .map(e -> e.getKey() + " = '" + e.getValue().replaceAll("(['\\\\])", "$1$1") + "'\n")
            .collect(Collectors.joining()));
  }

  /** Stops the server on the directory if there is one, whoever started it. */
  private void stop() throws IOException, InterruptedException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    String pid = Files.readString(pidFile).lines().findFirst().orElse("");
    if (pid.matches("\\d+")
        && ProcessHandle.of(Long.parseLong(pid)).map(this::isOurServer).orElse(false)) {
      programs.run("pg_ctl", "stop", "-w", "-t", "60", "-m", "fast", "-D", "" + cluster);
    } else {
      // Left by a crash: the number may be another program's by now, and PostgreSQL would refuse to
      // start because of it. Our lock shows that no other service works on the directory.
      Files.deleteIfExists(pidFile);
    }
  }

  /** By its program, or where that is hidden from us (another user's process), its arguments. */
  private boolean isOurServer(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return info.command().filter(command -> Path.of(command).startsWith(directory)).isPresent()
        || info.arguments().filter(list -> List.of(list).contains("" + cluster)).isPresent();
  }

  /** Makes the roles, and in template1 the schema that each database begins with. */
  private void createRoles() throws SQLException {
    List<String> passwords = passwords();
    try (Connection connection = connect("template1");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          do $$ begin
            if to_regrole('casebook_owner') is null then
              create role casebook_owner login password '%s';
              create role casebook_service login password '%s';
              revoke all on database postgres, template1 from public;
              alter schema public owner to casebook_owner;
              revoke all on schema public from public;
              grant usage on schema public to casebook_service;
            end if;
          end $$"""
              .formatted(passwords.get(1), passwords.get(2)));
    }
  }

  /** Makes a database, unless it is there, that is the owner's and that the service may enter. */
  void createDatabase(String name) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      boolean exists;
      try (ResultSet found =
          statement.executeQuery("select from pg_database where datname = '" + name + "'")) {
        exists = found.next();
      }
      if (!exists) {
        statement.execute("create database " + name + " owner casebook_owner");
      }
      statement.execute("revoke all on database " + name + " from public");
      statement.execute("grant connect on database " + name + " to casebook_service");
    }
  }

  /** Connects to a database as the superuser. */
  Connection connect(String name) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl(name));
    return source.getConnection(ROLES.get(0), passwords().get(0));
  }

  private String jdbcUrl(String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  private List<String> passwords() {
    try {
      return Files.readAllLines(database.resolve("passwords"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static FileAttribute<?>[] onlyOwner(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** The message of an exception, which for a file may be no more than its name. */
  private static String reason(Exception e) {
    if (e instanceof FileSystemException failure && failure.getReason() == null) {
      return failure
              .getClass()
              .getSimpleName()
              .replace("Exception", "")
              .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
              .toLowerCase(Locale.ROOT)
          + ": "
          + failure.getFile();
    }
    return String.valueOf(e.getMessage());
  }
}
