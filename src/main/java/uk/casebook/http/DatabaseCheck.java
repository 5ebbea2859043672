package uk.casebook.http;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready means: the database answers. Takes the place of Quarkus' own check, which waits for ever
 * for a database that accepts connections and then says nothing, and tells the caller the reason.
 */
@Readiness
@Singleton
class DatabaseCheck implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(DatabaseCheck.class);
  private static final int SECONDS_TO_ANSWER = 1;

  private final DataSource database;

  DatabaseCheck(DataSource database) {
    this.database = database;
  }

  /** Takes at most the time to get a connection plus the time to answer. */
  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("database").status(answers()).build();
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
