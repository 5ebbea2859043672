package uk.casebook.identity;

import static io.restassured.RestAssured.given;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Keys to sign in with, made through the API. Each is the value of {@code Authorization}. */
public final class KeyFixture {

  /** The administrator's key of the service under test. */
  public static final String ADMINISTRATOR =
      "cbk_testkey1_0123456789abcdefghijABCDEFGHIJ0123456789xyz";

  private static final Map<List<Object>, String> MADE = new ConcurrentHashMap<>();

  private KeyFixture() {}

  /** An administrator. */
  public static String admin() {
    return "Bearer " + ADMINISTRATOR;
  }

  /** An editor. */
  public static String editor() {
    return aKey(null, "editor");
  }

  /** A contributor of an organisation. */
  public static String contributorOf(String organisation) {
    return aKey(organisation, "contributor");
  }

  /** A caller with these roles; the organisation may be null. */
  public static String aKey(String organisation, String... roles) {
    return MADE.computeIfAbsent(
        Arrays.asList(organisation, List.of(roles)),
        key -> {
          Map<String, Object> request = new TreeMap<>();
          request.put("name", "a test");
          request.put("roles", List.of(roles));
          if (organisation != null) {
            request.put("organisation", organisation);
          }
          return "Bearer "
              + given()
                  .header("Authorization", admin())
                  .contentType("application/json")
                  .body(request)
                  .when()
                  .post("/v1/api-keys")
                  .then()
                  .statusCode(201)
                  .extract()
                  .<String>path("key");
        });
  }
}
