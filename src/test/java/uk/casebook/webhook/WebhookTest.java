package uk.casebook.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static uk.casebook.identity.KeyFixture.aKey;
import static uk.casebook.identity.KeyFixture.admin;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.organisation.OrganisationFixture.aCharity;
import static uk.casebook.organisation.OrganisationFixture.merge;
import static uk.casebook.webhook.WebhookFixture.aWebhook;
import static uk.casebook.webhook.WebhookFixture.as;
import static uk.casebook.webhook.WebhookFixture.delete;
import static uk.casebook.webhook.WebhookFixture.read;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(WebhookProfile.class)
class WebhookTest {

  @BeforeAll
  static void nameHosts() {
    TestResolver.know("hooks.example.org", "93.184.215.14");
    TestResolver.know("private.test", "10.0.0.1");
  }

  @AfterEach
  void deleteAll() {
    List<String> all = as(admin()).get("/v1/webhooks?limit=100").path("items.href");
    all.forEach(
        address -> as(admin()).header("If-Match", "*").delete(address).then().statusCode(204));
  }

  @Test
  void showsItsSecretOnlyWhenItIsMade() {
    Response made = aWebhook().of("type", "case-study", "metric").sent();
    made.then()
        .statusCode(201)
        .header("Location", matchesPattern(".*/v1/webhooks/[0-9a-f-]{36}"))
        .header("Cache-Control", "no-store")
        .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="))
        .body("status", equalTo("active"))
        .body("filter.type", contains("case-study", "metric"))
        .body("filter.council", empty())
        .body("organisation", equalTo("essex"))
        .body("createdBy", matchesPattern("key:.{8}"));
    read(made.path("href")).then().statusCode(200).body("secret", nullValue());
    as(contributorOf("essex"))
        .get("/v1/webhooks")
        .then()
        .body("items.id", contains(made.<String>path("id")))
        .body("items.secret", contains(nullValue()));
  }

  @Test
  void isMadeOnceHoweverOftenItIsAskedForWithOneKey() {
    String key = UUID.randomUUID().toString();
    List<Response> answers =
        Stream.generate(
                () ->
                    as(contributorOf("essex"), aWebhook().request())
                        .header("Idempotency-Key", key)
                        .post("/v1/webhooks"))
            .limit(2)
            .toList();
    assertThat(answers.get(1).asString()).isEqualTo(answers.get(0).asString());
    as(contributorOf("essex")).get("/v1/webhooks").then().body("total", equalTo(1));
  }

  @Test
  void belongsToItsCallerAndThoseOfItsOrganisation() {
    String own = aWebhook().made();
    String loner = aWebhook().by(aKey(null, "partner")).made();
    String colleague = aKey("essex", "partner");
    String stranger = contributorOf("kent");
    as(colleague).get(own).then().statusCode(200);
    as(colleague).get(loner).then().statusCode(404);
    as(aKey(null, "partner")).get(loner).then().statusCode(200);
    as(aKey(null, "partner", "editor")).get(loner).then().statusCode(404);
    for (String address : List.of(own, loner)) {
      as(stranger).get(address).then().statusCode(404);
      as(stranger).header("If-Match", "*").delete(address).then().statusCode(404);
      as(stranger).header("If-Match", "*").post(address + "/resume").then().statusCode(404);
      as(stranger).header("If-Match", "*").post(address + "/secret").then().statusCode(404);
      as(stranger, aWebhook().request())
          .header("If-Match", "*")
          .put(address)
          .then()
          .statusCode(404);
    }
    as(stranger).get("/v1/webhooks").then().body("items", empty()).body("total", equalTo(0));
    as(colleague).get("/v1/webhooks").then().body("items.href", contains(own));
    as(admin()).get("/v1/webhooks").then().body("items.href", containsInAnyOrder(own, loner));
  }

  @Test
  void goesWithAnOrganisationThatIsMerged() {
    String from = aCharity("From " + System.nanoTime());
    String into = aCharity("Into " + System.nanoTime());
    String address = aWebhook().by(aKey(from, "partner")).made();
    as(aKey(into, "partner")).get(address).then().statusCode(404);
    merge(from, into).then().statusCode(200);
    as(aKey(into, "partner"))
        .get(address)
        .then()
        .statusCode(200)
        .body("organisation", equalTo(into));
  }

  @Test
  void isWrittenAnewByWhoHasSeenIt() {
    String address = aWebhook().of("theme", "leadership").made();
    Map<String, Object> other =
        Map.of("url", "https://hooks.example.org/other", "description", "Another");
    as(contributorOf("essex"), other).put(address).then().statusCode(428);
    as(contributorOf("essex"), other)
        .header("If-Match", "\"old\"")
        .put(address)
        .then()
        .statusCode(412);
    as(contributorOf("essex"), other)
        .header("If-Match", read(address).header("ETag"))
        .put(address)
        .then()
        .statusCode(200)
        .body("url", equalTo("https://hooks.example.org/other"))
        .body("description", equalTo("Another"))
        .body("filter.theme", empty())
        .body("secret", nullValue());
    as(contributorOf("essex")).delete(address).then().statusCode(428);
    delete(address);
    read(address).then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({
    "http://hooks.example.org/, not-https",
    "https://hooks.example.org:25/, port-refused",
    "https://10.0.0.1/, address-refused",
    "https://[::1]/, address-refused",
    "https://169.254.169.254/latest/meta-data, address-refused",
    "https://private.test/, address-refused",
    "https://2130706433/, malformed",
    "https://key@hooks.example.org/, malformed"
  })
  void isNotSentIntoPrivateNetworks(String url, String code) {
    String address = aWebhook().made();
    aWebhook().to(url).sent().then().statusCode(422).body("errors.code", contains(code));
    as(contributorOf("essex"), aWebhook().to(url).request())
        .header("If-Match", "*")
        .put(address)
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/url"));
    as(admin()).get("/v1/webhooks").then().body("total", equalTo(1));
    as(contributorOf("essex")).get(address).then().body("url", not(equalTo(url)));
  }

  @Test
  void mayNameAHostThatNobodyKnowsYet() {
    aWebhook().to("https://not-yet.test/").sent().then().statusCode(201);
  }

  @Test
  void isToldEverythingThatIsWrongAtOnce() {
    Map<String, Object> wrong =
        Map.of(
            "url",
            "https://10.0.0.1/",
            "filter",
            Map.of(
                "council",
                List.of("esex", "kent", "skills-for-care"),
                "theme",
                List.of("leadersip"),
                "topic",
                List.of("nothing")));
    as(contributorOf("essex"), wrong)
        .post("/v1/webhooks")
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/url",
                "/filter/council/0",
                "/filter/council/2",
                "/filter/theme/0",
                "/filter/topic/0"))
        .body("errors.detail", hasItem(containsString("essex")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"url\": \"ftp://hooks.example.org\"}",
        "{\"url\": \"https://hooks.example.org/a b\"}",
        "{\"url\": \"https://hooks.example.org\", \"filter\": {\"type\": [\"user\"]}}",
        "{\"url\": \"https://hooks.example.org\", \"filter\": {\"types\": [\"grant\"]}}",
        "{\"url\": \"https://hooks.example.org\", \"secret\": \"whsec_mine\"}"
      })
  void refusesWhatBreaksTheContract(String body) {
    as(contributorOf("essex"), body).post("/v1/webhooks").then().statusCode(400);
  }

  @Test
  void thereAreOnlySoManyForOneOrganisation() {
    for (int i = 0; i < WebhookProfile.MOST; i++) {
      aWebhook().made();
    }
    aWebhook().sent().then().statusCode(422);
    aWebhook().by(aKey("essex", "partner")).sent().then().statusCode(422);
    aWebhook().by(contributorOf("kent")).sent().then().statusCode(201);
  }

  @Test
  void isInTheAuditByItsId() {
    Response made = aWebhook().sent();
    as(contributorOf("essex"))
        .header("If-Match", "*")
        .post(made.path("href") + "/secret")
        .then()
        .statusCode(200);
    delete(made.path("href"));
    as(admin())
        .get("/v1/audit?resource=webhook&slug=" + made.path("id"))
        .then()
        .body(
            "items.operation", hasItems("createWebhook", "replaceWebhookSecret", "deleteWebhook"));
  }
}
