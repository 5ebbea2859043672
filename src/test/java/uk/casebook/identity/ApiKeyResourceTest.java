package uk.casebook.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApiKeyResourceTest {

  private static final String INVALID = "Bearer realm=\"casebook\", error=\"invalid_token\"";

  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  private static Response create(Map<String, Object> request) {
    return given()
        .header("Authorization", KeyFixture.admin())
        .contentType(ContentType.JSON)
        .body(request)
        .post("/v1/api-keys");
  }

  private static Response partnerKey() {
    return create(
        Map.of("name", "Dashboard", "organisation", "E10000012", "roles", List.of("partner")));
  }

  private static ValidatableResponse read(String address, String authorization) {
    return given().header("Authorization", authorization).get(address).then();
  }

  private static void assertRefused(String key) {
    read("/v1/councils/essex", "Bearer " + key)
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", INVALID)
        .body("type", equalTo("/problems/unauthenticated"))
        .body("detail", equalTo("The key or token is not accepted."));
  }

  @Test
  void showsTheKeyOnceAndNeverAgain() {
    Response created = partnerKey();
    String key = created.jsonPath().getString("key");
    String address =
        created
            .then()
            .statusCode(201)
            .header("Cache-Control", "no-store")
            .body("organisation", equalTo("essex"))
            .body("createdBy", equalTo("key:testkey1"))
            .body("prefix", equalTo(key.substring(4, 12)))
            .extract()
            .jsonPath()
            .getString("href");

    assertThat(created.header("Location")).endsWith(address);
    read(address, KeyFixture.admin())
        .statusCode(200)
        .header("Cache-Control", "private, no-store")
        .body("name", equalTo("Dashboard"))
        .body("key", nullValue());
    assertThat(read("/v1/api-keys?limit=100", KeyFixture.admin()).extract().asString())
        .contains(address)
        .doesNotContain(key.substring(13));
  }

  @Test
  void keepsAHashOnly() {
    String key = partnerKey().jsonPath().getString("key");
    Object row =
        entities
            .createNativeQuery(
                "select cast(row_to_json(k) as text) from api_key k where prefix = :prefix",
                String.class)
            .setParameter("prefix", key.substring(4, 12))
            .getSingleResult();
    assertThat(row.toString()).doesNotContain(key.substring(13));
  }

  @Test
  void listsAllKeysPageByPage() {
    String first = partnerKey().jsonPath().getString("prefix");
    String second = partnerKey().jsonPath().getString("prefix");
    String next = "/v1/api-keys?limit=1";
    List<String> prefixes = new java.util.ArrayList<>();
    while (next != null) {
      var page = given().header("Authorization", KeyFixture.admin()).urlEncodingEnabled(false);
      var answer = page.get(next).then().statusCode(200).extract().jsonPath();
      prefixes.addAll(answer.getList("items.prefix", String.class));
      next = answer.getString("next");
    }
    assertThat(prefixes).containsSubsequence(second, first).doesNotHaveDuplicates();
  }

  @Test
  void refusesARevokedKeyAtOnce() {
    Response created = partnerKey();
    String key = created.jsonPath().getString("key");
    String address = created.jsonPath().getString("href");
    read("/v1/councils/essex", "Bearer " + key).statusCode(200);

    given().header("Authorization", KeyFixture.admin()).delete(address).then().statusCode(204);
    String since = read(address, KeyFixture.admin()).extract().jsonPath().getString("revokedAt");
    given().header("Authorization", KeyFixture.admin()).delete(address).then().statusCode(204);

    assertRefused(key);
    read(address, KeyFixture.admin()).body("revokedAt", notNullValue());
    read(address, KeyFixture.admin()).body("revokedAt", equalTo(since));
  }

  @Test
  void refusesAKeyFromTheMomentItExpires() {
    Instant end = Instant.parse("2026-01-01T00:00:00Z");
    Secret secret = Secret.random();
    ApiKey key =
        new ApiKey(
            UUID.randomUUID(),
            secret,
            new ApiKey.Grant("Short", null, Set.of(Role.PARTNER), "key:testkey1", end),
            end.minusSeconds(60));
    assertThat(key.admits(secret, end.minusNanos(1))).isTrue();
    assertThat(key.admits(secret, end)).isFalse();
  }

  @Test
  void refusesAKeyThatWasCutOffChangedOrMadeUp() {
    String key = partnerKey().jsonPath().getString("key");
    String secret = key.substring(13);
    assertRefused(key.substring(0, key.length() - 1));
    assertRefused(key + "A");
    assertRefused(key.substring(0, 13) + secret.toUpperCase(Locale.ROOT));
    assertRefused(key.substring(0, 13) + secret.toLowerCase(Locale.ROOT));
    assertRefused(Secret.random().text());
    assertRefused("cbk_");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer nonsense", "Basic YTpi", "Bearer", "x"})
  void refusesCredentialsThatItDoesNotKnowRatherThanForgetThem(String authorization) {
    read("/v1/councils/essex", authorization)
        .statusCode(401)
        .header("WWW-Authenticate", INVALID)
        .body("status", equalTo(401));
  }

  @Test
  void isForAdministratorsOnly() {
    given()
        .get("/v1/api-keys")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer realm=\"casebook\"");
    String editor = KeyFixture.aKey(null, "editor", "grant-officer", "partner");
    read("/v1/api-keys", editor)
        .statusCode(403)
        .contentType("application/problem+json")
        .body("detail", equalTo("This is for callers with one of the roles admin."));
    given()
        .header("Authorization", editor)
        .contentType(ContentType.JSON)
        .body(Map.of("name", "Mine", "roles", List.of("admin")))
        .post("/v1/api-keys")
        .then()
        .statusCode(403);
    given()
        .header("Authorization", editor)
        .delete("/v1/api-keys/" + UUID.randomUUID())
        .then()
        .statusCode(403);
  }

  @Test
  void refusesAnOrganisationThatItDoesNotHave() {
    create(Map.of("name", "X", "organisation", "atlantis", "roles", List.of("partner")))
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/organisation"));
  }

  @Test
  void refusesAContributorWithoutAnOrganisationAndATimeThatHasPassed() {
    create(
            Map.of(
                "name", "X", "roles", List.of("contributor"), "expiresAt", "2020-01-01T00:00:00Z"))
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("/organisation"))
        .body("errors.pointer", hasItem("/expiresAt"));
  }

  @Test
  void answersNotFoundForAnIdThatNoKeyHas() {
    read("/v1/api-keys/" + UUID.randomUUID(), KeyFixture.admin()).statusCode(404);
  }

  @Test
  void writesTheLastUseAtMostOnceAMinute() throws Exception {
    Response created = partnerKey();
    String key = "Bearer " + created.jsonPath().getString("key");
    String address = created.jsonPath().getString("href");
    read("/v1/councils/essex", key).statusCode(200);
    String first = lastUse(address);
    read("/v1/councils/essex", key).statusCode(200);
    assertThat(lastUse(address)).isEqualTo(first);

    transaction.begin();
    entities
        .createNativeQuery(
            "update api_key set last_used_at = last_used_at - interval '61 seconds' where id = :id")
        .setParameter("id", UUID.fromString(created.jsonPath().getString("id")))
        .executeUpdate();
    transaction.commit();
    read("/v1/councils/essex", key).statusCode(200);
    assertThat(Instant.parse(lastUse(address))).isAfterOrEqualTo(Instant.parse(first));
  }

  private static String lastUse(String address) {
    return read(address, KeyFixture.admin())
        .body("lastUsedAt", not(nullValue()))
        .body("lastUsedAt", startsWith("2"))
        .extract()
        .jsonPath()
        .getString("lastUsedAt");
  }
}
