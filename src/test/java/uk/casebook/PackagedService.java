package uk.casebook;

import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.casebook.identity.KeyFixture;

/** Starts the service as it is packaged, in a process of its own. */
public final class PackagedService {

  private static final Pattern ADDRESS = Pattern.compile("(http://\\S+)/openapi\\.yaml");

  private PackagedService() {}

  /** Starts it on a free port, with its database in the directory. */
  public static Process launch(Path directory) throws IOException {
    return launch(Map.of("CASEBOOK_DATA_DIRECTORY", directory.toString()));
  }

  /** The variables that configure it to use a database, with an administrator's key. */
  public static Map<String, String> environment(Map<String, String> database) {
    Map<String, String> environment = new HashMap<>();
    database.forEach(
        (name, value) ->
            environment.put(
                name.replace("quarkus.flyway.", "casebook.owner.")
                    .replace('.', '_')
                    .toUpperCase(Locale.ROOT),
                value));
    environment.put("CASEBOOK_ADMIN_KEY", KeyFixture.ADMINISTRATOR);
    environment.put("CASEBOOK_LIMIT_PER_ADDRESS", "0");
    environment.put("CASEBOOK_LIMIT_PER_CALLER", "0");
    return environment;
  }

  /** Starts it on a free port, configured by these variables. */
  public static Process launch(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            "target/quarkus-app/quarkus-run.jar");
    builder.environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_PORT", "0");
    return builder.redirectErrorStream(true).start();
  }

  /** Waits until the service says where it answers, and fails with what it said if it ends. */
  public static String awaitAddress(Process service) throws IOException {
    BufferedReader output = service.inputReader();
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        readOn(output);
        return address.group(1);
      }
      lines.add(line);
    }
    return fail(String.join("\n", lines));
  }

  /** A service whose output nobody reads stands still as soon as the pipe is full. */
  private static void readOn(BufferedReader output) {
    Thread reader =
        new Thread(
            () -> {
              try (output) {
                output.transferTo(Writer.nullWriter());
              } catch (IOException e) {
                // The service was killed while it wrote.
              }
            },
            "reads the service's output");
    reader.setDaemon(true);
    reader.start();
  }
}
