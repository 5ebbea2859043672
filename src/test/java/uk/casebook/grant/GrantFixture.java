package uk.casebook.grant;

import static io.restassured.RestAssured.given;
import static uk.casebook.identity.KeyFixture.contributorOf;
import static uk.casebook.programme.ProgrammeFixture.anOpenProgramme;
import static uk.casebook.programme.ProgrammeFixture.officer;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Grants of a council, awarded as the domain does and brought into their states by the API. */
public final class GrantFixture {

  /** The day on which a grant was awarded, unless it is said to be another one. */
  public static final String AWARDED_ON = "2026-01-12";

  private final List<Award.Line> lines = new ArrayList<>();
  private String council = "essex";
  private String title = "Positive behavioural support for one team";
  private String description = "Training for the people around one person.";
  private String awardedOn = AWARDED_ON;
  private String programme;
  private Award.Application application;

  private GrantFixture() {}

  /** A grant to Essex. Without lines of its own it has one of 1,000 pounds, for training. */
  public static GrantFixture aGrant() {
    return new GrantFixture();
  }

  /** The same to another organisation. */
  public GrantFixture to(String organisation) {
    council = organisation;
    return this;
  }

  /** The same of a programme, by slug. */
  public GrantFixture of(String slug) {
    programme = slug;
    return this;
  }

  /** The same with another line. */
  public GrantFixture withLine(String category, String amount) {
    lines.add(new Award.Line(category, null, new BigDecimal(amount)));
    return this;
  }

  /** The same with other words. */
  public GrantFixture saying(String words, String more) {
    title = words;
    description = more;
    return this;
  }

  /** The same, awarded on another day. */
  public GrantFixture on(String day) {
    awardedOn = day;
    return this;
  }

  /** The same as the answer to an application. */
  public GrantFixture answering(String reference) {
    application = new Award.Application(UUID.randomUUID(), reference);
    return this;
  }

  /** Awards it, and returns its address. */
  public String active() {
    String fund = programme == null ? anOpenProgramme().slug() : programme;
    if (lines.isEmpty()) {
      withLine("training", "1000");
    }
    Award award =
        new Award(
            application,
            id("/v1/funding-programmes/" + fund),
            id("/v1/organisations/" + council),
            title,
            description,
            null,
            LocalDate.parse(awardedOn),
            null,
            lines,
            null);
    return inRequest(
            () ->
                QuarkusTransaction.requiringNew()
                    .call(() -> CDI.current().select(GrantService.class).get().award(award)))
        .grant()
        .href();
  }

  /** Awards and completes it. */
  public String completed() {
    String grant = active();
    step(grant, "complete", Map.of()).then().statusCode(200);
    return grant;
  }

  /** Awards, completes and evaluates it. */
  public String evaluated() {
    String grant = completed();
    as(officer(), Map.of("summary", "It went well."))
        .header("If-Match", "*")
        .put(grant + "/evaluation")
        .then()
        .statusCode(200);
    return grant;
  }

  /** Awards and cancels it. */
  public String cancelled() {
    String grant = active();
    step(grant, "cancel", Map.of("reason", "The service closed.")).then().statusCode(200);
    return grant;
  }

  /** Does what services do while a request is answered. */
  public static <T> T inRequest(java.util.function.Supplier<T> action) {
    ManagedContext context = Arc.container().requestContext();
    boolean begun = !context.isActive();
    if (begun) {
      context.activate();
    }
    try {
      CDI.current().select(CurrentVertxRequest.class).get().setCurrent(exchange());
      return action.get();
    } finally {
      if (begun) {
        context.terminate();
      }
    }
  }

  /** A request of which only is known what the audit asks. */
  private static RoutingContext exchange() {
    Map<String, Object> known =
        Map.of("operationId", "decideExpressionOfInterest", "traceId", "0".repeat(31) + "1");
    return (RoutingContext)
        Proxy.newProxyInstance(
            GrantFixture.class.getClassLoader(),
            new Class<?>[] {RoutingContext.class},
            (proxy, method, arguments) ->
                method.getName().equals("get") ? known.get(arguments[0]) : null);
  }

  private static UUID id(String address) {
    return UUID.fromString(given().get(address).then().statusCode(200).extract().path("id"));
  }

  /** A grant officer takes a step of the lifecycle. */
  public static Response step(String grant, String step, Map<String, ?> body) {
    return as(officer(), body).header("If-Match", "*").post(grant + "/" + step);
  }

  /** A request by somebody with a body. */
  public static RequestSpecification as(String authorization, Object body) {
    return as(authorization).contentType("application/json").body(body);
  }

  /** A request by somebody. */
  public static RequestSpecification as(String authorization) {
    return given().header("Authorization", authorization);
  }

  /** The tag of what somebody reads at an address. */
  public static String tag(String address, String authorization) {
    return as(authorization).header("Accept-Encoding", "identity").get(address).header("ETag");
  }

  /** The answer to a contributor of Essex who enters something in a ledger. */
  public static Response enter(String grant, Map<String, ?> entry) {
    return as(contributorOf("essex"), entry).post(grant + "/ledger");
  }

  /** An entry of line 1 on the day after the award. */
  public static Map<String, Object> entry(String reference, String kind, String amount) {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("reference", reference);
    entry.put("kind", kind);
    entry.put("line", 1);
    entry.put("amount", new BigDecimal(amount));
    entry.put("on", "2026-01-13");
    return entry;
  }

  /** That another entry was a mistake. */
  public static Map<String, Object> reversal(String reference, String reverses) {
    return new TreeMap<>(
        Map.of(
            "reference", reference, "kind", "reversal", "reverses", reverses, "on", "2026-01-14"));
  }

  /** An entry with another field. */
  public static Map<String, Object> with(Map<String, Object> entry, String field, Object value) {
    Map<String, Object> changed = new TreeMap<>(entry);
    changed.put(field, value);
    return changed;
  }
}
