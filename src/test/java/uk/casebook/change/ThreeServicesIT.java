package uk.casebook.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import uk.casebook.PackagedService;
import uk.casebook.database.EmbeddedDatabase;
import uk.casebook.identity.KeyFixture;
import uk.casebook.webhook.Receiver;

/** Three packaged services on one database, of which one is killed while all of them work. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ThreeServicesIT {

  private static final int SERVICES = 3;
  private static final int WRITERS = 6;

  /** For how long an answer may be told after it was changed through another process. */
  private static final Duration LONGEST_KEPT = Duration.ofSeconds(2);

  /** Of each, a receiver is told. */
  private static final List<String> COUNCILS =
      List.of("essex", "bedford", "norfolk", "bury", "hertfordshire", "cambridgeshire");

  private static final String SHARED = "/v1/case-studies/written-by-all";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Service> services = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  @TempDir private Path directory;
  private EmbeddedDatabase database;

  /** One of the processes, which may be replaced by another one in its place. */
  private static final class Service {

    private volatile Process process;
    private volatile String address = "";
    private volatile boolean serves;
    private volatile boolean killed;
    private final AtomicInteger writing = new AtomicInteger();

    Service(Map<String, String> environment) throws IOException {
      process = PackagedService.launch(environment);
    }

    void await() throws IOException {
      address = PackagedService.awaitAddress(process);
      serves = true;
    }

    void kill() throws InterruptedException {
      killed = true;
      process.destroyForcibly().waitFor();
      serves = false;
    }

    void restart(Map<String, String> environment) throws IOException {
      killed = false;
      process = PackagedService.launch(environment);
      await();
    }

    /** How many messages it is sending: each keeps a thread waiting for its answer. */
    int sending() throws IOException {
      Process dump =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(process.pid()),
                  "Thread.print")
              .redirectErrorStream(true)
              .start();
      try (var output = dump.inputReader()) {
        return Math.toIntExact(
            output.lines().filter(line -> line.contains("WebhookClient.send(")).count());
      }
    }
  }

  @BeforeEach
  void start() throws IOException {
    database = EmbeddedDatabase.start(directory.resolve("data"));
    environment.putAll(PackagedService.environment(database.configuration()));
    environment.put("CASEBOOK_WEBHOOK_ALLOW", "127.0.0.0/8");
    environment.put("CASEBOOK_WEBHOOK_TIMEOUT", "10S");
    for (int i = 0; i < SERVICES; i++) {
      services.add(new Service(environment));
    }
    for (Service service : services) {
      service.await();
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    threads.shutdownNow();
    for (Service service : services) {
      service.process.destroy();
    }
    for (Service service : services) {
      service.process.waitFor();
    }
    database.close();
  }

  @Test
  void allTellTheSameAsTheDatabaseAfterOneWasKilledInTheMiddleOfWriting() throws Exception {
    send(services.get(0), "POST", "/v1/case-studies", study("written-by-all"), 201);
    List<Writer> writers = IntStream.range(0, WRITERS).mapToObj(Writer::new).toList();
    List<Future<Void>> writing = writers.stream().map(threads::submit).toList();

    Thread.sleep(5_000);
    while (services.get(1).writing.get() < 2) {
      Thread.onSpinWait();
    }
    services.get(1).kill();
    Thread.sleep(2_000);
    services.get(1).restart(environment);
    Thread.sleep(5_000);
    writers.forEach(Writer::finish);
    for (Future<Void> writer : writing) {
      writer.get();
    }

    Set<String> register = sameDigests();
    List<JsonNode> feed = feed(services.get(0), 500);
    assertThat(things(feed)).isEqualTo(register);
    assertThat(feed(services.get(1), 137)).isEqualTo(feed);
    assertThat(feed(services.get(2), 499)).isEqualTo(feed);
    for (Service service : services) {
      assertThat(exported(service)).isEqualTo(register);
    }
    Set<String> written = new HashSet<>();
    for (Service service : services) {
      written.add(get(service, SHARED + "?view=working", true).body());
    }
    assertThat(written).hasSize(1);
    for (Writer writer : writers) {
      writer.check();
      assertThat(writer.published).isGreaterThan(1);
      // Of two who added to what they had both read, one was told that he came too late.
      assertThat(written.iterator().next()).contains(writer.appended);
    }
    assertThat(writers).anySatisfy(writer -> assertThat(writer.lost).isPositive());
  }

  @Test
  void tellReceiversEverythingInOrderAndNothingTwiceButWhatAKilledOneWasSending() throws Exception {
    CountDownLatch killed = new CountDownLatch(1);
    AtomicInteger hold = new AtomicInteger(Integer.MAX_VALUE);
    Queue<String> held = new ConcurrentLinkedQueue<>();
    try (Receiver receiver =
        Receiver.that(
            (exchange, earlier) -> {
              if (earlier >= hold.get() && killed.getCount() > 0) {
                held.add(exchange.getRequestHeaders().getFirst("webhook-id"));
                killed.await();
              }
              exchange.sendResponseHeaders(204, -1);
            })) {
      Map<String, String> secrets = new HashMap<>();
      Map<String, String> due = new HashMap<>();
      for (String council : COUNCILS) {
        Map<String, List<String>> filter =
            Map.of("type", List.of("organisation"), "council", List.of(council));
        JsonNode made =
            send(
                anyOf(new Random()),
                "POST",
                "/v1/webhooks",
                Map.of("url", receiver.url(), "filter", filter),
                201);
        secrets.put(made.get("id").textValue(), made.get("secret").textValue());
        due.put(made.get("id").textValue(), council);
      }
      Keeper keeper = new Keeper();
      Future<Void> keeping = threads.submit(keeper);
      Thread.sleep(4_000);
      hold.set(receiver.messages().size());
      soon(() -> held.size() == secrets.size());

      int most = 0;
      List<Integer> sending = new ArrayList<>();
      for (Service service : services) {
        sending.add(service.sending());
        most = sending.get(sending.size() - 1) > sending.get(most) ? sending.size() - 1 : most;
      }
      services.get(most).kill();
      Set<String> repeatable = Set.copyOf(held);
      killed.countDown();
      Thread.sleep(4_000);
      keeper.finish();
      keeping.get();
      assertThat(sending.stream().mapToInt(Integer::intValue).sum()).isEqualTo(secrets.size());

      for (String webhook : secrets.keySet()) {
        List<String> all =
            texts(
                """
                select c.position from change c join organisation o on o.id = c.resource_id
                where o.slug = ? and c.version > 1 order by c.position
                """,
                due.get(webhook));
        assertThat(all).hasSizeGreaterThan(2);
        soon(() -> positions(once(told(receiver, webhook))).equals(all));
      }
      // What is noted only now would be sent again a little later.
      Thread.sleep(3_000);
      List<String> repeated = new ArrayList<>();
      for (Map.Entry<String, String> webhook : secrets.entrySet()) {
        List<Receiver.Message> told = told(receiver, webhook.getKey());
        for (Receiver.Message message : told) {
          assertThat(message.headers().getFirst("webhook-signature"))
              .isEqualTo(message.signature(webhook.getValue()));
        }
        List<Receiver.Message> once = once(told);
        assertThat(once.stream().map(Receiver.Message::id)).doesNotHaveDuplicates();
        List<String> ids = new ArrayList<>(told.stream().map(Receiver.Message::id).toList());
        once.forEach(message -> ids.remove(message.id()));
        repeated.addAll(ids);
      }
      assertThat(repeated).doesNotHaveDuplicates().isSubsetOf(repeatable);
      assertThat(repeated).hasSize(sending.get(most));
    }
  }

  /** Whoever does something again and again until the test has seen enough. */
  private abstract static class Doer implements Callable<Void> {

    private volatile boolean finishing;

    void finish() {
      finishing = true;
    }

    abstract void act() throws IOException, InterruptedException;

    @Override
    public Void call() throws IOException, InterruptedException {
      while (!finishing) {
        act();
      }
      return null;
    }
  }

  /** Changes councils, one after the other, through all services that are there. */
  private final class Keeper extends Doer {

    private final Random random = new Random(1);
    private int changed;

    @Override
    void act() throws IOException, InterruptedException {
      Service service = anyOf(random);
      String council = "/v1/organisations/" + COUNCILS.get(random.nextInt(COUNCILS.size()));
      String website = "https://council.example.org/" + changed++;
      try {
        send(service, "PATCH", council, Map.of("website", website), 200);
      } catch (IOException e) {
        assertThat(service.killed).as("%s", e).isTrue();
      }
      // Long enough for whoever sent the last message to be done: the next one is anybody's.
      Thread.sleep(random.nextInt(200));
    }
  }

  /**
   * What a case study is to be seen as.
   *
   * @param told its title for everybody, or the status instead
   * @param written its title for those who write, or the status instead
   */
  private record State(String told, String written) {}

  /**
   * Writes case studies of its own, each step through any of the services, and adds to one that all
   * write. When an answer does not come, the step was done or was not, and the next case study is
   * begun.
   */
  private final class Writer extends Doer {

    private final int number;
    private final Random random;
    private final Map<String, Set<State>> possible = new LinkedHashMap<>();
    private final List<String> appended = new ArrayList<>();
    private int published;
    private int lost;

    Writer(int number) {
      this.number = number;
      this.random = new Random(number);
    }

    @Override
    void act() throws IOException, InterruptedException {
      Service service = anyOf(random);
      try {
        append(service, " %d-%d;".formatted(number, possible.size()));
        String slug = "three-%d-%d".formatted(number, possible.size());
        String path = "/v1/case-studies/" + slug;
        service = anyOf(random);
        possible.put(slug, Set.of(new State("404", "404")));
        step(slug, new State("404", slug), service, "POST", "/v1/case-studies", study(slug), 201);
        String title = slug;
        for (int edit = 0; edit <= random.nextInt(3); edit++) {
          title = slug + " edited " + edit;
          State before = possible.get(slug).iterator().next();
          service = anyOf(random);
          State edited = new State(before.told(), title);
          step(slug, edited, service, "PATCH", path, Map.of("title", title), 200);
          service = anyOf(random);
          step(slug, edited, service, "POST", path + "/submit", null, 200);
          service = anyOf(random);
          step(slug, new State(title, title), service, "POST", path + "/publish", null, 200);
          published++;
          await(path, title, service);
        }
        if (random.nextInt(4) == 0) {
          service = anyOf(random);
          Map<String, String> reason = Map.of("reason", "It was wrong.");
          State gone = new State("410", title);
          step(slug, gone, service, "POST", path + "/withdraw", reason, 200);
          await(path, "410", service);
        }
      } catch (IOException e) {
        assertThat(service.killed).as("%s", e).isTrue();
        lost++;
      }
    }

    private void step(
        String slug,
        State after,
        Service service,
        String method,
        String path,
        @Nullable Object body,
        int status)
        throws IOException, InterruptedException {
      Set<State> either = new HashSet<>(possible.get(slug));
      either.add(after);
      possible.put(slug, either);
      send(service, method, path, body, status);
      possible.put(slug, Set.of(after));
    }

    /** Adds to what all write, unless another writer was quicker. */
    private void append(Service service, String word) throws IOException, InterruptedException {
      HttpResponse<String> read = get(service, SHARED + "?view=working", true);
      String text = JSON.readTree(read.body()).at("/sections/0/body").textValue();
      HttpResponse<String> answer =
          client.send(
              request(service, SHARED, true)
                  .header("Content-Type", "application/merge-patch+json")
                  .header("If-Match", read.headers().firstValue("ETag").orElseThrow())
                  .method(
                      "PATCH",
                      BodyPublishers.ofString(JSON.writeValueAsString(sections(text + word))))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 412);
      if (answer.statusCode() == 200) {
        appended.add(word);
      }
    }

    /** Whoever wrote tells at once what was written, the others soon. */
    private void await(String path, String told, Service writer)
        throws IOException, InterruptedException {
      long written = System.nanoTime();
      assertThat(told(writer, path)).isEqualTo(told);
      for (Service service : services) {
        while (service.serves) {
          long asked = System.nanoTime() - written;
          try {
            if (told(service, path).equals(told)) {
              break;
            }
          } catch (IOException e) {
            assertThat(service.killed).as("%s", e).isTrue();
            break;
          }
          assertThat(Duration.ofNanos(asked)).as(path).isLessThan(LONGEST_KEPT);
          Thread.sleep(5);
        }
      }
    }

    /** Everything is as it was confirmed, whole, and the same wherever it is read. */
    void check() throws IOException, InterruptedException {
      for (Map.Entry<String, Set<State>> study : possible.entrySet()) {
        String path = "/v1/case-studies/" + study.getKey();
        Set<State> seen = new HashSet<>();
        Set<String> answers = new HashSet<>();
        for (Service service : services) {
          HttpResponse<String> answer = get(service, path, false);
          HttpResponse<String> working = get(service, path + "?view=working", true);
          seen.add(new State(title(answer), title(working)));
          answers.add(
              answer.statusCode() == 200
                  ? answer.headers().firstValue("ETag").orElseThrow() + answer.body()
                  : "" + answer.statusCode());
          if (working.statusCode() == 200) {
            JsonNode whole = JSON.readTree(working.body());
            JsonNode sent = JSON.valueToTree(study(study.getKey()));
            assertThat(whole.get("sections")).isEqualTo(sent.get("sections"));
            assertThat(whole.get("topics")).isEqualTo(sent.get("topics"));
            assertThat(whole.get("lead").findValuesAsText("slug")).containsExactly("essex");
            assertThat(whole.get("partners").findValuesAsText("slug")).containsExactly("bedford");
            assertThat(whole.get("contacts")).hasSize(1);
          }
        }
        assertThat(answers).as(path).hasSize(1);
        assertThat(seen).as(path).hasSize(1).isSubsetOf(study.getValue());
      }
    }
  }

  private static Map<String, Object> sections(String text) {
    return Map.of("sections", List.of(Map.of("kind", "approach", "body", text)));
  }

  private static Map<String, Object> study(String slug) {
    Map<String, Object> study = new HashMap<>(sections("One team answers."));
    study.putAll(
        Map.of(
            "slug", slug,
            "title", slug,
            "summary", "One number and one team.",
            "topics", List.of("unpaid-carers"),
            "lead", List.of("essex"),
            "partners", List.of("bedford"),
            "contacts", List.of(Map.of("name", "A contact", "consentUntil", "2099-12-31"))));
    return study;
  }

  private Service anyOf(Random random) {
    Service service;
    do {
      service = services.get(random.nextInt(SERVICES));
    } while (!service.serves);
    return service;
  }

  private JsonNode send(
      Service service, String method, String path, @Nullable Object body, int status)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(service, path, true)
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (body != null) {
      request.header(
          "Content-Type",
          method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
    }
    if (!List.of("/v1/case-studies", "/v1/organisations", "/v1/webhooks").contains(path)) {
      request.header("If-Match", "*");
    }
    service.writing.incrementAndGet();
    HttpResponse<String> response;
    try {
      response = client.send(request.build(), BodyHandlers.ofString());
    } finally {
      service.writing.decrementAndGet();
    }
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(status);
    return JSON.readTree(response.body());
  }

  private HttpResponse<String> get(Service service, String path, boolean signedIn)
      throws IOException, InterruptedException {
    return client.send(request(service, path, signedIn).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(Service service, String path, boolean signedIn) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service.address + path)).timeout(Duration.ofSeconds(60));
    return signedIn ? request.header("Authorization", KeyFixture.admin()) : request;
  }

  private String told(Service service, String path) throws IOException, InterruptedException {
    return title(get(service, path, false));
  }

  private static String title(HttpResponse<String> answer) throws IOException {
    return answer.statusCode() == 200
        ? JSON.readTree(answer.body()).get("title").textValue()
        : Integer.toString(answer.statusCode());
  }

  /** The register as the tables have it, once all services have its digest. */
  private Set<String> sameDigests() throws Exception {
    Set<String> register;
    try (Connection connection = connect()) {
      register = Register.read(connection);
      assertThat(Register.readItems(connection)).isEqualTo(register);
    }
    List<String> expected = Register.digests(register);
    for (Service service : services) {
      soon(() -> digests(service).findValuesAsText("digest").containsAll(expected));
    }
    Set<JsonNode> digests = new HashSet<>();
    for (Service service : services) {
      digests.add(digests(service));
    }
    assertThat(digests).hasSize(1);
    return register;
  }

  private JsonNode digests(Service service) throws IOException, InterruptedException {
    return JSON.readTree(get(service, "/v1/changes/digest", false).body());
  }

  private List<JsonNode> feed(Service service, int limit) throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    String next = "/v1/changes?limit=" + limit;
    boolean caughtUp;
    do {
      JsonNode page = JSON.readTree(get(service, next, false).body());
      page.get("items").forEach(items::add);
      next = page.get("next").textValue();
      caughtUp = page.get("caughtUp").booleanValue();
    } while (!caughtUp);
    return items;
  }

  /** What is there in the end, if one goes through the feed. */
  private static Set<String> things(List<JsonNode> feed) {
    Map<String, String> things = new HashMap<>();
    for (JsonNode item : feed) {
      String thing = item.get("resource").textValue() + "/" + item.get("id").textValue();
      if (Set.of("published", "updated").contains(item.get("op").textValue())) {
        things.put(thing, thing + "/" + item.get("version"));
      } else {
        things.remove(thing);
      }
    }
    return new TreeSet<>(things.values());
  }

  /** What a mirror that begins with this service's snapshot has; it checks the digest as well. */
  private Set<String> exported(Service service) throws IOException, InterruptedException {
    Path state = Files.createTempDirectory(directory, "mirror");
    Mirror mirror = new Mirror(URI.create(service.address), state);
    mirror.start();
    return mirror.items().stream()
        .map(item -> item.resource() + "/" + item.id() + "/" + item.version())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Receiver.Message> told(Receiver receiver, String webhook) {
    return receiver.messages().stream()
        .filter(message -> message.body().contains(webhook))
        .toList();
  }

  /** Without those that are the one before them again. */
  private static List<Receiver.Message> once(List<Receiver.Message> told) {
    List<Receiver.Message> once = new ArrayList<>();
    for (Receiver.Message message : told) {
      Receiver.Message last = once.isEmpty() ? null : once.get(once.size() - 1);
      if (last == null || !last.id().equals(message.id())) {
        once.add(message);
      } else {
        assertThat(message.body()).isEqualTo(last.body());
      }
    }
    return once;
  }

  private static List<String> positions(List<Receiver.Message> told) throws IOException {
    List<String> positions = new ArrayList<>();
    for (Receiver.Message message : told) {
      JSON.readTree(message.body())
          .at("/data/changes")
          .forEach(change -> positions.add(change.get("position").asText()));
    }
    return positions;
  }

  private Connection connect() throws SQLException {
    Map<String, String> configuration = database.configuration();
    return DriverManager.getConnection(
        configuration.get("quarkus.datasource.jdbc.url"),
        configuration.get("quarkus.datasource.username"),
        configuration.get("quarkus.datasource.password"));
  }

  private List<String> texts(String query, String parameter) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, parameter);
      try (ResultSet rows = statement.executeQuery()) {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
        return texts;
      }
    }
  }

  /** Waits for what happens within the time that the lease of a killed service lasts. */
  private static void soon(Callable<Boolean> happens) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!happens.call()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(100);
    }
  }
}
