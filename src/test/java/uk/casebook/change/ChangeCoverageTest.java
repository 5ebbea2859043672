package uk.casebook.change;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.casestudy.CaseStudyFixture.figure;
import static uk.casebook.casestudy.CaseStudyFixture.publish;
import static uk.casebook.expression.ExpressionFixture.anApplication;
import static uk.casebook.grant.GrantFixture.aGrant;
import static uk.casebook.grant.GrantFixture.entry;
import static uk.casebook.grant.GrantFixture.with;
import static uk.casebook.organisation.OrganisationFixture.aCharity;
import static uk.casebook.programme.ProgrammeFixture.aProgramme;
import static uk.casebook.programme.ProgrammeFixture.anOpenProgramme;
import static uk.casebook.webhook.WebhookFixture.aWebhook;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Trigger;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import uk.casebook.TestClock;
import uk.casebook.casestudy.ContactService;
import uk.casebook.database.CountingDriver;
import uk.casebook.database.OwnDatabase;
import uk.casebook.database.Sql;
import uk.casebook.expression.ExpressionOfInterestEditingService;
import uk.casebook.identity.IdempotencyService;
import uk.casebook.identity.KeyFixture;
import uk.casebook.organisation.CouncilRow;
import uk.casebook.organisation.OrganisationKind;
import uk.casebook.organisation.OrganisationRequest;
import uk.casebook.organisation.OrganisationService;
import uk.casebook.vocabulary.VocabularyService;
import uk.casebook.webhook.WebhookSender;

/**
 * The change log has an entry for everything that is answered differently after a write, and for
 * nothing else: whoever writes, and whichever other things the write is seen in. Every operation of
 * the contract that writes is walked, and every job; one without a walk fails.
 */
@QuarkusTest
@TestProfile(ChangeCoverageTest.Profile.class)
class ChangeCoverageTest {

  /** A small register in a database of its own: all of it is read after every walk. */
  public static class Profile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "casebook.dataset",
          "none",
          "quarkus.datasource.jdbc.driver",
          CountingDriver.class.getName());
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(OwnDatabase.Resource.class));
    }
  }

  /** How many statements one request may send; triggers send more. */
  private static final int MOST_STATEMENTS = 55;

  /** How many statements requests have sent at most, by method and address. */
  private static final Map<String, Integer> SENT = new TreeMap<>();

  @Inject VocabularyService vocabularies;
  @Inject OrganisationService organisations;
  @Inject ObjectMapper json;
  @Inject ChangeOrderService ordering;
  @Inject ContactService contacts;
  @Inject ExpressionOfInterestEditingService applications;
  @Inject IdempotencyService requests;
  @Inject WebhookSender webhooks;
  @Inject Scheduler scheduler;
  @Inject EntityManager entities;

  private PublicAnswers last;
  private Neighbourhood one;
  private Neighbourhood other;

  /** Something to do, of which all that it needs is there. */
  @FunctionalInterface
  private interface Step {
    void run();
  }

  /** Walks by name: an operation or a job, and what is special about the walk. */
  private final Map<String, Step> walks = new LinkedHashMap<>();

  /**
   * What names each other: a charity takes part in a case study and gives money by a programme,
   * from which it received a grant itself; a figure of the case study is told of by programme and
   * grant, and contradicted by another one.
   */
  private static final class Neighbourhood {

    final String charity = aCharity("Carers Together " + System.nanoTime());
    final String study =
        aCaseStudy()
            .with("partners", List.of(charity))
            .with("topics", List.of("care-homes"))
            .withFigure(1, 2)
            .published();
    final String metric = study + "-01";
    final String rival = rivalOf(metric);
    final String programme =
        anOpenProgramme()
            .with("funder", charity)
            .with("funders", List.of(charity))
            .with("caseStudies", List.of(study))
            .with("metrics", List.of(metric))
            .slug();
    final String successor = aProgramme().with("succeeds", programme).slug();
    final String grant = aGrant().of(programme).to(charity).active();

    Neighbourhood() {
      patch(grant, Map.of("caseStudy", study, "metrics", List.of(metric)));
    }

    private static String rivalOf(String metric) {
      String study = aCaseStudy().withFigure(3, 4).draft();
      patch("/v1/metrics/" + study + "-01", Map.of("conflictsWith", List.of(metric)));
      publish(study);
      return study + "-01";
    }
  }

  /** The vocabularies that the register ships with, and some of its organisations. */
  private void seed() throws IOException {
    vocabularies.ship(
        json.readValue(
            getClass().getResourceAsStream("/dataset/vocabularies.json"),
            new TypeReference<>() {}));
    organisations.ship(
        List.of(
            council("E10000012", "essex", List.of()),
            council("E10000016", "kent", List.of()),
            council("E06000059", "dorset", List.of()),
            council("E06000063", "cumberland", List.of()),
            council("E07000049", "east-dorset", List.of("E06000059")),
            council("E07000051", "purbeck", List.of("E06000059"))),
        List.of(
            new OrganisationRequest(
                "skills-for-care",
                "Skills for Care",
                OrganisationKind.CHARITY,
                List.of(),
                null,
                null,
                null)),
        Instant.EPOCH);
  }

  private static CouncilRow council(String code, String slug, List<String> replacedBy) {
    return new CouncilRow(
        code,
        slug,
        slug + " council",
        slug,
        "county",
        "upper",
        "England",
        "South East",
        true,
        null,
        code,
        null,
        null,
        replacedBy);
  }

  private static ValidatableResponse send(String method, String path, Object body) {
    RequestSpecification request =
        given().header("Authorization", KeyFixture.admin()).header("If-Match", "*");
    if (body != null) {
      request
          .contentType(method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
          .body(body);
    }
    List<ValidatableResponse> answers = new ArrayList<>();
    List<String> statements =
        CountingDriver.statementsOf(() -> answers.add(request.when().request(method, path).then()));
    SENT.merge(
        method + " " + path.replaceAll("(/v1/[^/]*/|/[^/]*s/)[^/]*", "$1{}"),
        statements.size(),
        Math::max);
    ValidatableResponse response = answers.get(0);
    assertThat(response.extract().statusCode())
        .as(response.extract().asString())
        .isBetween(200, 299);
    return response;
  }

  private static void patch(String path, Map<String, ?> changes) {
    send("PATCH", path, changes);
  }

  private static void step(String path, String step, Object body) {
    send("POST", path + "/" + step, body);
  }

  /** Says a thing anew, with some other words; and then once more, which changes nothing. */
  private Step replacing(String path, Map<String, ?> said) {
    return twice(() -> send("PUT", path, said));
  }

  private Step patching(String path, Map<String, ?> changes) {
    return twice(() -> patch(path, changes));
  }

  private Step twice(Step step) {
    return () -> {
      step.run();
      long head = head();
      step.run();
      assertThat(head()).as("said again").isEqualTo(head);
    };
  }

  private void walkOrganisations() {
    walks.put(
        "createOrganisation",
        () -> send("POST", "/v1/organisations", Map.of("name", "A new one", "kind", "charity")));
    String charity = "/v1/organisations/" + one.charity;
    walks.put(
        "replaceOrganisation", replacing(charity, Map.of("name", "Renamed", "kind", "company")));
    walks.put("patchOrganisation", patching(charity, Map.of("website", "https://example.org")));
    walks.put(
        "patchOrganisation of a council that replaced others",
        patching("/v1/organisations/dorset", Map.of("name", "Dorset as it is now")));
    Neighbourhood gone = new Neighbourhood();
    walks.put(
        "mergeOrganisation",
        () -> step("/v1/organisations/" + gone.charity, "merge", Map.of("into", other.charity)));
    String numbered = aCharity("Numbered");
    patch(
        "/v1/organisations/" + numbered,
        Map.of("identifiers", List.of(Map.of("scheme", "GB-CHC", "code", "9990001"))));
    walks.put(
        "mergeOrganisation with identifiers",
        () -> step("/v1/organisations/" + numbered, "merge", Map.of("into", other.charity)));
    walks.put(
        "mergeOrganisation of councils that replaced others",
        () -> step("/v1/organisations/dorset", "merge", Map.of("into", "cumberland")));
  }

  private void walkCaseStudies() {
    walks.put("createCaseStudy", () -> send("POST", "/v1/case-studies", aCaseStudy().request()));
    String study = "/v1/case-studies/" + one.study;
    Map<String, Object> words = aCaseStudy().with("slug", null).request();
    walks.put("replaceCaseStudyFile", replacing(study + "/file", Map.of("caseStudy", words)));
    walks.put("submitCaseStudy", () -> step(study, "submit", null));
    walks.put("returnCaseStudy", () -> step(study, "return", Map.of("comment", "More.")));
    walks.put("replaceCaseStudy", replacing(study, with(words, "title", "Something else")));
    walks.put("patchCaseStudy", patching(study, Map.of("title", "Something else again")));
    walks.put("deleteCaseStudy", () -> send("DELETE", study, null));
    String fresh = aCaseStudy().with("partners", List.of("kent")).withFigure(5, 6).inReview();
    walks.put("publishCaseStudy", () -> step("/v1/case-studies/" + fresh, "publish", null));
    walkPublications();
    String asked = "/v1/case-studies/" + aCaseStudy().withContact("Somebody").published();
    String contact =
        given()
            .header("Authorization", KeyFixture.editor())
            .get(asked)
            .then()
            .extract()
            .path("contacts[0].id");
    walks.put("eraseContact", () -> send("DELETE", asked + "/contacts/" + contact, null));
  }

  private void walkPublications() {
    String study = "/v1/case-studies/" + other.study;
    String metric = "/v1/metrics/" + other.metric;
    publishing("another summary", () -> patch(study, Map.of("summary", "More.")));
    publishing("another title", () -> patch(study, Map.of("title", "Renamed")));
    publishing("other topics", () -> patch(study, Map.of("topics", List.of("co-production"))));
    publishing(
        "the words that it had",
        () -> {
          patch(study, Map.of("title", "Renamed again"));
          patch(study, Map.of("title", "Renamed"));
        });
    publishing("another figure", () -> patch(metric, Map.of("title", "Measured otherwise")));
    publishing(
        "a figure that is the same in short", () -> patch(metric, Map.of("statement", "It did.")));
    publishing("no figure", () -> send("DELETE", metric, null));
    publishing(
        "its figure back",
        () -> {
          Map<String, Object> figure = figure(1, 2);
          figure.put("slug", other.metric);
          figure.put("caseStudy", other.study);
          send("POST", "/v1/metrics", figure);
        });
    walks.put(
        "withdrawCaseStudy",
        () -> step(study, "withdraw", Map.of("reason", "Wrong.", "supersededBy", one.study)));
  }

  private void publishing(String what, Step draft) {
    String study = "/v1/case-studies/" + other.study;
    walks.put(
        "publishCaseStudy with " + what,
        () -> {
          draft.run();
          step(study, "submit", null);
          step(study, "publish", null);
        });
  }

  private void walkMetrics() {
    Map<String, Object> another = new TreeMap<>(figure(7, 8));
    another.put("caseStudy", one.study);
    String metric = "/v1/metrics/" + one.metric;
    walks.put("createMetric", () -> send("POST", "/v1/metrics", another));
    walks.put("replaceMetric", replacing(metric, figure(9, 10)));
    walks.put("patchMetric", patching(metric, Map.of("title", "Redrafted")));
    walks.put("deleteMetric", () -> send("DELETE", metric, null));
  }

  private void walkProgrammes() {
    walks.put(
        "createFundingProgramme",
        () ->
            send(
                "POST",
                "/v1/funding-programmes",
                aProgramme()
                    .with("succeeds", one.successor)
                    .with("metrics", List.of(one.rival))
                    .with("caseStudies", List.of(one.study))
                    .request()));
    String programme = "/v1/funding-programmes/" + one.programme;
    walks.put(
        "replaceFundingProgramme",
        replacing(
            programme,
            anOpenProgramme()
                .with("slug", null)
                .with("name", "Renamed")
                .with("funder", one.charity)
                .with("funders", List.of(one.charity))
                .with("metrics", List.of(one.metric))
                .request()));
    walks.put("patchFundingProgramme", patching(programme, Map.of("summary", "More money.")));
    walks.put(
        "patchFundingProgramme to another funder",
        patching(programme, Map.of("funder", "kent", "funders", List.of("kent"))));
    walks.put(
        "patchFundingProgramme with sums of awards",
        patching(
            programme,
            Map.of("awardSummaries", List.of(Map.of("amount", 1000, "qualifier", "exact")))));
    String free = aCaseStudy().withFigure(1, 2).published() + "-01";
    walks.put(
        "patchFundingProgramme to tell of more figures",
        patching(programme, Map.of("metrics", List.of(free, one.metric))));
    walks.put(
        "patchFundingProgramme to tell of them in another order",
        patching(programme, Map.of("metrics", List.of(one.metric, free))));
    walks.put(
        "patchFundingProgramme to tell of fewer figures",
        patching(programme, Map.of("metrics", List.of(free))));
    String alone = aProgramme().slug();
    walks.put(
        "patchFundingProgramme to succeed another one",
        patching("/v1/funding-programmes/" + other.successor, Map.of("succeeds", alone)));
  }

  private void walkApplications() {
    Map<String, Object> application = anApplication().with("applicant", "essex").request();
    walks.put(
        "createExpressionOfInterest",
        () -> send("POST", "/v1/expressions-of-interest", application));
    String draft = anApplication().draft();
    walks.put("replaceExpressionOfInterest", replacing(draft, anApplication().request()));
    walks.put("patchExpressionOfInterest", patching(draft, Map.of("purpose", "Another.")));
    walks.put("submitExpressionOfInterest", () -> step(draft, "submit", null));
    walks.put("reviewExpressionOfInterest", () -> step(draft, "review", null));
    walks.put(
        "decideExpressionOfInterest",
        () ->
            step(
                draft,
                "decide",
                Map.of("outcome", "awarded", "reason", "Good.", "caseStudy", one.study)));
    String unsent = anApplication().draft();
    walks.put("deleteExpressionOfInterest", () -> send("DELETE", unsent, null));
    String sent = anApplication().submitted();
    walks.put(
        "withdrawExpressionOfInterest", () -> step(sent, "withdraw", Map.of("reason", "Moved.")));
  }

  private void walkGrants() {
    walks.put(
        "replaceGrant",
        replacing(
            one.grant,
            Map.of("title", "Renamed", "caseStudy", one.study, "metrics", List.of(one.metric))));
    walks.put("patchGrant", patching(one.grant, Map.of("description", "More of it.")));
    walks.put(
        "patchGrant to tell of another case study",
        patching(one.grant, Map.of("caseStudy", aCaseStudy().published())));
    walks.put(
        "patchGrant to tell of more figures",
        patching(one.grant, Map.of("metrics", List.of(one.rival, one.metric))));
    walks.put(
        "patchGrant to tell of fewer figures",
        patching(one.grant, Map.of("metrics", List.of(one.metric))));
    Map<String, String> intervention =
        Map.of("title", "Two days", "kind", "training", "deliveredOn", "2026-02-03");
    walks.put("addIntervention", () -> step(one.grant, "interventions", intervention));
    String delivery =
        other.grant
            + "/interventions/"
            + send("POST", other.grant + "/interventions", intervention)
                .extract()
                .<String>path("interventions[0].id");
    walks.put(
        "replaceIntervention",
        replacing(
            delivery, Map.of("title", "A day", "kind", "training", "deliveredOn", "2026-02-03")));
    walks.put("deleteIntervention", () -> send("DELETE", delivery, null));
    walks.put(
        "createLedgerEntry",
        twice(() -> send("POST", one.grant + "/ledger", entry("S1", "spend", "1"))));
    walks.put("completeGrant", () -> step(one.grant, "complete", Map.of()));
    walks.put("evaluateGrant", replacing(one.grant + "/evaluation", Map.of("summary", "Good.")));
    String cancelled = aGrant().of(one.programme).active();
    patch(cancelled, Map.of("caseStudy", one.study, "metrics", List.of(other.rival)));
    walks.put("cancelGrant", () -> step(cancelled, "cancel", Map.of("reason", "Closed.")));
    walks.put(
        "patchGrant that was cancelled",
        patching(cancelled, Map.of("title", "Unseen", "metrics", List.of(one.metric))));
  }

  private void walkTheRest() {
    List<Map<String, Object>> entries =
        new ArrayList<>(given().get("/v1/vocabularies/topics").then().extract().path("entries"));
    entries.set(0, new TreeMap<>(entries.get(0)));
    entries.get(0).put("name", "Renamed");
    walks.put(
        "replaceVocabulary", replacing("/v1/vocabularies/topics", Map.of("entries", entries)));
    Map<String, Object> key = Map.of("name", "a test", "roles", List.of("partner"));
    walks.put("createApiKey", () -> send("POST", "/v1/api-keys", key));
    String made = send("POST", "/v1/api-keys", key).extract().path("href");
    walks.put("revokeApiKey", () -> send("DELETE", made, null));
  }

  private void walkWebhooks() {
    Map<String, Object> request = aWebhook().request();
    walks.put("createWebhook", () -> send("POST", "/v1/webhooks", request));
    String webhook = send("POST", "/v1/webhooks", request).extract().path("href");
    walks.put("replaceWebhook", replacing(webhook, with(request, "description", "Said anew")));
    walks.put("replaceWebhookSecret", () -> step(webhook, "secret", null));
    walks.put(
        "resumeWebhook",
        () -> {
          QuarkusTransaction.requiringNew()
              .run(
                  () ->
                      entities
                          .createNativeQuery(
                              "update webhook set status = 'paused', pause_reason = 'failing'")
                          .executeUpdate());
          step(webhook, "resume", null);
        });
    walks.put("deleteWebhook", () -> send("DELETE", webhook, null));
  }

  private void walkJobs() {
    aCaseStudy().withContact("Somebody Else").published();
    walks.put("erase contacts", () -> TestClock.at("2100-01-01T12:00:00Z", contacts::eraseEnded));
    anApplication().declined();
    walks.put(
        "forget beneficiaries",
        () -> TestClock.at("2100-01-01T12:00:00Z", applications::forgetBeneficiaries));
    walks.put("forget requests", requests::forget);
    walks.put("send webhooks", webhooks::sendDue);
    walks.put(
        "order changes",
        () -> {
          QuarkusTransaction.requiringNew()
              .run(
                  () ->
                      entities
                          .createNativeQuery(
                              "update organisation set name = 'By hand', version = version + 1"
                                  + " where slug = :slug")
                          .setParameter("slug", one.charity)
                          .executeUpdate());
          ordering.orderWhatIsLeft();
        });
  }

  private static Set<String> writingOperations() throws IOException {
    Set<String> operations = new TreeSet<>();
    JsonNode contract = new YAMLMapper().readTree(Files.readAllBytes(Path.of("openapi.yaml")));
    contract
        .path("paths")
        .forEach(
            path ->
                path.properties()
                    .forEach(
                        method -> {
                          if (method.getValue().has("operationId")
                              && !method.getKey().equals("get")) {
                            operations.add(method.getValue().get("operationId").asText());
                          }
                        }));
    return operations;
  }

  @TestFactory
  List<DynamicTest> theLogHasWhatIsAnsweredDifferentlyAndNothingElse() throws IOException {
    seed();
    one = new Neighbourhood();
    other = new Neighbourhood();
    walkOrganisations();
    walkCaseStudies();
    walkMetrics();
    walkProgrammes();
    walkApplications();
    walkGrants();
    walkTheRest();
    walkWebhooks();
    walkJobs();
    Set<String> walked =
        walks.keySet().stream()
            .map(
                name ->
                    scheduler.getScheduledJobs().stream()
                        .map(Trigger::getId)
                        .filter(name::equals)
                        .findAny()
                        .orElse(name.split(" ", 2)[0]))
            .collect(Collectors.toSet());
    Set<String> writing = writingOperations();
    scheduler.getScheduledJobs().forEach(job -> writing.add(job.getId()));
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(
        dynamicTest(
            "every operation that writes and every job is walked",
            () -> assertThat(walked).isEqualTo(writing)));
    ordering.order();
    last = PublicAnswers.read(RestAssured.baseURI + ":" + RestAssured.port);
    tests.add(dynamicTest("what was made for the walks", this::assertRegister));
    walks.forEach((name, step) -> tests.add(dynamicTest(name, () -> walk(step))));
    tests.add(
        dynamicTest(
            "no request sends many statements",
            () ->
                assertThat(SENT)
                    .allSatisfy(
                        (request, statements) ->
                            assertThat(statements).isLessThanOrEqualTo(MOST_STATEMENTS))));
    return tests;
  }

  private void walk(Step step) {
    PublicAnswers before = last;
    long head = head();
    step.run();
    ordering.order();
    last = PublicAnswers.read(RestAssured.baseURI + ":" + RestAssured.port);
    List<String> entries =
        texts(
            "select op || ' ' || resource || ' ' || slug from change where position > "
                + head
                + " order by position");
    assertThat(entries).containsExactlyInAnyOrderElementsOf(before.changesTo(last));
    assertRegister();
  }

  /** What is kept beside the log is what readers see, each thing in the version that it has. */
  private void assertRegister() {
    Map<String, String> ids =
        rows("select resource || ' ' || slug, cast(resource_id as text) from register_item");
    assertThat(ids).isEqualTo(last.ids());
    Map<String, String> versions =
        rows("select resource || ' ' || slug, cast(version as text) from register_item");
    assertThat(versions)
        .isEqualTo(
            rows(
                """
                select 'organisation ' || slug, cast(version as text) from organisation
                where merged_into_id is null
                union all select 'case-study ' || slug, cast(published_version as text) from case_study
                where status = 'published'
                union all select 'metric ' || slug, cast(published_version as text) from metric
                where published_version is not null and not withdrawn
                union all select 'funding-programme ' || slug, cast(version as text)
                from funding_programme
                union all select 'grant ' || identifier, cast(version as text) from grant_award
                where status is distinct from 'cancelled'
                """));
    assertThat(
            texts(
                "select items || ' ' || cast(digest as text) from register_digest order by bucket"))
        .isEqualTo(digests(ids, versions));
    assertThat(
            texts(
                """
                select resource || ' ' || slug from register_item
                where tags <> change_tags(resource, resource_id)
                """))
        .as("tagged otherwise")
        .isEmpty();
  }

  private static List<String> digests(Map<String, String> ids, Map<String, String> versions) {
    int[] items = new int[256];
    byte[][] digests = new byte[256][32];
    ids.forEach(
        (name, id) -> {
          int bucket = (int) UUID.fromString(id).getLeastSignificantBits() & 0xff;
          String resource = name.substring(0, name.indexOf(' '));
          byte[] digest = sha256(resource + "/" + id + "/" + versions.get(name));
          items[bucket]++;
          for (int i = 0; i < digest.length; i++) {
            digests[bucket][i] ^= digest[i];
          }
        });
    List<String> lines = new ArrayList<>();
    for (int bucket = 0; bucket < items.length; bucket++) {
      StringBuilder bits = new StringBuilder();
      for (byte part : digests[bucket]) {
        bits.append(Integer.toBinaryString(0x100 | (part & 0xff)), 1, 9);
      }
      lines.add(items[bucket] + " " + bits);
    }
    return lines;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private long head() {
    ordering.order();
    return Long.parseLong(texts("select cast(max(position) as text) from change").get(0));
  }

  private List<String> texts(String query) {
    return QuarkusTransaction.requiringNew()
        .call(() -> Sql.list(entities, query, String.class, Map.of()));
  }

  private Map<String, String> rows(String query) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                Sql.list(entities, query, Tuple.class, Map.of()).stream()
                    .collect(
                        Collectors.toMap(
                            row -> row.get(0, String.class),
                            row -> row.get(1, String.class),
                            (one, other) -> one + "," + other,
                            TreeMap::new)));
  }
}
