package uk.casebook.grant;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.grant.GrantFixture.aGrant;
import static uk.casebook.grant.GrantFixture.as;
import static uk.casebook.grant.GrantFixture.enter;
import static uk.casebook.grant.GrantFixture.entry;
import static uk.casebook.grant.GrantFixture.reversal;
import static uk.casebook.grant.GrantFixture.step;
import static uk.casebook.grant.GrantFixture.with;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.organisation.OrganisationFixture.changes;
import static uk.casebook.programme.ProgrammeFixture.officer;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.database.OwnDatabase;
import uk.casebook.grant.LedgerModel.Balance;
import uk.casebook.grant.LedgerModel.Entry;

@QuarkusTest
@TestProfile(OwnDatabase.class)
class LedgerTest {

  @Nested
  class RandomHistories {

    static LongStream seeds() {
      return LongStream.rangeClosed(1, 5);
    }

    /** A grant officer, who may do all of it. */
    @ParameterizedTest
    @MethodSource("seeds")
    void addUpInEveryState(long seed) {
      Random random = new Random(seed);
      LedgerModel model = new LedgerModel(1_000, 1_500, 7);
      String grant =
          aGrant()
              .withLine("training", "10")
              .withLine("backfill", "15.00")
              .withLine("travel", "0.07")
              .active();
      for (int number = 1; number <= 40; number++) {
        Entry entry = model.random(random, number);
        boolean taken = model.enter(entry);

        as(officer(), request(entry)).post(grant + "/ledger").then().statusCode(taken ? 201 : 422);

        JsonNode now = get(grant).as(JsonNode.class);
        assertThat(balances(now)).as("%d: %s", number, entry).isEqualTo(model.balances());
        assertAddsUp(now, model.total());
      }
      assertThat(
              as(officer())
                  .get(grant + "/ledger?limit=100")
                  .jsonPath()
                  .getList("items.reference", String.class))
          .isEqualTo(model.entries().stream().map(Entry::reference).toList());
    }

    private static Map<String, Object> request(Entry entry) {
      if (entry.is("reversal")) {
        return reversal(entry.reference(), entry.reverses());
      }
      Map<String, Object> request =
          new TreeMap<>(entry(entry.reference(), entry.kind(), entry.amount()));
      request.put("line", entry.line());
      if (entry.is("transfer")) {
        request.put("toLine", entry.toLine());
      }
      if (entry.settles() != null) {
        request.put("settles", entry.settles());
      }
      return request;
    }

    private static void assertAddsUp(JsonNode grant, long total) {
      assertThat(pennies(grant.path("amountAwarded"))).isEqualTo(total);
      JsonNode totals = grant.path("totals");
      assertThat(pennies(totals.path("awarded"))).isEqualTo(total);
      for (String part : List.of("committed", "spent", "remaining")) {
        assertThat(pennies(totals.path(part)))
            .isEqualTo(lines(grant).stream().mapToLong(line -> pennies(line.path(part))).sum());
      }
    }
  }

  private static List<JsonNode> lines(JsonNode grant) {
    return StreamSupport.stream(grant.path("lines").spliterator(), false).toList();
  }

  private static List<Balance> balances(JsonNode grant) {
    return lines(grant).stream()
        .map(
            line ->
                new Balance(
                    pennies(line.path("amount")),
                    pennies(line.path("committed")),
                    pennies(line.path("spent"))))
        .toList();
  }

  private static long pennies(JsonNode amount) {
    return new BigDecimal(amount.asText()).movePointRight(2).longValueExact();
  }

  @Test
  void takesNothingThatTellsWhoAPersonIs() {
    String grant = aGrant().active();

    enter(grant, with(entry("943 476 5919", "spend", "1"), "description", "for 943 476 5919"))
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/reference", "/description"))
        .body("errors.code", contains("personal-data", "personal-data"));
  }

  @Test
  void takesOfThirtyTwoSpendersAtOnceExactlyThoseThatTheLineCanPay() throws Exception {
    String grant = aGrant().withLine("training", "100").active();
    String key = contributorOf("essex");
    ExecutorService spenders = Executors.newFixedThreadPool(32);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Integer>> results = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      Map<String, Object> spend = entry("S" + i, "spend", "9");
      results.add(
          spenders.submit(
              () -> {
                start.await();
                return as(key, spend).post(grant + "/ledger").statusCode();
              }));
    }
    start.countDown();
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> result : results) {
      statuses.add(result.get());
    }
    spenders.shutdown();

    assertThat(statuses).containsOnly(201, 422);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(11);
    get(grant).then().body("totals.spent", equalTo(99)).body("totals.remaining", equalTo(1));
    as(officer()).get(grant + "/ledger").then().body("total", equalTo(11));
  }

  @Nested
  class CreateLedgerEntry {

    @Test
    void commitsSpendsAndRefunds() {
      String grant = aGrant().active();

      enter(grant, with(entry("C1", "commitment", "400.50"), "description", "A course"))
          .then()
          .statusCode(201)
          .header("Location", endsWith(grant + "/ledger"))
          .body("reference", equalTo("C1"))
          .body("amount", equalTo(400.5f))
          .body("on", equalTo("2026-01-13"))
          .body("position", equalTo(1))
          .body("settled", nullValue());
      enter(grant, with(entry("S1", "spend", "450"), "settles", "C1"))
          .then()
          .statusCode(201)
          .body("settled", equalTo(400.5f));
      enter(grant, entry("R1", "refund", "50")).then().statusCode(201);

      get(grant)
          .then()
          .body("lines[0].committed", equalTo(0))
          .body("lines[0].spent", equalTo(400))
          .body("lines[0].remaining", equalTo(600));
      assertThat(changes(get(grant).path("id")))
          .containsExactly("published 1", "updated 2", "updated 3", "updated 4");
    }

    @Test
    void answersTheSameEntryAgainAndRefusesAnotherUnderItsReference() {
      String grant = aGrant().active();
      Response first = enter(grant, entry("S1", "spend", "10.00"));
      Response second = enter(grant, entry("S1", "spend", "10"));

      assertThat(second.statusCode()).isEqualTo(200);
      assertThat(second.asString()).isEqualTo(first.asString());
      enter(grant, entry("S1", "spend", "11"))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/reference"))
          .body("errors.code", contains("reference-taken"));
      enter(grant, reversal("X1", "S1")).then().statusCode(201).body("amount", equalTo(10));
      enter(grant, reversal("X1", "S1")).then().statusCode(200).body("line", equalTo(1));
      as(officer()).get(grant + "/ledger").then().body("total", equalTo(2));
    }

    @Test
    void doesTheSameRequestOnce() {
      String grant = aGrant().active();
      Map<String, Object> spend = entry("S1", "spend", "10");
      String key = contributorOf("essex");
      Response first = as(key, spend).header("Idempotency-Key", "ledger-1").post(grant + "/ledger");
      Response second =
          as(key, spend).header("Idempotency-Key", "ledger-1").post(grant + "/ledger");

      assertThat(second.statusCode()).isEqualTo(201);
      assertThat(second.asString()).isEqualTo(first.asString());
    }

    @ParameterizedTest
    @CsvSource({
      "0, not-positive",
      "-5, not-positive",
      "0.001, fraction-of-a-penny",
      "1000.01, more-than-remains",
      "1000000000000000, too-large"
    })
    void refusesAmountsThatAreNone(String amount, String code) {
      String grant = aGrant().active();

      assertThat(
              enter(grant, entry("S1", "spend", amount))
                  .then()
                  .statusCode(422)
                  .extract()
                  .jsonPath()
                  .getList("errors.code", String.class))
          .contains(code);
      get(grant).then().body("lines[0].spent", equalTo(0));
    }

    @Test
    void refusesEverythingThatBreaksARuleAtOnce() {
      String grant = aGrant().completed();

      enter(
              grant,
              with(with(entry("S1", "spend", "1000.011"), "settles", "none"), "on", "2026-01-11"))
          .then()
          .statusCode(422)
          .body(
              "errors.code",
              containsInAnyOrder(
                  "not-active", "before-award", "fraction-of-a-penny", "nothing-to-settle"));
      enter(grant, with(entry("R1", "refund", "1"), "on", "2199-01-01"))
          .then()
          .statusCode(422)
          .body("errors.code", containsInAnyOrder("in-the-future", "more-than-spent"));
      enter(grant, with(entry("C1", "commitment", "1"), "line", 2))
          .then()
          .statusCode(422)
          .body("errors.code", containsInAnyOrder("not-active", "unknown-line"));
    }

    @Test
    void refusesWhatDoesNotBelongToItsKind() {
      String grant = aGrant().active();

      as(officer(), Map.of("reference", "T1", "kind", "transfer", "on", "2026-01-13"))
          .post(grant + "/ledger")
          .then()
          .statusCode(422)
          .body("errors.pointer", containsInAnyOrder("/line", "/toLine", "/amount"))
          .body("errors.code", containsInAnyOrder("missing", "missing", "missing"));
      enter(grant, with(with(entry("C1", "commitment", "1"), "settles", "X"), "reverses", "X"))
          .then()
          .statusCode(422)
          .body("errors.pointer", containsInAnyOrder("/settles", "/reverses"));
      enter(grant, with(reversal("X1", "none"), "amount", 3))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/amount"));
      enter(grant, with(entry("S1", "spend", "1"), "sattles", "X")).then().statusCode(400);
    }

    @Test
    void movesMoneyBetweenLinesForOfficersAlone() {
      String grant = aGrant().withLine("training", "10").withLine("travel", "5").active();
      Map<String, Object> transfer = with(entry("T1", "transfer", "10"), "toLine", 2);

      enter(grant, transfer).then().statusCode(403);
      as(officer(), transfer).post(grant + "/ledger").then().statusCode(201);
      // In a circle there is nothing to be gained.
      as(officer(), with(with(entry("T2", "transfer", "15.01"), "line", 2), "toLine", 1))
          .post(grant + "/ledger")
          .then()
          .statusCode(422)
          .body("errors.code", contains("more-than-remains"));
      as(officer(), with(entry("T3", "transfer", "1"), "toLine", 1))
          .post(grant + "/ledger")
          .then()
          .statusCode(422)
          .body("errors.code", containsInAnyOrder("same-line", "more-than-remains"));
      enter(grant, reversal("X1", "T1")).then().statusCode(403);
      as(officer(), reversal("X1", "T1")).post(grant + "/ledger").then().statusCode(201);

      get(grant)
          .then()
          .body("lines.amount", contains(10, 5))
          .body("lines.awarded", contains(10, 5));
    }

    @Test
    void reversesOnceAndNoReversal() {
      String grant = aGrant().active();
      enter(grant, entry("S1", "spend", "10"));
      enter(grant, reversal("X1", "S1"));

      enter(grant, reversal("X2", "S1"))
          .then()
          .statusCode(422)
          .body("errors.code", contains("reversed-already"));
      enter(grant, reversal("X3", "X1"))
          .then()
          .statusCode(422)
          .body("errors.code", contains("nothing-to-reverse"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"commitment", "spend", "transfer"})
    void usesNoMoneyOfACancelledGrant(String kind) {
      String grant = aGrant().withLine("training", "10").withLine("travel", "5").cancelled();
      Map<String, Object> entry = entry("E1", kind, "1");
      if (kind.equals("transfer")) {
        entry.put("toLine", 2);
      }

      as(officer(), entry)
          .post(grant + "/ledger")
          .then()
          .statusCode(422)
          .body("errors.code", contains("not-active"))
          .body("errors.detail", contains(containsString("cancelled")));
    }

    @Test
    void takesMoneyOfACancelledGrantBack() {
      String grant = aGrant().active();
      enter(grant, entry("S1", "spend", "10"));
      step(grant, "cancel", Map.of("reason", "Closed."));

      enter(grant, entry("R1", "refund", "4")).then().statusCode(201);
      enter(grant, reversal("X1", "S1"))
          .then()
          .statusCode(422)
          .body("errors.code", contains("more-than-spent"));
    }

    @Test
    void isForTheRecipientAndOfficers() {
      String grant = aGrant().active();

      as(contributorOf("kent"), entry("S1", "spend", "1"))
          .post(grant + "/ledger")
          .then()
          .statusCode(403);
      as(contributorOf("kent")).get(grant + "/ledger").then().statusCode(403);
      get(grant + "/ledger").then().statusCode(401);
      as(contributorOf("essex"), entry("S1", "spend", "1"))
          .post("/v1/grants/360G-casebook-none/ledger")
          .then()
          .statusCode(404);
      as(contributorOf("kent"), entry("S1", "spend", "1"))
          .post(aGrant().cancelled() + "/ledger")
          .then()
          .statusCode(410);
    }
  }

  @Nested
  class ListLedger {

    @Test
    void pagesInTheOrderOfEntry() {
      String grant = aGrant().active();
      for (int i = 1; i <= 3; i++) {
        enter(grant, entry("S" + i, "spend", "1"));
      }

      Response page = as(contributorOf("essex")).get(grant + "/ledger?limit=2");
      page.then().body("items.reference", contains("S1", "S2")).body("total", equalTo(3));
      as(contributorOf("essex"))
          .get(page.<String>path("next"))
          .then()
          .body("items.reference", contains("S3"))
          .body("next", nullValue());
    }
  }
}
