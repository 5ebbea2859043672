package uk.casebook.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class DatabaseCheckTest {

  private static final LondonTime TODAY = new LondonTime(InstantSource.system());

  @Test
  void isDownWhenTheDatabaseIsAway() throws IOException, SQLException {
    ServerSocket nobody = listen();
    nobody.close();

    assertThat(check(nobody.getLocalPort())).isEqualTo(Status.DOWN);
  }

  @Test
  void isDownWhenTheDatabaseTakesConnectionsAndSaysNothing() throws IOException, SQLException {
    try (ServerSocket silent = listen()) {
      assertThat(check(silent.getLocalPort())).isEqualTo(Status.DOWN);
    }
  }

  @Test
  void isUpButDegradedWhileWhatIsKeptMayStillBeTold() throws IOException, SQLException {
    RegisterWatch told = new RegisterWatch(TODAY, 300);
    told.confirm("log", 1, null, System.nanoTime());
    told.lost();
    ServerSocket nobody = listen();
    nobody.close();

    assertThat(check(nobody.getLocalPort(), told)).isEqualTo(Status.UP);
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static Status check(int port) throws SQLException {
    return check(port, new RegisterWatch(TODAY, 300));
  }

  private static Status check(int port, RegisterWatch register) throws SQLException {
    AgroalDataSourceConfigurationSupplier settings =
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(1)
                        .acquisitionTimeout(Duration.ofMillis(500))
                        .connectionFactoryConfiguration(
                            factory ->
                                factory.jdbcUrl(
                                    "jdbc:postgresql://127.0.0.1:" + port + "/casebook")));
    try (AgroalDataSource database = AgroalDataSource.from(settings)) {
      return new DatabaseCheck(database, register).call().getStatus();
    }
  }
}
