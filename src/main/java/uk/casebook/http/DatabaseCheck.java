package uk.casebook.http;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready means: the database answers, or what was kept of its answers may still be told. Takes the
 * place of Quarkus' own check, which waits for ever for a database that accepts connections and
 * then says nothing, and tells the caller the reason.
 */
@Readiness
@Singleton
class DatabaseCheck implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(DatabaseCheck.class);
  private static final int SECONDS_TO_ANSWER = 1;

  private final DataSource database;
  private final RegisterWatch register;

  DatabaseCheck(DataSource database, RegisterWatch register) {
    this.database = database;
    this.register = register;
  }

  /** Takes at most the time to get a connection plus the time to answer. */
  @Override
  public HealthCheckResponse call() {
    boolean answers = answers();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("database").status(answers || register.isStale());
    return (answers ? response : response.withData("state", "degraded")).build();
  }

  private boolean answers() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(SECONDS_TO_ANSWER);
    } catch (SQLException e) {
      LOG.infof("The database does not answer: %s", e.getMessage());
      return false;
    }
  }
}
