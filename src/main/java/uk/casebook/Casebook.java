package uk.casebook;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.vertx.http.HttpServer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import uk.casebook.database.EmbeddedDatabase;
import uk.casebook.database.EmbeddedDatabaseException;

/**
 * The service's main class. Without a JDBC URL in the configuration it starts a database of its
 * own, before Quarkus, and stops it after Quarkus.
 */
@QuarkusMain
public final class Casebook implements QuarkusApplication {
  private static final Logger LOG = Logger.getLogger(Casebook.class);

  private final HttpServer server;

  Casebook(HttpServer server) {
    this.server = server;
  }

  /** Starts the service, and returns only by ending the process. */
  public static void main(String... args) {
    // The contract refuses a malformed address and says why; Quarkus would refuse it without a
    // word.
    System.setProperty("vertx.disableURIValidation", "true");
    CountDownLatch stopped = new CountDownLatch(1);
    // Java ends the process as soon as its hooks have run, and Quarkus's hook does not wait for the
    // database.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stopped), "wait for the database"));
    int exitCode = 1;
    try {
      exitCode = serve(args);
    } catch (EmbeddedDatabaseException e) {
      // Logging begins with Quarkus.
      System.err.println(e.getMessage());
    } finally {
      stopped.countDown();
    }
    System.exit(exitCode);
  }

  @Override
  public int run(String... args) {
    LOG.infof(
        "Open %1$s/docs to try it, %1$s/dashboard/ for an example, %1$s/v1 for the register, %1$s/openapi.yaml for the contract",
        server.getLocalBaseUri());
    Quarkus.waitForExit();
    return 0;
  }

  private static int serve(String... args) {
    Config config = ConfigProvider.getConfig();
    if (config.getOptionalValue("quarkus.datasource.jdbc.url", String.class).isPresent()) {
      return serveFrom(args);
    }
    String directory =
        config.getOptionalValue("casebook.data-directory", String.class).orElse("data");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(directory))) {
      database.configuration().forEach(System::setProperty);
      System.setProperty("casebook.embedded-directory", directory);
      return serveFrom(args);
    }
  }

  private static int serveFrom(String... args) {
    AtomicInteger exitCode = new AtomicInteger();
    Quarkus.run(
        Casebook.class,
        (code, failure) -> {
          exitCode.set(code);
          if (failure != null) {
            LOG.error("The service cannot run", failure);
          }
        },
        args);
    return exitCode.get();
  }

  private static void await(CountDownLatch stopped) {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
