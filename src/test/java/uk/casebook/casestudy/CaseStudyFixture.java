package uk.casebook.casestudy;

import static io.restassured.RestAssured.given;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.identity.KeyFixture.editor;

import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Case studies of a council, brought into their states through the API. Each has a slug of its own
 * that begins with {@code test-}.
 */
public final class CaseStudyFixture {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Map<String, Object> fields = new TreeMap<>();
  private final List<Map<String, Object>> figures = new ArrayList<>();
  private String council = "essex";

  private CaseStudyFixture() {
    fields.put("slug", "test-" + NUMBER.incrementAndGet() + "-" + System.nanoTime());
    fields.put("title", "A first point of contact");
    fields.put("summary", "One number and one team.");
    fields.put("lead", List.of(council));
    fields.put("sections", List.of(Map.of("kind", "approach", "body", "One team answers.")));
  }

  /** A case study of Essex that can be published. */
  public static CaseStudyFixture aCaseStudy() {
    return new CaseStudyFixture();
  }

  /** The same, led by another council. */
  public CaseStudyFixture ledBy(String slug) {
    council = slug;
    return with("lead", List.of(slug));
  }

  /** The same with a field of the request; null leaves the field out. */
  public CaseStudyFixture with(String field, Object value) {
    if (value == null) {
      fields.remove(field);
    } else {
      fields.put(field, value);
    }
    return this;
  }

  /** The same with somebody to ask. */
  public CaseStudyFixture withContact(String name) {
    return with("contacts", List.of(Map.of("name", name, "consentUntil", "2099-12-31")));
  }

  /** The same with a figure that went from one number to another. */
  public CaseStudyFixture withFigure(int baseline, int actual) {
    figures.add(figure(baseline, actual));
    return this;
  }

  /** A figure as it is written. */
  public static Map<String, Object> figure(int baseline, int actual) {
    return new TreeMap<>(
        Map.of(
            "title", "Carers who were answered within a day",
            "statement", "It rose.",
            "kind", "outcome",
            "unit", "percent",
            "polarity", "higher-is-better",
            "observations",
                List.of(
                    Map.of("role", "baseline", "value", baseline),
                    Map.of("role", "actual", "value", actual))));
  }

  /** What is sent to create it. */
  public Map<String, Object> request() {
    return fields;
  }

  /** Creates it as a draft, and returns its slug. */
  public String draft() {
    String slug =
        given()
            .header("Authorization", contributorOf(council))
            .contentType("application/json")
            .body(fields)
            .when()
            .post("/v1/case-studies")
            .then()
            .statusCode(201)
            .extract()
            .path("slug");
    for (Map<String, Object> figure : figures) {
      figure.put("caseStudy", slug);
      given()
          .header("Authorization", contributorOf(council))
          .contentType("application/json")
          .body(figure)
          .when()
          .post("/v1/metrics")
          .then()
          .statusCode(201);
    }
    return slug;
  }

  /** Creates it and submits it. */
  public String inReview() {
    String slug = draft();
    step(slug, "submit").statusCode(200);
    return slug;
  }

  /** Creates it and publishes it. */
  public String published() {
    String slug = inReview();
    step(slug, "publish").statusCode(200);
    return slug;
  }

  /** Creates, publishes and withdraws it. */
  public String withdrawn() {
    String slug = published();
    withdraw(slug, "It was wrong.");
    return slug;
  }

  /** Submits and publishes the draft of a case study. */
  public static void publish(String slug) {
    step(slug, "submit").statusCode(200);
    step(slug, "publish").statusCode(200);
  }

  /** Withdraws what is published. */
  public static void withdraw(String slug, String reason) {
    given()
        .header("Authorization", editor())
        .header("If-Match", "*")
        .contentType("application/json")
        .body(Map.of("reason", reason))
        .when()
        .post("/v1/case-studies/" + slug + "/withdraw")
        .then()
        .statusCode(200);
  }

  /** An editor takes a step of the lifecycle that needs no words. */
  public static ValidatableResponse step(String slug, String step) {
    return given()
        .header("Authorization", editor())
        .header("If-Match", "*")
        .when()
        .post("/v1/case-studies/" + slug + "/" + step)
        .then();
  }

  /** The tag of something as a caller sees it with {@code view=working}. */
  public static String tag(String path, String authorization) {
    return given()
        .header("Authorization", authorization)
        .header("Accept-Encoding", "identity")
        .queryParam("view", "working")
        .when()
        .get(path)
        .then()
        .statusCode(200)
        .extract()
        .header("ETag");
  }

  /** Changes fields of a draft as an editor. */
  public static ValidatableResponse patch(String path, Map<String, ?> changes) {
    return given()
        .header("Authorization", editor())
        .header("If-Match", "*")
        .contentType("application/merge-patch+json")
        .body(changes)
        .when()
        .patch(path)
        .then();
  }
}
