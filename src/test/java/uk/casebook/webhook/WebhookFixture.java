package uk.casebook.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.casebook.identity.KeyFixture.aKey;
import static uk.casebook.organisation.OrganisationFixture.created;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Webhooks made through the API. */
public final class WebhookFixture {

  private final Map<String, Object> fields = new TreeMap<>();
  private String caller = aKey("essex", "contributor");

  private WebhookFixture() {
    fields.put("url", "https://hooks.example.org/casebook");
    fields.put("filter", Map.of());
  }

  /** One of Essex that is told of everything. */
  public static WebhookFixture aWebhook() {
    return new WebhookFixture();
  }

  WebhookFixture to(String url) {
    fields.put("url", url);
    return this;
  }

  WebhookFixture to(Receiver receiver) {
    return to(receiver.url());
  }

  WebhookFixture of(String filter, String... values) {
    fields.put("filter", Map.of(filter, values));
    return this;
  }

  WebhookFixture by(String authorization) {
    caller = authorization;
    return this;
  }

  /** What is sent to make it. */
  public Map<String, Object> request() {
    return fields;
  }

  Response sent() {
    return as(caller, fields).post("/v1/webhooks");
  }

  /** Makes it, and returns its address. */
  public String made() {
    Response response = sent();
    response.then().statusCode(201);
    return response.path("href");
  }

  static RequestSpecification as(String authorization) {
    return given().header("Authorization", authorization);
  }

  static RequestSpecification as(String authorization, Object body) {
    return as(authorization).contentType("application/json").body(body);
  }

  /** How a webhook of Essex fares. */
  static Response read(String address) {
    return as(aKey("essex", "contributor")).get(address);
  }

  static void delete(String address) {
    as(aKey("essex", "contributor")).header("If-Match", "*").delete(address).then().statusCode(204);
  }

  static Response resume(String address) {
    return as(aKey("essex", "contributor")).header("If-Match", "*").post(address + "/resume");
  }

  /** Changes the register, and returns the id of what appeared. */
  static String aChange() {
    return created(Map.of("name", "A test " + System.nanoTime(), "kind", "charity")).path("id");
  }

  /** Waits for what happens soon. */
  static void soon(BooleanSupplier happens) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!happens.getAsBoolean() && System.nanoTime() < end) {
      pause(20);
    }
    assertThat(happens.getAsBoolean()).isTrue();
  }

  static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
