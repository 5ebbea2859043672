package uk.casebook.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import uk.casebook.PackagedService;
import uk.casebook.identity.KeyFixture;

/** Packaged services, which keep no answers, with a streaming replica to read from. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadReplicaIT {

  private static final String POSITION = "Casebook-Position";
  private static final List<String> PATHS =
      List.of(
          "/v1/case-studies/lifeways-communication",
          "/v1/case-studies?limit=20&q=care",
          "/v1/metrics/summary?groupBy=theme",
          "/v1/organisations?limit=20");

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> services = new ArrayList<>();
  private EmbeddedDatabase primary;
  private StreamingReplica replica;
  private String address;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    primary = EmbeddedDatabase.start(directory);
    replica = StreamingReplica.of(primary, directory);
    address = service();
  }

  private String service() throws IOException {
    Map<String, String> environment = PackagedService.environment(primary.configuration());
    environment.put("CASEBOOK_CACHE_BYTES", "0");
    environment.put("CASEBOOK_READ_JDBC_URL", replica.url());
    Process service = PackagedService.launch(environment);
    services.add(service);
    return PackagedService.awaitAddress(service);
  }

  @AfterAll
  void stop() throws InterruptedException {
    for (Process service : services) {
      service.destroy();
      service.waitFor();
    }
    replica.close();
    primary.close();
  }

  @Test
  void everybodysReadsAreAnsweredByTheReplica() throws Exception {
    awaitReadsOnReplica();
    // Documents are made by whoever reads them first, and kept at the primary.
    get(address, PATHS.get(0));
    String position = get(address, PATHS.get(0)).headers().firstValue(POSITION).orElseThrow();
    double atPrimary = connections("default");
    double atReplica = connections("read");
    int reads = 40;
    for (int n = 0; n < reads; n++) {
      assertThat(get(address, PATHS.get(n % PATHS.size()), POSITION, position).statusCode())
          .isEqualTo(200);
    }

    assertThat(connections("read") - atReplica).isGreaterThanOrEqualTo(reads);
    // Something is asked of the primary each second beside them.
    assertThat(connections("default") - atPrimary).isLessThan(reads);
    assertThat(get(address, PATHS.get(0), "Authorization", KeyFixture.admin()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aWriteIsReadAtOnceWhileTheReplicaIsBehind() throws Exception {
    awaitReadsOnReplica();
    replica.pause();

    for (int n = 0; n < 20; n++) {
      String path = write(address, "behind-" + n).path();

      assertThat(get(address, path).statusCode()).isEqualTo(200);
      assertThat(get(address, path, "Authorization", KeyFixture.admin()).statusCode())
          .isEqualTo(200);
      Thread.sleep(n);
      assertThat(get(address, path).statusCode()).isEqualTo(200);
    }

    replica.resume();
    awaitReadsOnReplica();
    assertThat(get(address, "/v1/organisations/behind-19").statusCode()).isEqualTo(200);
  }

  @Test
  void anotherProcessIsNotBehindThePositionThatItIsAskedWith() throws Exception {
    String other = service();
    awaitReadsOnReplica();
    replica.pause();

    for (int n = 0; n < 20; n++) {
      Written written = write(address, "elsewhere-" + n);
      HttpResponse<String> read = get(other, written.path(), POSITION, written.position());

      assertThat(read.statusCode()).isEqualTo(200);
      assertThat(number(read.headers().firstValue(POSITION).orElseThrow()))
          .isGreaterThanOrEqualTo(number(written.position()));
    }
    replica.resume();
  }

  @Test
  void aReplicaThatIsKilledCostsNoRead() throws Exception {
    awaitReadsOnReplica();
    Queue<String> failed = new ConcurrentLinkedQueue<>();
    AtomicBoolean seenEnough = new AtomicBoolean();
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int first = i;
      readers.add(
          new Thread(
              () -> {
                try {
                  for (int n = first; !seenEnough.get(); n++) {
                    HttpResponse<String> read = get(address, PATHS.get(n % PATHS.size()));
                    if (read.statusCode() != 200) {
                      failed.add(read.toString());
                    }
                  }
                } catch (IOException | InterruptedException e) {
                  failed.add(e.toString());
                }
              }));
    }
    readers.forEach(Thread::start);

    for (int kill = 0; kill < 3; kill++) {
      Thread.sleep(1_000);
      replica.kill();
      Thread.sleep(2_000);
      replica.start();
      awaitReadsOnReplica();
    }
    seenEnough.set(true);
    for (Thread reader : readers) {
      reader.join();
    }

    assertThat(failed).isEmpty();
  }

  private record Written(String path, String position) {}

  private Written write(String service, String slug) throws IOException, InterruptedException {
    String body =
        new ObjectMapper()
            .writeValueAsString(Map.of("slug", slug, "name", slug, "kind", "charity"));
    HttpResponse<String> answer =
        client.send(
            request(service, "/v1/organisations")
                .header("Authorization", KeyFixture.admin())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(201);
    return new Written(
        "/v1/organisations/" + slug, answer.headers().firstValue(POSITION).orElseThrow());
  }

  private static long number(String position) {
    return Long.parseLong(position.substring(0, position.indexOf('.')));
  }

  /** Reads until the primary is asked no more than beside reads, once in a while. */
  private void awaitReadsOnReplica() throws IOException, InterruptedException {
    double atPrimary;
    double atReplica;
    do {
      atPrimary = connections("default");
      atReplica = connections("read");
      for (int n = 0; n < 10; n++) {
        assertThat(get(address, PATHS.get(3)).statusCode()).isEqualTo(200);
      }
    } while (connections("default") - atPrimary > 5 || connections("read") - atReplica < 10);
  }

  /** How often a connection has been taken from a pool. */
  private double connections(String pool) throws IOException, InterruptedException {
    return get(address, "/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("agroal_acquire_count_total{datasource=\"" + pool + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private HttpResponse<String> get(String service, String path, String... fields)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(service, path);
    if (fields.length > 0) {
      request.headers(fields);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String service, String path) {
    return HttpRequest.newBuilder(URI.create(service + path)).timeout(Duration.ofSeconds(20));
  }
}
