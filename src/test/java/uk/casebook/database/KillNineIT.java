package uk.casebook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import uk.casebook.PackagedService;

/** Ends the packaged service in rude ways and looks at what its database has kept. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KillNineIT {
  @TempDir private Path directory;
  private Process service;

  @AfterEach
  void stopWhatIsLeft() throws InterruptedException {
    service.destroy();
    service.waitFor();
  }

  @Test
  void keepsEveryConfirmedRowWhenTheServiceIsKilledAndItsServerRunsOn() throws Exception {
    start();
    ProcessHandle orphan = server();
    try (Connection owner = connect()) {
      insertThousand(owner);
      service.destroyForcibly().waitFor();
      insertThousand(owner);
    }

    start();

    assertThat(orphan.isAlive()).isFalse();
    assertThat(countRows()).isEqualTo(2_000);
  }

  @Test
  void keepsEveryConfirmedRowWhenTheServerIsKilledToo() throws Exception {
    start();
    ProcessHandle server = server();
    try (Connection owner = connect()) {
      insertThousand(owner);
      server.destroyForcibly();
      service.destroyForcibly().waitFor();
    }
    server.onExit().join();

    start();

    assertThat(countRows()).isEqualTo(1_000);
  }

  @Test
  void beginsAgainWhenKilledInItsFirstStart() throws Exception {
    service = launch();
    while (unfinished().isEmpty()) {
      Thread.onSpinWait();
    }
    service.destroyForcibly().waitFor();

    start();

    assertThat(unfinished()).isEmpty();
    assertThat(server().isAlive()).isTrue();
  }

  @Test
  void refusesASecondServiceOnItsDirectory() throws Exception {
    start();

    Process second = launch();

    try (BufferedReader output = second.inputReader()) {
      assertThat(output.lines()).singleElement().asString().startsWith("Another Casebook");
    }
    assertThat(second.waitFor()).isEqualTo(1);
    try (Connection owner = connect()) {
      assertThat(owner.isValid(10)).isTrue();
    }
  }

  @Test
  void stopsItsServerWhenTerminated() throws Exception {
    start();
    ProcessHandle server = server();

    service.destroy();

    service.waitFor();
    // It takes its file away just before it ends.
    assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(30));
  }

  private void start() throws IOException {
    service = launch();
    PackagedService.awaitAddress(service);
  }

  private Process launch() throws IOException {
    return PackagedService.launch(directory);
  }

  private List<Path> unfinished() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "unfinished-*")) {
      entries.forEach(found::add);
    }
    return found;
  }

  private List<String> serverFile() throws IOException {
    return Files.readAllLines(directory.resolve("database/cluster/postmaster.pid"));
  }

  private ProcessHandle server() throws IOException {
    return ProcessHandle.of(Long.parseLong(serverFile().get(0))).orElseThrow();
  }

  private Connection connect() throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + serverFile().get(3) + "/casebook",
        "casebook_owner",
        Files.readAllLines(directory.resolve("database/passwords")).get(1));
  }

  private static void insertThousand(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists kept (number int)");
      for (int number = 0; number < 1_000; number++) {
        statement.execute("insert into kept values (" + number + ")");
      }
    }
  }

  private int countRows() throws IOException, SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from kept")) {
      count.next();
      return count.getInt(1);
    }
  }
}
