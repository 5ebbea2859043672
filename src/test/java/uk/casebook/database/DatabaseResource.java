package uk.casebook.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import uk.casebook.identity.KeyFixture;

/**
 * Gives tests databases on one embedded server, which runs for the whole test run. Every Quarkus
 * test has it without naming it, and all share one database and one running service.
 */
@WithTestResource(value = DatabaseResource.class, scope = TestResourceScope.GLOBAL)
public final class DatabaseResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(call("shared"));
    settings.put("casebook.admin-key", KeyFixture.ADMINISTRATOR);
    // All tests come from one address; RateLimitsTest sets limits of its own.
    settings.put("casebook.limit.per-address", "0");
    settings.put("casebook.limit.per-caller", "0");
    settings.put("casebook.limit.failed-sign-ins", "0");
    // Tests of one council make more than it would ever have; WebhookTest counts.
    settings.put("casebook.webhook.most", "1000");
    return settings;
  }

  @Override
  public void stop() {
    // The server is there for the tests that follow.
  }

  /**
   * Makes an empty database with the roles of the real one, for a test that needs no running
   * service. A database of that name is thrown away.
   *
   * @return what the service would be configured with to use it
   */
  public static Map<String, String> emptyDatabase(String name) {
    return call("empty", name);
  }

  /** A connection to the database of the running service, as the role that migrates. */
  public static Connection connectAsOwner() throws SQLException {
    Config config = ConfigProvider.getConfig();
    return DriverManager.getConnection(
        config.getValue("quarkus.datasource.jdbc.url", String.class),
        config.getValue("quarkus.flyway.username", String.class),
        config.getValue("quarkus.flyway.password", String.class));
  }

  /** Quarkus loads its tests' classes anew; the server belongs to the class that came first. */
  @SuppressWarnings("unchecked")
  private static Map<String, String> call(String method, Object... arguments) {
    Class<?>[] types = Collections.nCopies(arguments.length, String.class).toArray(Class[]::new);
    try {
      return (Map<String, String>)
          ClassLoader.getSystemClassLoader()
              .loadClass("uk.casebook.database.TestServer")
              .getMethod(method, types)
              .invoke(null, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The test server does not start", e);
    }
  }
}
