package uk.casebook.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.casebook.database.OwnDatabase;

/**
 * Sixteen writers and four pullers: whoever follows the feed ends with the register and was told
 * every committed change once, in one order; whoever follows timestamps does not.
 *
 * <p>It runs for half a minute, or as many seconds as {@code -Dsoak.seconds=600} says.
 */
@Tag("slow")
@QuarkusTest
@TestProfile(ChangeFeedSoakIT.Profile.class)
class ChangeFeedSoakIT {

  private static final int SECONDS = Integer.getInteger("soak.seconds", 30);
  private static final int WRITERS = 16;
  private static final int THINGS = 1_000;
  private static final long MOST_MINUTES_TO_END = 5;
  private static final System.Logger LOG = System.getLogger(ChangeFeedSoakIT.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExecutorService pool = Executors.newCachedThreadPool();

  @TestHTTPResource("/")
  URI service;

  @TempDir Path directory;

  /** A database of its own, and no line in the log for each of very many requests. */
  public static final class Profile implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
      return new OwnDatabase().testResources();
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.log.category.\"uk.casebook.http.RequestLog\".level", "WARN");
    }
  }

  @Test
  void tellsEveryPullerEveryChangeInTheOrderOfCommits() throws Exception {
    orderAll();
    int shipped = Integer.parseInt(texts("select count(*) from change").get(0));
    SoakWriter.Things things = new SoakWriter.Things(ChangeFeedSoakIT::connect);
    things.create(THINGS);
    SoakPuller all = new SoakPuller(service, directory.resolve("all"), "");
    SoakPuller organisations =
        new SoakPuller(service, directory.resolve("organisations"), "&type=organisation");
    ByTimestamp byTimestamp = new ByTimestamp();
    MirrorKiller mirror = new MirrorKiller();
    SoakPuller late;
    try {
      List<Future<Void>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(pool.submit(new SoakWriter(things)));
      }
      List<Future<Void>> pullers =
          new ArrayList<>(
              List.of(
                  pool.submit(all),
                  pool.submit(organisations),
                  pool.submit(byTimestamp),
                  pool.submit(mirror)));
      late = new SoakPuller(service, directory.resolve("late"), "").fromSnapshot();
      pullers.add(pool.submit(late));
      letRun(writers, pullers);
      things.stop();
      end(writers);
      LOG.log(System.Logger.Level.INFO, "The writers are done");
      orderAll();
      LOG.log(System.Logger.Level.INFO, "All is ordered");
      List.of(all, organisations, late).forEach(SoakPuller::finish);
      byTimestamp.finish();
      mirror.finish();
      end(pullers);
      LOG.log(System.Logger.Level.INFO, "The pullers are done");
    } finally {
      things.stop();
      pool.shutdownNow();
    }

    Set<String> register = register();
    Set<String> registered =
        register.stream().filter(this::isOrganisation).collect(Collectors.toSet());
    Set<String> wrong = byTimestamp.wrong(registered);
    List<String> log =
        texts(
            """
            select resource || '/' || resource_id || '/' || version || '/' || op
            from change order by position
            """);
    LOG.log(
        System.Logger.Level.INFO,
        "{0} commits, {1} rolled back, {2} failed; {3} changes; pages (kills): {4} ({5}), {6} ({7}),"
            + " {8} ({9}), mirror {10} ({11}); {12} polls by timestamp left {13} things wrong",
        things.commits,
        things.rollbacks,
        things.failures,
        log.size(),
        all.pages(),
        all.kills(),
        organisations.pages(),
        organisations.kills(),
        late.pages(),
        late.kills(),
        mirror.pages,
        mirror.kills,
        byTimestamp.polls,
        wrong.size());
    assertThat(all.told()).isEqualTo(log);
    assertThat(late.told()).isEqualTo(log.subList(log.size() - late.told().size(), log.size()));
    assertThat(organisations.told()).isEqualTo(log.stream().filter(this::isOrganisation).toList());
    assertThat(
            inOrder(log.subList(shipped, log.size())).stream()
                .map(ChangeFeedSoakIT::signed)
                .sorted()
                .toList())
        .isEqualTo(things.committed.stream().sorted().toList());

    assertThat(all.things()).isEqualTo(register);
    assertThat(late.things()).isEqualTo(register);
    assertThat(mirror.things()).isEqualTo(register);
    assertThat(new SoakPuller(service, directory.resolve("new"), "").fromSnapshot().things())
        .isEqualTo(register);
    assertThat(organisations.things()).isEqualTo(registered);
    assertThat(digests()).isEqualTo(Register.digests(register));

    assertThat(wrong).isNotEmpty();
  }

  private void letRun(List<Future<Void>> writers, List<Future<Void>> pullers) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() - end < 0) {
      Thread.sleep(100);
      for (List<Future<Void>> running : List.of(writers, pullers)) {
        for (Future<Void> one : running) {
          if (one.isDone()) {
            one.get();
          }
        }
      }
    }
  }

  private static void end(List<Future<Void>> running)
      throws ExecutionException, InterruptedException, TimeoutException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MOST_MINUTES_TO_END);
    for (Future<Void> one : running) {
      one.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  private static void orderAll() throws SQLException {
    List<String> ordered;
    do {
      ordered = texts("select order_changes()");
    } while (!ordered.equals(List.of("0")));
  }

  private boolean isOrganisation(String thing) {
    return thing.startsWith("organisation/");
  }

  /**
   * The changes of things themselves: not those of what their answers name, which come with the
   * version that the thing had. Fails if a version of a thing comes behind a later one or leaves
   * one out, or if a merged organisation comes back.
   */
  private static List<String> inOrder(List<String> log) {
    Map<String, Integer> versions = new HashMap<>();
    Set<String> there = new HashSet<>();
    Set<String> merged = new HashSet<>();
    List<String> own = new ArrayList<>();
    for (String change : log) {
      String[] parts = change.split("/", -1);
      String id = parts[1];
      int before = versions.getOrDefault(id, 0);
      int version = Integer.parseInt(parts[2]);
      boolean gone = parts[3].equals("withdrawn");
      boolean isOrganisation = parts[0].equals("organisation");
      assertThat(merged).as(change).doesNotContain(id);
      if (parts[3].equals("updated") && version == before && there.contains(id)) {
        continue;
      }
      assertThat(version).as(change).isEqualTo(gone && !isOrganisation ? before : before + 1);
      own.add(change);
      versions.put(id, version);
      if (!gone) {
        there.add(id);
      } else {
        there.remove(id);
        if (isOrganisation) {
          merged.add(id);
        }
      }
    }
    return own;
  }

  private static String signed(String change) {
    int op = change.lastIndexOf('/');
    return change.substring(0, op) + (change.endsWith("/withdrawn") ? "-" : "+");
  }

  private static Set<String> register() throws SQLException {
    try (Connection connection = connect()) {
      Set<String> register = Register.read(connection);
      assertThat(Register.readItems(connection)).isEqualTo(register);
      return register;
    }
  }

  private List<String> digests() throws IOException, InterruptedException {
    String body =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(service.resolve("/v1/changes/digest")).build(),
                BodyHandlers.ofString())
            .body();
    return JSON.readTree(body).get("buckets").findValuesAsText("digest");
  }

  private static List<String> texts(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        setting("quarkus.datasource.jdbc.url"),
        setting("quarkus.datasource.username"),
        setting("quarkus.datasource.password"));
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  /**
   * What this feed is not: it asks for whatever has a later timestamp than it has seen. A row of a
   * transaction that began before and is committed after it asked never comes.
   */
  private static final class ByTimestamp implements Callable<Void> {

    private final Map<String, String> things = new HashMap<>();
    private Timestamp last = Timestamp.from(Instant.EPOCH);
    private volatile boolean finishing;
    private int polls;

    void finish() {
      finishing = true;
    }

    /** Which organisations it has otherwise than the register, or has not. */
    Set<String> wrong(Set<String> registered) {
      Set<String> wrong = new HashSet<>(things.values());
      for (String thing : registered) {
        if (!wrong.remove(thing)) {
          wrong.add(thing);
        }
      }
      return wrong;
    }

    @Override
    public Void call() throws SQLException, InterruptedException {
      try (Connection connection = connect();
          PreparedStatement statement =
              connection.prepareStatement(
                  """
                  select id, version, merged_into_id is not null, updated_at from organisation
                  where updated_at > ? order by updated_at
                  """)) {
        boolean isLast;
        do {
          isLast = finishing;
          statement.setTimestamp(1, last);
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              apply(rows);
            }
          }
          polls++;
          Thread.sleep(50);
        } while (!isLast);
      }
      return null;
    }

    private void apply(ResultSet row) throws SQLException {
      String id = row.getString(1);
      if (row.getBoolean(3)) {
        things.remove(id);
      } else {
        things.put(id, "organisation/" + id + "/" + row.getInt(2));
      }
      last = row.getTimestamp(4);
    }
  }

  /** Runs mirrors on one directory, one after the other, and interrupts each at any moment. */
  private final class MirrorKiller implements Callable<Void> {

    private final Random random = new Random();
    private final Path state;
    private volatile boolean finishing;
    private int pages;
    private int kills;

    MirrorKiller() throws IOException {
      state = Files.createDirectory(directory.resolve("mirror"));
    }

    void finish() {
      finishing = true;
    }

    Set<String> things() throws IOException, InterruptedException {
      Mirror mirror = new Mirror(service, state);
      mirror.start();
      return mirror.items().stream()
          .map(item -> item.resource() + "/" + item.id() + "/" + item.version())
          .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Void call() throws IOException, InterruptedException {
      new Mirror(service, state).start();
      while (!finishing) {
        AtomicReference<Throwable> fault = new AtomicReference<>();
        Thread life = new Thread(this::live, "mirror");
        life.setUncaughtExceptionHandler((thread, thrown) -> fault.set(thrown));
        life.start();
        life.join(50 + random.nextInt(3_000));
        // Reading an answer may swallow an interruption.
        while (life.isAlive()) {
          life.interrupt();
          life.join(100);
        }
        kills++;
        assertThat(fault).hasNullValue();
      }
      Mirror mirror = new Mirror(service, state);
      mirror.start();
      boolean caughtUp = false;
      while (!caughtUp) {
        caughtUp = mirror.pull(500);
      }
      assertThat(mirror.reconcile()).isZero();
      return null;
    }

    private void live() {
      try {
        Mirror mirror = new Mirror(service, state);
        mirror.start();
        if (random.nextInt(4) == 0) {
          mirror.reconcile();
        }
        while (true) {
          mirror.pull(1 + random.nextInt(500), random.nextInt(3));
          pages++;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        if (!Thread.currentThread().isInterrupted()) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
