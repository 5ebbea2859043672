package uk.casebook.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.identity.KeyFixture.admin;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.webhook.WebhookFixture.aChange;
import static uk.casebook.webhook.WebhookFixture.aWebhook;
import static uk.casebook.webhook.WebhookFixture.as;
import static uk.casebook.webhook.WebhookFixture.delete;
import static uk.casebook.webhook.WebhookFixture.pause;
import static uk.casebook.webhook.WebhookFixture.read;
import static uk.casebook.webhook.WebhookFixture.resume;
import static uk.casebook.webhook.WebhookFixture.soon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.casebook.Traces;
import uk.casebook.casestudy.CaseStudyFixture;
import uk.casebook.contract.Bodies;

@QuarkusTest
@TestProfile(WebhookProfile.class)
class WebhookDeliveryTest {

  @Inject EntityManager entities;
  @Inject Bodies bodies;
  @Inject WebhookDeliveryService deliveries;
  @Inject WebhookClient client;

  /** What one test makes tells nothing in the next one. */
  @AfterEach
  void deleteAll() {
    List<String> all = as(admin()).get("/v1/webhooks?limit=100").path("items.href");
    all.forEach(
        address -> as(admin()).header("If-Match", "*").delete(address).then().statusCode(204));
  }

  private JsonNode checked(String body) {
    try {
      return bodies.read(new ObjectMapper().readTree(body), "ChangesMessage", JsonNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void sql(String statement, Map<String, Object> values) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              var query = entities.createNativeQuery(statement);
              values.forEach(query::setParameter);
              query.executeUpdate();
            });
  }

  private static UUID id(String address) {
    return UUID.fromString(address.substring(address.lastIndexOf('/') + 1));
  }

  @Test
  void tellsWhatChangedSignedAndWithoutAWordOfIt() throws Exception {
    aChange();
    try (Receiver receiver = Receiver.thatTakes()) {
      Response made = aWebhook().to(receiver).sent();
      Instant before = Instant.now().minusSeconds(1);
      String changed = aChange();
      soon(() -> !receiver.messages().isEmpty());

      Receiver.Message message = receiver.messages().get(0);
      assertThat(message.headers().getFirst("Content-Type")).isEqualTo("application/json");
      assertThat(message.headers().getFirst("webhook-signature"))
          .isEqualTo(message.signature(made.path("secret")));
      assertThat(
              Instant.ofEpochSecond(
                  Long.parseLong(message.headers().getFirst("webhook-timestamp"))))
          .isBetween(before, Instant.now());
      assertThat(message.id()).matches("msg_[0-9a-f-]{36}");
      JsonNode body = checked(message.body());
      assertThat(body.at("/type").asText()).isEqualTo("register.changed");
      assertThat(body.at("/data/webhook").asText()).isEqualTo(made.<String>path("id"));
      assertThat(body.at("/data/changes")).hasSize(1);
      JsonNode change = body.at("/data/changes/0");
      assertThat(change.get("id").asText()).isEqualTo(changed);
      assertThat(change.get("op").asText()).isEqualTo("published");
      assertThat(change.get("href").asText()).isEqualTo("/v1/organisations/" + changed);
      assertThat(message.body()).doesNotContain("test");
      soon(() -> read(made.path("href")).path("lastDeliveredAt") != null);
      read(made.path("href"))
          .then()
          .body("status", equalTo("active"))
          .body("failures", equalTo(0))
          .body("secret", nullValue());
    }
  }

  @Test
  void tellsEverythingOnceAndInOrderHoweverMuchItIs() {
    try (Receiver receiver = Receiver.thatTakes()) {
      String address = aWebhook().to(receiver).of("type", "organisation").made();
      sql(
          """
          insert into organisation (id, slug, name, kind, version, created_at, updated_at)
          select gen_random_uuid(), 'many-' || gen_random_uuid(), 'Many', 'other', 1, now(), now()
          from generate_series(1, 350)
          """,
          Map.of());
      aChange();
      soon(() -> receiver.changed().size() >= 351);
      pause(1_500);
      List<Integer> positions = new ArrayList<>();
      for (Receiver.Message message : receiver.messages()) {
        JsonNode body = checked(message.body());
        body.at("/data/changes").forEach(change -> positions.add(change.get("position").asInt()));
        assertThat(body.at("/data/position").asInt())
            .isEqualTo(positions.get(positions.size() - 1));
      }
      assertThat(positions)
          .as(read(address).asString())
          .isEqualTo(IntStream.range(positions.get(0), positions.get(0) + 351).boxed().toList());
      assertThat(receiver.messages().stream().map(Receiver.Message::id)).doesNotHaveDuplicates();
    }
  }

  @Test
  void sendsTheSameMessageUntilItIsTakenAndOnlyThenTheNext() {
    CountDownLatch more = new CountDownLatch(1);
    try (Receiver receiver =
        Receiver.that(
            (exchange, earlier) -> {
              if (earlier == 2) {
                more.await();
              }
              exchange.sendResponseHeaders(earlier < 3 ? 500 + earlier : 200, -1);
            })) {
      String address = aWebhook().to(receiver).of("type", "organisation").made();
      String first = aChange();
      soon(() -> receiver.messages().size() == 3);
      read(address)
          .then()
          .body("status", equalTo("active"))
          .body("failures", equalTo(2))
          .body("lastFailure.reason", equalTo("refused"))
          .body("lastFailure.statusCode", equalTo(501))
          .body("nextAttemptAt", notNullValue());
      String second = aChange();
      more.countDown();
      soon(() -> receiver.messages().size() == 5);

      List<Receiver.Message> messages = receiver.messages();
      assertThat(messages.subList(0, 4).stream().map(Receiver.Message::id).distinct()).hasSize(1);
      assertThat(messages.subList(0, 4).stream().map(Receiver.Message::body).distinct()).hasSize(1);
      assertThat(messages.get(0).changed()).containsExactly(first);
      assertThat(messages.get(4).changed()).containsExactly(second);
      assertThat(messages.get(4).id()).isNotEqualTo(messages.get(0).id());
      soon(() -> read(address).path("lastDeliveredAt") != null);
      read(address).then().body("failures", equalTo(0)).body("nextAttemptAt", nullValue());
    }
  }

  @Test
  void stopsAtOnceForAReceiverThatWantsNothingMoreAndGoesOnWhereItWas() {
    try (Receiver receiver = Receiver.thatAnswers(410, 204)) {
      String address = aWebhook().to(receiver).of("type", "organisation").made();
      String first = aChange();
      soon(() -> read(address).path("status").equals("paused"));
      read(address)
          .then()
          .body("pauseReason", equalTo("gone"))
          .body("lastFailure.statusCode", equalTo(410));
      String second = aChange();
      pause(1_500);
      assertThat(receiver.messages()).hasSize(1);

      resume(address).then().statusCode(200).body("status", equalTo("active"));
      soon(() -> receiver.changed().size() == 3);
      assertThat(receiver.changed()).containsExactly(first, first, second);
      assertThat(receiver.messages().get(1).id()).isEqualTo(receiver.messages().get(0).id());
      resume(address).then().statusCode(409);
    }
  }

  @Test
  void isPausedWhenAMessageHasFailedTooOften() {
    int[] statuses = new int[WebhookProfile.RETRIES + 2];
    Arrays.fill(statuses, 500);
    statuses[statuses.length - 1] = 200;
    try (Receiver receiver = Receiver.thatAnswers(statuses)) {
      String address = aWebhook().to(receiver).of("type", "organisation").made();
      String changed = aChange();
      soon(() -> read(address).path("status").equals("paused"));
      read(address)
          .then()
          .body("pauseReason", equalTo("failing"))
          .body("failures", equalTo(WebhookProfile.RETRIES + 1))
          .body("nextAttemptAt", nullValue());
      assertThat(receiver.messages()).hasSize(WebhookProfile.RETRIES + 1);

      resume(address).then().statusCode(200).body("failures", equalTo(0));
      soon(() -> read(address).path("lastDeliveredAt") != null);
      assertThat(receiver.messages().stream().map(Receiver.Message::id).distinct()).hasSize(1);
      assertThat(receiver.changed()).containsOnly(changed);
    }
  }

  @Test
  void sendsOnceHoweverManyReplicasShareTheWork() {
    try (Receiver receiver =
        Receiver.that(
            (exchange, earlier) -> {
              Thread.sleep(50);
              exchange.sendResponseHeaders(204, -1);
            })) {
      List<String> all =
          Stream.generate(() -> aWebhook().to(receiver).of("type", "organisation").made())
              .limit(8)
              .toList();
      List<WebhookSender> replicas =
          Stream.generate(() -> new WebhookSender(deliveries, client)).limit(4).toList();
      for (int i = 0; i < 5; i++) {
        aChange();
        replicas.parallelStream().forEach(WebhookSender::sendDue);
      }
      soon(() -> receiver.changed().size() >= all.size() * 5);
      pause(1_500);
      assertThat(receiver.changed()).hasSize(all.size() * 5);
      assertThat(receiver.messages().stream().map(Receiver.Message::id)).doesNotHaveDuplicates();
      all.forEach(WebhookFixture::delete);
    }
  }

  @Test
  void takesOverFromAReplicaThatDied() {
    try (Receiver receiver = Receiver.thatTakes()) {
      String address = aWebhook().to(receiver).of("type", "organisation").made();
      UUID dead = UUID.randomUUID();
      sql(
          """
          update webhook set lease = :lease, leased_until = clock_timestamp() + interval '3 s'
          where id = :id
          """,
          Map.of("lease", dead, "id", id(address)));
      aChange();
      Delivery lost = deliveries.next(id(address), dead).orElseThrow();
      pause(1_500);
      assertThat(receiver.messages()).isEmpty();

      soon(() -> receiver.messages().size() == 1);
      assertThat(receiver.messages().get(0).id()).isEqualTo(lost.messageId());
      soon(() -> read(address).path("lastDeliveredAt") != null);
      deliveries.note(lost, dead, Outcome.failed(FailureReason.NOT_REACHED));
      read(address).then().body("failures", equalTo(0)).body("lastFailure", nullValue());
      assertThat(deliveries.next(id(address), dead)).isEmpty();
    }
  }

  @Test
  void countsNothingThatWasSentToWhereItIsNotToGoAnyMore() {
    CountDownLatch moved = new CountDownLatch(1);
    try (Receiver old =
            Receiver.that(
                (exchange, earlier) -> {
                  moved.await();
                  exchange.sendResponseHeaders(200, -1);
                });
        Receiver other = Receiver.thatTakes()) {
      String address = aWebhook().to(old).of("type", "organisation").made();
      String changed = aChange();
      soon(() -> !old.messages().isEmpty());
      as(contributorOf("essex"), aWebhook().to(other).of("type", "organisation").request())
          .header("If-Match", "*")
          .put(address)
          .then()
          .statusCode(200);
      moved.countDown();
      soon(() -> !other.messages().isEmpty());
      assertThat(other.changed()).containsExactly(changed);
      assertThat(other.messages().get(0).id()).isNotEqualTo(old.messages().get(0).id());
    }
  }

  @Test
  void followsNoRedirect() {
    try (Receiver inside = Receiver.thatTakes();
        Receiver receiver =
            Receiver.that(
                (exchange, earlier) -> {
                  exchange.getResponseHeaders().add("Location", inside.url());
                  exchange.sendResponseHeaders(307, -1);
                })) {
      String address = aWebhook().to(receiver).of("type", "organisation").made();
      aChange();
      soon(() -> read(address).path("status").equals("paused"));
      read(address)
          .then()
          .body("lastFailure.reason", equalTo("redirected"))
          .body("lastFailure.statusCode", equalTo(307));
      assertThat(inside.messages()).isEmpty();
    }
  }

  @Test
  void cutsOffWhoHangsWithoutKeepingOthersWaiting() {
    CountDownLatch end = new CountDownLatch(1);
    try (Receiver hanging = Receiver.that((exchange, earlier) -> end.await());
        Receiver trickling =
            Receiver.that(
                (exchange, earlier) -> {
                  exchange.sendResponseHeaders(200, 0);
                  while (!end.await(100, TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                  }
                });
        Receiver receiver = Receiver.thatTakes()) {
      List<String> all =
          Stream.generate(() -> aWebhook().to(hanging).of("type", "organisation").made())
              .limit(10)
              .toList();
      String slow = aWebhook().to(trickling).of("type", "organisation").made();
      String address = aWebhook().to(receiver).of("type", "organisation").made();
      aChange();
      soon(() -> !receiver.messages().isEmpty());
      soon(() -> !hanging.messages().isEmpty());
      assertThat(Duration.ofNanos(receiver.messages().get(0).at() - hanging.messages().get(0).at()))
          .isLessThan(client.timeout());
      for (String each : all) {
        soon(() -> read(each).path("lastFailure") != null);
        read(each).then().body("lastFailure.reason", equalTo("timed-out"));
      }
      soon(() -> read(slow).path("lastDeliveredAt") != null);
      read(address).then().body("failures", equalTo(0));
      end.countDown();
    }
  }

  @Test
  void readsLittleOfAnAnswerThatIsEndless() {
    AtomicLong written = new AtomicLong();
    try (Receiver receiver =
        Receiver.that(
            (exchange, earlier) -> {
              exchange.sendResponseHeaders(200, 10L << 30);
              byte[] part = new byte[1 << 16];
              try {
                for (long i = 0; i < 10L << 30; i += part.length) {
                  exchange.getResponseBody().write(part);
                  written.addAndGet(part.length);
                }
              } catch (IOException e) {
                written.addAndGet(1);
              }
            })) {
      String address = aWebhook().to(receiver).of("type", "organisation").made();
      aChange();
      soon(() -> read(address).path("lastDeliveredAt") != null);
      soon(() -> written.get() % 2 == 1);
      assertThat(written.get()).isLessThan(64L << 20);
      assertThat(receiver.messages()).hasSize(1);
    }
  }

  @Test
  void refusesAHostThatHasMovedIntoAPrivateNetwork() {
    TestResolver.know("moving.test", "93.184.215.14");
    String address = aWebhook().to("https://moving.test/").of("type", "organisation").made();
    TestResolver.know("moving.test", "10.0.0.1");
    aChange();
    soon(() -> read(address).path("status").equals("paused"));
    read(address).then().body("lastFailure.reason", equalTo("address-refused"));
  }

  @Test
  void connectsToTheAddressThatWasLookedAtUnderTheNameOfTheHost() {
    TestResolver.know("receiver.test", "127.0.0.1");
    try (Receiver receiver = Receiver.thatTakes()) {
      aWebhook()
          .to("http://receiver.test:%d/path?key=a%%20b".formatted(receiver.port()))
          .of("type", "organisation")
          .made();
      aChange();
      soon(() -> !receiver.messages().isEmpty());
      assertThat(receiver.messages().get(0).headers().getFirst("Host"))
          .isEqualTo("receiver.test:" + receiver.port());
    }
  }

  @Test
  void saysWhyAReceiverWasNotReached() {
    String unknown = aWebhook().to("https://nobody.test/").of("type", "organisation").made();
    String closed;
    try (Receiver receiver = Receiver.thatTakes()) {
      closed = aWebhook().to(receiver).of("type", "organisation").made();
    }
    aChange();
    soon(() -> read(unknown).path("lastFailure.reason") != null);
    soon(() -> read(closed).path("lastFailure.reason") != null);
    read(unknown).then().body("lastFailure.reason", equalTo("unknown-host"));
    read(closed).then().body("lastFailure.reason", equalTo("not-reached"));
  }

  @Test
  void tellsOnlyWhatIsInTheFilterAndWhatLeavesIt() {
    try (Receiver essex = Receiver.thatTakes();
        Receiver kent = Receiver.thatTakes()) {
      aWebhook().to(essex).of("council", "E10000012").made();
      aWebhook().to(kent).of("council", "kent").made();
      String slug = aCaseStudy().published();
      CaseStudyFixture.patch("/v1/case-studies/" + slug, Map.of("lead", List.of("kent")));
      CaseStudyFixture.publish(slug);
      soon(() -> kent.messages().size() == 1);
      soon(() -> essex.changed().size() == 2);
      assertThat(ops(essex)).containsExactly("published", "removed");
      assertThat(ops(kent)).containsExactly("updated");
    }
  }

  private List<String> ops(Receiver receiver) {
    List<String> ops = new ArrayList<>();
    for (Receiver.Message message : receiver.messages()) {
      checked(message.body()).at("/data/changes").forEach(it -> ops.add(it.get("op").asText()));
    }
    return ops;
  }

  @Test
  void stopsWithTheKeyThatMadeItUntilSomebodyTakesItOver() {
    Response key =
        as(admin(), Map.of("name", "a test", "organisation", "essex", "roles", List.of("partner")))
            .post("/v1/api-keys");
    try (Receiver receiver = Receiver.thatTakes()) {
      String address =
          aWebhook().by("Bearer " + key.path("key")).to(receiver).of("type", "organisation").made();
      as(admin()).delete(key.<String>path("href")).then().statusCode(204);
      String changed = aChange();
      soon(() -> read(address).path("status").equals("paused"));
      read(address).then().body("pauseReason", equalTo("key-not-valid"));
      assertThat(receiver.messages()).isEmpty();

      resume(address).then().statusCode(200);
      soon(() -> !receiver.messages().isEmpty());
      assertThat(receiver.changed()).containsExactly(changed);
    }
  }

  @Test
  void signsWithBothSecretsAfterOneWasReplaced() throws Exception {
    try (Receiver receiver = Receiver.thatTakes()) {
      Response made = aWebhook().to(receiver).of("type", "organisation").sent();
      Response replaced =
          as(contributorOf("essex")).header("If-Match", "*").post(made.path("href") + "/secret");
      replaced.then().statusCode(200);
      aChange();
      soon(() -> !receiver.messages().isEmpty());
      Receiver.Message message = receiver.messages().get(0);
      assertThat(message.headers().getFirst("webhook-signature"))
          .isEqualTo(
              message.signature(replaced.path("secret"))
                  + " "
                  + message.signature(made.path("secret")));
      sql("update webhook set replaced_secret_until = now()", Map.of());
      aChange();
      soon(() -> receiver.messages().size() == 2);
      Receiver.Message later = receiver.messages().get(1);
      assertThat(later.headers().getFirst("webhook-signature"))
          .isEqualTo(later.signature(replaced.path("secret")));
    }
  }

  @Test
  void leavesTheSecretAndTheAddressNowhereElse() {
    String[] secret = new String[1];
    String log =
        Traces.logged(
            () -> {
              try (Receiver receiver = Receiver.thatAnswers(410)) {
                Response made = aWebhook().to(receiver).of("type", "organisation").sent();
                secret[0] = made.path("secret");
                aChange();
                soon(() -> read(made.path("href")).path("status").equals("paused"));
              }
            });
    assertThat(log).contains("is paused: gone").doesNotContain("secret-path", secret[0]);
    assertThat(RestAssured.get("/q/metrics").asString()).doesNotContain("secret-path");
    assertThat(List.<Object>copyOf(Traces.tablesThatHold(entities, secret[0])))
        .containsExactly("webhook");
  }

  @Test
  void leasesNothingWhileThereIsNothingToTell() {
    try (Receiver receiver = Receiver.thatTakes()) {
      String address = aWebhook().to(receiver).of("type", "grant").made();
      aChange();
      soon(() -> deliveries.lease(UUID.randomUUID(), Duration.ofMillis(1), 100).isEmpty());
      assertThat(receiver.messages()).isEmpty();
      assertThat(Optional.ofNullable(read(address).path("lastDeliveredAt"))).isEmpty();
      delete(address);
    }
  }
}
