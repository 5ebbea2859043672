package uk.casebook.programme;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import uk.casebook.identity.KeyFixture;

/** Funding programmes of Essex, made through the API. Each has a slug of its own. */
public final class ProgrammeFixture {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Map<String, Object> fields = new TreeMap<>();

  private ProgrammeFixture() {
    fields.put("slug", "test-fund-" + NUMBER.incrementAndGet() + "-" + System.nanoTime());
    fields.put("name", "Personal workforce budgets");
    fields.put("kind", "personal-workforce-budget");
    fields.put("funder", "skills-for-care");
    fields.put("summary", "Money for the skills of the people around one person.");
  }

  /** A programme of which no date and no sum is known. */
  public static ProgrammeFixture aProgramme() {
    return new ProgrammeFixture();
  }

  /** A programme that takes applications until the end of a day far ahead. */
  public static ProgrammeFixture anOpenProgramme() {
    return aProgramme().with("opensOn", "2020-01-01").with("closesOn", "2099-12-31");
  }

  /** The same with a field of the request; null leaves the field out. */
  public ProgrammeFixture with(String field, Object value) {
    if (value == null) {
      fields.remove(field);
    } else {
      fields.put(field, value);
    }
    return this;
  }

  /** The same with days until whose end applications are taken. */
  public ProgrammeFixture withDeadlines(String... days) {
    List<Map<String, Object>> deadlines =
        Stream.of(days).map(day -> Map.<String, Object>of("date", day)).toList();
    return with("deadlines", deadlines);
  }

  /** What is sent to enter it. */
  public Map<String, Object> request() {
    return fields;
  }

  /** The answer to a grant officer who enters it. */
  public Response sent() {
    return asOfficer(fields).post("/v1/funding-programmes");
  }

  /** Enters it, and returns where it is. */
  public String entered() {
    Response response = sent();
    response.then().statusCode(201);
    return response.path("href");
  }

  /** Enters it, and returns its slug. */
  public String slug() {
    entered();
    return (String) fields.get("slug");
  }

  /** A grant officer. */
  public static String officer() {
    return KeyFixture.aKey(null, "grant-officer");
  }

  /** A request by a grant officer. */
  public static RequestSpecification asOfficer() {
    return given().header("Authorization", officer());
  }

  /** A request by a grant officer with a body. */
  public static RequestSpecification asOfficer(Object body) {
    return asOfficer().contentType("application/json").body(body);
  }

  /** The tag of what a grant officer reads at an address. */
  public static String tag(String address) {
    return asOfficer().header("Accept-Encoding", "identity").get(address).header("ETag");
  }
}
