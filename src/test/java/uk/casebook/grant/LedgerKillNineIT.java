package uk.casebook.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.PackagedService;
import uk.casebook.database.MigratedDatabase;

/** Kills the packaged service, and its database, in the middle of spending. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LedgerKillNineIT {

  private static final int SPENDERS = 8;

  @TempDir private Path directory;
  private Process service;

  @AfterEach
  void stopWhatIsLeft() throws InterruptedException {
    service.destroy();
    service.waitFor();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepsEveryConfirmedEntryAndLinesThatAgree(boolean killServerToo) throws Exception {
    String ledger = start() + "/v1/grants/360G-test-killed/ledger";
    String key = Files.readString(directory.resolve("admin-key")).strip();
    try (Connection owner = connect()) {
      award(owner);
    }
    Queue<String> confirmed = new ConcurrentLinkedQueue<>();
    List<Thread> spenders = new ArrayList<>();
    for (int i = 0; i < SPENDERS; i++) {
      String name = "S" + i + "-";
      Thread spender = new Thread(() -> spend(ledger, key, name, confirmed));
      spender.start();
      spenders.add(spender);
    }
    while (confirmed.size() < 200) {
      Thread.onSpinWait();
    }
    ProcessHandle server = server();
    if (killServerToo) {
      server.destroyForcibly();
    }
    service.destroyForcibly().waitFor();
    for (Thread spender : spenders) {
      spender.join();
    }
    if (killServerToo) {
      server.onExit().join();
    }

    start();

    try (Connection owner = connect()) {
      assertThat(Set.copyOf(MigratedDatabase.texts(owner, "select reference from ledger_entry")))
          .containsAll(confirmed);
      assertThat(
              MigratedDatabase.texts(
                  owner,
                  """
                  select spent || ' ' || remaining || ' ' || version
                  from grant_line l join grant_award g on g.id = l.grant_id
                  """))
          .isEqualTo(
              MigratedDatabase.texts(
                  owner,
                  """
                  select sum(amount) || ' ' || (1000000 - sum(amount)) || ' ' || (1 + count(*))
                  from ledger_entry
                  """));
      assertThat(
              MigratedDatabase.texts(
                  owner,
                  "select distinct position - row_number() over (order by position) from ledger_entry"))
          .containsExactly("0");
    }
  }

  /** Spends a penny more each time, until nobody answers. */
  private static void spend(String ledger, String key, String name, Queue<String> confirmed) {
    HttpClient client = HttpClient.newHttpClient();
    for (int number = 1; ; number++) {
      String reference = name + number;
      String body =
          """
          {"reference": "%s", "kind": "spend", "line": 1, "amount": %d.%02d, "on": "2026-01-02"}
          """
              .formatted(reference, number / 100, number % 100);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(ledger))
              .header("Authorization", "Bearer " + key)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      try {
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 201) {
          confirmed.add(reference);
        }
      } catch (IOException e) {
        return;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void award(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(
          """
          begin;
          insert into grant_award (id, identifier, funding_programme_id, recipient_id, title,
            currency, amount_awarded, award_date, status, version, created_at, updated_at)
          select '00000000-0000-4000-8000-000000000001', '360G-test-killed', p.id, o.id, 'T', 'GBP',
            1000000, '2026-01-01', 'active', 1, now(), now()
          from funding_programme p, organisation o
          where p.slug = 'oasi-grants' and o.slug = 'essex';
          insert into grant_line (grant_id, number, category, awarded, amount, committed, spent)
          values ('00000000-0000-4000-8000-000000000001', 1, 'training', 1000000, 0, 0, 0);
          commit;
          """);
    }
  }

  private String start() throws IOException {
    service = PackagedService.launch(directory);
    return PackagedService.awaitAddress(service);
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
}
