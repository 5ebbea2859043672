package uk.casebook.expression;

import static io.restassured.RestAssured.given;
import static uk.casebook.programme.ProgrammeFixture.anOpenProgramme;
import static uk.casebook.programme.ProgrammeFixture.officer;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.casebook.identity.KeyFixture;

/** Applications of councils, brought into their states by the API. */
public final class ExpressionFixture {

  private static final String ADDRESS = "/v1/expressions-of-interest";

  private final Map<String, Object> fields = new TreeMap<>();
  private final List<Map<String, Object>> lines = new ArrayList<>();
  private String council = "essex";

  private ExpressionFixture() {
    fields.put(
        "beneficiary",
        Map.of("reference", "PWB-2027-014", "needs", List.of("learning-disability", "autism")));
    fields.put("purpose", "To train everybody around one person together.");
    fields.put("workforce", List.of(Map.of("group", "family-carer", "headcount", 2)));
  }

  /** An application of Essex that could be submitted, to a programme that is open. */
  public static ExpressionFixture anApplication() {
    return new ExpressionFixture();
  }

  /** The same of another council. */
  public ExpressionFixture by(String applicant) {
    council = applicant;
    return this;
  }

  /** The same to a programme, by slug. */
  public ExpressionFixture to(String programme) {
    return with("programme", programme);
  }

  /** The same with a field of the request; null leaves the field out. */
  public ExpressionFixture with(String field, Object value) {
    if (value == null) {
      fields.remove(field);
    } else {
      fields.put(field, value);
    }
    return this;
  }

  /** The same with another line; without lines of its own it has one of 1,000 for training. */
  public ExpressionFixture withLine(String category, Object amount) {
    lines.add(line(category, amount));
    return this;
  }

  /** A line of a budget. */
  public static Map<String, Object> line(String category, Object amount) {
    return Map.of("category", category, "description", "Two days", "amount", amount);
  }

  /** What is sent to begin it. */
  public Map<String, Object> request() {
    fields.computeIfAbsent("programme", field -> anOpenProgramme().slug());
    if (!lines.isEmpty()) {
      fields.put("lines", lines);
    }
    fields.putIfAbsent("lines", List.of(line("training", 1000)));
    return fields;
  }

  /** The answer to a contributor of the council who begins it. */
  public Response sent() {
    return as(contributor(), request()).post(ADDRESS);
  }

  private String contributor() {
    return KeyFixture.contributorOf(council);
  }

  /** Begins it, and returns its address. */
  public String draft() {
    Response response = sent();
    response.then().statusCode(201);
    return response.path("href");
  }

  /** Submits it. */
  public String submitted() {
    String address = draft();
    step(address, "submit", contributor(), null).then().statusCode(200);
    return address;
  }

  /** Submits it, and an officer takes it into review. */
  public String inReview() {
    String address = submitted();
    step(address, "review", officer(), null).then().statusCode(200);
    return address;
  }

  /** Submits it, and an officer awards what was asked for. */
  public String awarded() {
    String address = submitted();
    decide(address, Map.of("outcome", "awarded", "reason", "Good.")).then().statusCode(200);
    return address;
  }

  /** Submits it, and an officer declines it. */
  public String declined() {
    String address = submitted();
    decide(address, Map.of("outcome", "declined", "reason", "No.")).then().statusCode(200);
    return address;
  }

  /** The answer to an officer who decides. */
  public static Response decide(String address, Map<String, ?> decision) {
    return step(address, "decide", officer(), decision);
  }

  /** The answer to a caller who does something with what is there; the body may be null. */
  public static Response step(String address, String action, String caller, Object body) {
    RequestSpecification request =
        body == null ? given().header("Authorization", caller).noContentType() : as(caller, body);
    return request.header("If-Match", "*").post(address + "/" + action);
  }

  /** A request with a body. */
  public static RequestSpecification as(String caller, Object body) {
    return given().header("Authorization", caller).contentType("application/json").body(body);
  }

  /** What a caller reads at an address. */
  public static Response read(String address, String caller) {
    return given()
        .header("Authorization", caller)
        .header("Accept-Encoding", "identity")
        .get(address);
  }
}
