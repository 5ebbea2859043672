package uk.casebook.metric;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.casebook.identity.KeyFixture.editor;

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
    int judged = changed();
    assertThat(judged).isPositive();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from computed_change");
      statement.execute("delete from summary_figure");
    }
    assertThat(changed()).isZero();

    assertThat(metrics.computeMissing()).isTrue();
    assertThat(metrics.computeMissing()).isFalse();

    assertThat(changed()).isEqualTo(judged);
  }

  /** How many metrics have a change, asked by somebody whose answers are not kept. */
  private static int changed() {
    return given()
        .header("Authorization", editor())
        .get("/v1/metrics?hasChange=true")
        .path("total");
  }
}
