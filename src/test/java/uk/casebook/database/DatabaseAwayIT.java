package uk.casebook.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import uk.casebook.PackagedService;
import uk.casebook.identity.KeyFixture;

/** Kills the database under the packaged service, which reads and writes all the while. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DatabaseAwayIT {

  private static final List<String> KEPT =
      List.of(
          "/v1/case-studies/lifeways-communication",
          "/v1/case-studies?limit=20",
          "/v1/metrics?limit=20",
          "/v1/organisations?limit=20");

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
  @TempDir private Path directory;
  private EmbeddedDatabase database;
  private Process service;
  private String address;
  private volatile boolean seenEnough;

  @BeforeEach
  void start() throws IOException {
    database = EmbeddedDatabase.start(directory);
    service = PackagedService.launch(PackagedService.environment(database.configuration()));
    address = PackagedService.awaitAddress(service);
  }

  @AfterEach
  void stop() throws InterruptedException {
    service.destroy();
    service.waitFor();
    database.close();
  }

  @Test
  void whatIsKeptIsStillToldAndTheRestIsRefusedUntilItIsBack() throws Exception {
    String kept = get(KEPT.get(0)).body();
    Crash.of(cluster());
    // What was confirmed within two seconds is told as if nothing were.
    Thread.sleep(2_500);

    HttpResponse<String> told = get(KEPT.get(0));
    HttpResponse<String> refused = get("/v1/case-studies/sfc-personal-workforce-budgets");
    HttpResponse<String> ready = get("/q/health/ready");

    assertThat(told.statusCode()).isEqualTo(200);
    assertThat(told.body()).isEqualTo(kept);
    assertThat(told.headers().firstValueAsLong("Age").orElseThrow()).isBetween(2L, 60L);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("degraded");

    restart();
    long back = System.nanoTime();
    while (get("/v1/case-studies/sfc-personal-workforce-budgets").statusCode() != 200) {
      Thread.sleep(50);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(5));
    while (get(KEPT.get(0)).headers().firstValue("Age").isPresent()) {
      Thread.sleep(50);
    }
    assertThat(get("/q/health/ready").body()).doesNotContain("degraded");
  }

  @Test
  void tenKillsLoseNoConfirmedWriteAndNobodyIsToldOfAnError() throws Exception {
    for (String path : KEPT) {
      assertThat(get(path).statusCode()).isEqualTo(200);
    }
    Queue<Integer> reads = new ConcurrentLinkedQueue<>();
    Queue<Integer> writes = new ConcurrentLinkedQueue<>();
    Queue<String> confirmed = new ConcurrentLinkedQueue<>();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int caller = i;
      callers.add(
          caller(
              n -> {
                reads.add(get(KEPT.get((n + caller) % KEPT.size())).statusCode());
                Thread.sleep(5);
              }));
      callers.add(
          caller(
              n -> {
                String slug = "kill-" + caller + "-" + n;
                int status = write(slug);
                writes.add(status);
                if (status == 201) {
                  confirmed.add(slug);
                }
              }));
    }

    for (int kill = 0; kill < 10; kill++) {
      int before = confirmed.size();
      while (confirmed.size() < before + 5) {
        Thread.sleep(10);
      }
      Crash.of(cluster());
      Thread.sleep(kill % 2 == 0 ? 200 : 3_000);
      restart();
    }
    int before = confirmed.size();
    while (confirmed.size() < before + 5) {
      Thread.sleep(10);
    }
    seenEnough = true;
    for (Thread caller : callers) {
      caller.join();
    }

    // Between a write and the kill behind it nobody had asked whether what is kept still holds.
    assertThat(Set.copyOf(reads)).contains(200).isSubsetOf(200, 503);
    assertThat(Set.copyOf(writes)).containsExactlyInAnyOrder(201, 503);
    for (String slug : confirmed) {
      assertThat(
              client
                  .send(
                      request("/v1/case-studies/" + slug + "?view=working")
                          .header("Authorization", KeyFixture.admin())
                          .build(),
                      HttpResponse.BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(200);
    }
  }

  /** What a caller does, again and again. */
  private interface Call {
    void number(int n) throws IOException, InterruptedException;
  }

  private Thread caller(Call call) {
    Thread thread =
        new Thread(
            () -> {
              try {
                for (int n = 0; !seenEnough; n++) {
                  call.number(n);
                }
              } catch (InterruptedException e) {
                throw new IllegalStateException("Nobody interrupts callers", e);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.start();
    return thread;
  }

  private int write(String slug) throws IOException, InterruptedException {
    String body =
        new ObjectMapper()
            .writeValueAsString(
                Map.of(
                    "slug",
                    slug,
                    "title",
                    "A first point of contact",
                    "summary",
                    "One number and one team.",
                    "lead",
                    List.of("essex"),
                    "sections",
                    List.of(Map.of("kind", "approach", "body", "One team answers."))));
    return client
        .send(
            request("/v1/case-studies")
                .header("Authorization", KeyFixture.admin())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(20));
  }

  private Path cluster() {
    return directory.resolve("database/cluster");
  }

  private void restart() throws IOException, InterruptedException {
    Files.deleteIfExists(cluster().resolve("postmaster.pid"));
    PostgresPrograms.in(directory, directory.resolve("log/restart.log"))
        .run(
            "pg_ctl",
            "start",
            "-w",
            "-D",
            "" + cluster(),
            "-l",
            "" + directory.resolve("log/again.log"));
  }
}
