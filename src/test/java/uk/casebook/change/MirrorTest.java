package uk.casebook.change;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.organisation.OrganisationFixture.aCharity;
import static uk.casebook.organisation.OrganisationFixture.asEditor;
import static uk.casebook.organisation.OrganisationFixture.merge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.casestudy.CaseStudyFixture;
import uk.casebook.change.FaultyProxy.Answer;
import uk.casebook.change.FaultyProxy.Fault;
import uk.casebook.database.DatabaseResource;
import uk.casebook.database.OwnDatabase;

/** The example client, and by it the feed: whatever happens, it ends with the register. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class MirrorTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TestHTTPResource("/")
  URI service;

  @Inject DataSource database;

  @TempDir Path directory;

  @Test
  void takesASnapshotAndThenEveryChange() throws Exception {
    Mirror mirror = started(service);
    assertIsRegister(mirror);

    change();
    assertThat(mirror.pull(3)).isFalse();
    change();
    pullToTheEnd(mirror);

    assertIsRegister(mirror);
    assertThat(mirror.reconcile()).isZero();
  }

  @Test
  void keepsWhatEverybodyReadsIfItIsToldTo() throws Exception {
    Mirror mirror = new Mirror(service, directory, true);
    mirror.start();
    String slug = change();
    pullToTheEnd(mirror);
    Files.writeString(
        state(),
        Files.readString(state())
            .replaceFirst(
                "\"version\":\\d+,\"slug\":\"%s\".*".formatted(slug),
                "\"version\":77,\"slug\":\"%s\"}".formatted(slug)));
    mirror = new Mirror(service, directory, true);
    mirror.start();

    assertThat(mirror.reconcile()).isEqualTo(1);

    assertThat(representations(mirror, "organisation", slug))
        .containsExactly(get("/v1/organisations/" + slug).asString());
    assertThat(representations(mirror, "case-study", "test-"))
        .isNotEmpty()
        .allSatisfy(
            json ->
                assertThat(json)
                    .isEqualTo(
                        get("/v1/case-studies/" + JSON.readTree(json).at("/slug").asText())
                            .asString()));
  }

  @Test
  void endsWithTheRegisterThoughOldPagesComeAgain() throws Exception {
    Fault repeats =
        new Fault() {
          private final Random random = new Random(6);
          private final List<String> given = new ArrayList<>();

          @Override
          public String ask(String path) {
            Matcher since = Pattern.compile("since=([^&]+)").matcher(path);
            if (!since.find()) {
              return path;
            }
            given.add(since.group(1));
            int back = random.nextInt(5) < 2 ? random.nextInt(Math.min(4, given.size())) : 0;
            return path.replace(since.group(1), given.get(given.size() - 1 - back));
          }
        };
    try (FaultyProxy proxy = new FaultyProxy(service, repeats)) {
      Mirror mirror = started(proxy.address());
      for (int i = 0; i < 3; i++) {
        change();
        for (int page = 0; page < 10; page++) {
          mirror.pull(2);
        }
      }
    }
    Mirror mirror = started(service);
    pullToTheEnd(mirror);

    assertIsRegister(mirror);
    assertThat(mirror.reconcile()).isZero();
  }

  @Test
  void findsAndRepairsWhatLostPagesLeftOut() throws Exception {
    Fault loses =
        new Fault() {
          private final AtomicInteger pages = new AtomicInteger();

          @Override
          public Answer answer(String path, Answer answer) throws IOException {
            if (!path.contains("since=") || pages.getAndIncrement() % 2 == 1) {
              return answer;
            }
            ObjectNode page = (ObjectNode) JSON.readTree(answer.body());
            page.putArray("items");
            return Answer.ok(page.toString());
          }
        };
    Mirror mirror;
    try (FaultyProxy proxy = new FaultyProxy(service, loses)) {
      mirror = started(proxy.address());
      change();
      boolean caughtUp = false;
      while (!caughtUp) {
        caughtUp = mirror.pull(2);
      }
    }
    mirror = started(service);
    assertThat(things(mirror)).isNotEqualTo(register());

    assertThat(mirror.reconcile()).isPositive();

    assertIsRegister(mirror);
    assertThat(mirror.reconcile()).isZero();
  }

  @Test
  void goesOnWhereItWasKilled() throws Exception {
    started(service);
    for (int i = 0; i < 3; i++) {
      change();
      boolean caughtUp = false;
      while (!caughtUp) {
        Files.writeString(
            directory.resolve("register.ndjson.unfinished"), "{\"cursor\":\"half a cur");
        caughtUp = started(service).pull(2);
      }
    }

    Mirror mirror = started(service);
    assertIsRegister(mirror);
    assertThat(mirror.reconcile()).isZero();
  }

  @Test
  void repairsWhatSomebodyDidToItsState() throws Exception {
    started(service);
    List<String> lines = Files.readAllLines(state());
    lines.set(1, lines.get(1).replaceFirst("\"version\":\\d+", "\"version\":99"));
    lines.remove(2);
    lines.add(
        "{\"resource\":\"metric\",\"id\":\"%s\",\"version\":1,\"slug\":\"never-was\"}"
            .formatted(UUID.randomUUID()));
    Files.write(state(), lines);
    Mirror mirror = started(service);

    assertThat(mirror.reconcile()).isEqualTo(3);

    assertIsRegister(mirror);
    assertIsRegister(started(service));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"cursor\":\"\"}",
        "{\"cursor\":\"AQtampered\"}",
        "{\"cursor\":\"x\"}\n{\"resource\":\"grant\",\"id\":\"none\",\"version\":1,\"slug\":\"x\"}"
      })
  void takesASnapshotIfItsStateCannotBeUsed(String damaged) throws Exception {
    Files.writeString(state(), damaged);
    Mirror mirror = started(service);
    pullToTheEnd(mirror);

    assertIsRegister(mirror);
  }

  @Test
  void takesASnapshotIfTheDatabaseIsAnotherOne() throws Exception {
    Mirror mirror = started(service);
    execute("create table kept_epoch as select epoch from register");
    try {
      execute("update register set epoch = gen_random_uuid()");
      change();

      assertThat(mirror.pull(500)).isFalse();

      assertIsRegister(mirror);
      assertThat(mirror.pull(500)).isTrue();
    } finally {
      execute("update register set epoch = (select epoch from kept_epoch)");
      execute("drop table kept_epoch");
    }
  }

  @Test
  void waitsAsLongAsItIsToldTo() throws Exception {
    Fault refuses =
        new Fault() {
          private final AtomicInteger asked = new AtomicInteger();

          @Override
          public Answer answer(String path, Answer answer) {
            int number = asked.getAndIncrement();
            return switch (number % 3) {
              case 0 -> new Answer(503, "0", "");
              case 1 -> new Answer(429, "0", "");
              default -> answer;
            };
          }
        };
    try (FaultyProxy proxy = new FaultyProxy(service, refuses)) {
      Mirror mirror = started(proxy.address());
      change();
      pullToTheEnd(mirror);

      assertIsRegister(mirror);
    }
  }

  @Test
  void doesNotTakeASnapshotForWholeThatIsNot() throws Exception {
    Fault cutsOff =
        new Fault() {
          @Override
          public Answer answer(String path, Answer answer) {
            String body = answer.body();
            return Answer.ok(body.substring(0, body.lastIndexOf('\n', body.length() - 2) + 1));
          }
        };
    try (FaultyProxy proxy = new FaultyProxy(service, cutsOff)) {
      assertThatThrownBy(() -> started(proxy.address()))
          .isInstanceOf(IOException.class)
          .hasMessage("The snapshot is not whole");
    }

    assertThat(state()).doesNotExist();
    assertIsRegister(started(service));
  }

  private Mirror started(URI address) throws IOException, InterruptedException {
    Mirror mirror = new Mirror(address, directory);
    mirror.start();
    return mirror;
  }

  private Path state() {
    return directory.resolve("register.ndjson");
  }

  private static void pullToTheEnd(Mirror mirror) throws IOException, InterruptedException {
    boolean caughtUp = false;
    while (!caughtUp) {
      caughtUp = mirror.pull(2);
    }
  }

  private static List<String> representations(Mirror mirror, String resource, String slug) {
    return mirror.items().stream()
        .filter(item -> item.resource().equals(resource) && item.slug().startsWith(slug))
        .map(item -> item.representation().orElseThrow())
        .toList();
  }

  /** Things appear, change and go; returns the slug of an organisation that changed. */
  private static String change() {
    String name = "Mirrored Trust " + NUMBER.incrementAndGet();
    String stays = aCharity(name);
    String goes = aCharity(name + " Double");
    asEditor(Map.of("name", name + " Renamed", "kind", "charity"))
        .header("If-Match", "*")
        .put("/v1/organisations/" + stays)
        .then()
        .statusCode(200);
    merge(goes, stays).then().statusCode(200);
    aCaseStudy().withFigure(40, 60).published();
    String withdrawn = aCaseStudy().withFigure(1, 2).published();
    CaseStudyFixture.withdraw(withdrawn, "It was wrong.");
    return stays;
  }

  private void assertIsRegister(Mirror mirror) throws SQLException {
    assertThat(things(mirror)).isEqualTo(register());
    assertThat(mirror.digests())
        .isEqualTo(Register.digests(register()))
        .isEqualTo(get("/v1/changes/digest").jsonPath().getList("buckets.digest"));
  }

  private Set<String> register() throws SQLException {
    try (Connection connection = database.getConnection()) {
      Set<String> register = Register.read(connection);
      assertThat(Register.readItems(connection)).isEqualTo(register);
      return register;
    }
  }

  private static Set<String> things(Mirror mirror) {
    Collection<Mirror.Item> items = mirror.items();
    return items.stream()
        .map(item -> item.resource() + "/" + item.id() + "/" + item.version())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection owner = DatabaseResource.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }
}
