package uk.casebook.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.file.PathUtils;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs ({@code initdb}, {@code pg_ctl}, {@code postgres}), unpacked for this
 * platform from the class path.
 *
 * @param home the directory that holds {@code bin}
 * @param output where a program's output goes: a file, because a server that outlives {@code
 *     pg_ctl} would keep a pipe open
 * @param prefix what stands before each command, so that a root user can run PostgreSQL, which
 *     refuses to run as root
 */
record PostgresPrograms(Path home, Path output, List<String> prefix) {
  private static final String NAME = "postgresql-";

  private static final Pattern ERROR = Pattern.compile(".*\\b(ERROR|FATAL|PANIC|error): +");

  /** The user and group without rights of their own, on every Linux. */
  private static final int NOBODY = 65534;

  /**
   * Finds the programs in a directory, and unpacks them there first if they are missing or of
   * another build. Programs of other builds are removed, so nothing may be running from them.
   */
  static PostgresPrograms in(Path directory, Path output) throws IOException, InterruptedException {
    byte[] archive = archive();
    Path home = directory.resolve(NAME + fingerprint(archive));
    if (!Files.exists(home)) {
      Path unfinished = Files.createTempDirectory(directory, EmbeddedDatabase.UNFINISHED);
      unpack(archive, unfinished);
      EmbeddedDatabase.deleteAll(directory, NAME);
      Files.move(unfinished, home);
    }
    return new PostgresPrograms(home, output, prefixForRoot());
  }

  /** The major version, by which PostgreSQL tells data directories that it can read. */
  String majorVersion() throws IOException, InterruptedException {
    run("postgres", "--version");
    return Files.readString(output).replaceAll("\\D*(\\d+)(?s:.*)", "$1");
  }

  /**
   * Runs a program to its end.
   *
   * @throws IOException if it fails, with its reason as the message
   */
  void run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    if (execute(command, Redirect.to(output.toFile())) != 0) {
      throw new IOException(reason(output));
    }
  }

  /** What went wrong last by a log: the first error since a server started, or the last line. */
  static String reason(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
    String reason = lines.isEmpty() ? "it gives no reason" : lines.get(lines.size() - 1);
    for (int i = lines.size() - 1; i >= 0 && !lines.get(i).contains("starting PostgreSQL"); i--) {
      if (ERROR.matcher(lines.get(i)).find()) {
        reason = lines.get(i);
      }
    }
    return ERROR.matcher(reason).replaceFirst("");
  }

  private static int execute(List<String> command, Redirect output)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.equals("LANG"));
    builder.environment().put("LC_ALL", "C");
    return builder.redirectErrorStream(true).redirectOutput(output).start().waitFor();
  }

  private static List<String> prefixForRoot() throws InterruptedException {
    if (!"root".equals(System.getProperty("user.name")) || platform().startsWith("windows")) {
      return List.of();
    }
    // A user namespace leaves the files to root; most containers allow none, so the second way is
    // another user who may pass through root's directories.
    List<List<String>> ways =
        List.of(
            List.of("unshare", "--user"),
            List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                // Lets access(2) know of the capability, too.
                "--securebits=+no_setuid_fixup",
                "--inh-caps=+dac_override",
                "--ambient-caps=+dac_override"));
    for (List<String> way : ways) {
      if (works(way)) {
        return way;
      }
    }
    throw new EmbeddedDatabaseException(
        "PostgreSQL does not run as root, and neither unshare nor setpriv works here: start"
            + " Casebook as another user, or set QUARKUS_DATASOURCE_JDBC_URL.");
  }

  private static boolean works(List<String> prefix) throws InterruptedException {
    List<String> trial = new ArrayList<>(prefix);
    trial.add("true");
    try {
      return execute(trial, Redirect.DISCARD) == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  /** The name of a locale of the system in which letters are those of UTF-8. */
  static String utf8Locale() {
    String platform = platform();
    return platform.startsWith("linux")
        ? "C.UTF-8"
        : platform.startsWith("darwin") ? "en_GB.UTF-8" : "en-GB";
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (system.startsWith("mac") ? "darwin" : system.startsWith("win") ? "windows" : system)
        + "-"
        + (machine.equals("amd64") ? "x86_64" : machine.equals("aarch64") ? "arm_64" : machine);
  }

  private static byte[] archive() throws IOException {
    String name = "/postgres-" + platform() + ".txz";
    try (InputStream archive = PostgresPrograms.class.getResourceAsStream(name)) {
      if (archive == null) {
        throw new EmbeddedDatabaseException(
            "No PostgreSQL comes with Casebook for this platform ("
                + platform()
                + "): set QUARKUS_DATASOURCE_JDBC_URL to a database of yours.");
      }
      return archive.readAllBytes();
    }
  }

  private static String fingerprint(byte[] archive) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static void unpack(byte[] archive, Path directory) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = entry.resolveIn(directory);
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        PathUtils.createParentDirectories(target);
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, target);
          target.toFile().setExecutable((entry.getMode() & 0100) != 0);
        }
      }
    }
  }
}
