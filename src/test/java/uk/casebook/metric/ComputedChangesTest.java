package uk.casebook.metric;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import uk.casebook.database.OwnDatabase;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class ComputedChangesTest {

  @Inject DataSource database;
  @Inject MetricService metrics;

  @Test
  void areComputedForVersionsThatAnEarlierReleaseWrote() throws SQLException {
    int judged = get("/v1/metrics?hasChange=true").path("total");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from computed_change");
    }
    assertThat(get("/v1/metrics?hasChange=true").<Integer>path("total")).isZero();

    assertThat(metrics.computeMissing()).isTrue();
    assertThat(metrics.computeMissing()).isFalse();

    assertThat(get("/v1/metrics?hasChange=true").<Integer>path("total")).isEqualTo(judged);
  }
}
