package uk.casebook.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.casestudy.CaseStudyFixture.figure;
import static uk.casebook.expression.ExpressionFixture.anApplication;
import static uk.casebook.grant.GrantFixture.aGrant;
import static uk.casebook.grant.GrantFixture.entry;
import static uk.casebook.grant.GrantFixture.with;
import static uk.casebook.programme.ProgrammeFixture.aProgramme;
import static uk.casebook.webhook.WebhookFixture.aWebhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.casebook.database.OwnDatabase;

/**
 * Who may do what: every operation of the contract, sent by every sort of caller to something of
 * Essex County Council in a state that the operation fits. An operation without a row fails.
 */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class RoleTableTest {

  private static final String TABLE =
      """
                                anonymous partner essex kent editor grant-officer admin
      openDocs                  303       303     303   303  303    303           303
      getContractAsYaml         200       200     200   200  200    200           200
      getContractAsJson         200       200     200   200  200    200           200
      listProblems              200       200     200   200  200    200           200
      getProblem                200       200     200   200  200    200           200
      getRegister               200       200     200   200  200    200           200
      listCouncils              200       200     200   200  200    200           200
      getCouncil                200       200     200   200  200    200           200
      listOrganisations         200       200     200   200  200    200           200
      getOrganisation           200       200     200   200  200    200           200
      listVocabularies          200       200     200   200  200    200           200
      getVocabulary             200       200     200   200  200    200           200
      listCaseStudies           200       200     200   200  200    200           200
      getCaseStudy              200       200     200   200  200    200           200
      listRelatedCaseStudies    200       200     200   200  200    200           200
      listRevisions             200       200     200   200  200    200           200
      getRevision               200       200     200   200  200    200           200
      getCaseStudyFile          200       200     200   200  200    200           200
      listMetrics               200       200     200   200  200    200           200
      getSummaryChart           200       200     200   200  200    200           200
      summariseMetrics          200       200     200   200  200    200           200
      getMetric                 200       200     200   200  200    200           200
      getMetricChart            200       200     200   200  200    200           200
      listObservations          200       200     200   200  200    200           200
      listFundingProgrammes     200       200     200   200  200    200           200
      getFundingProgramme       200       200     200   200  200    200           200
      getFundingCalendar        200       200     200   200  200    200           200
      getFundingFeed            200       200     200   200  200    200           200
      listAwardSummaries        200       200     200   200  200    200           200
      getGrantTrace             200       200     200   200  200    200           200
      getSpendingReport         200       200     200   200  200    200           200
      exportGiving              200       200     200   200  200    200           200
      exportGivingCsv           200       200     200   200  200    200           200
      listChanges               200       200     200   200  200    200           200
      getDigest                 200       200     200   200  200    200           200
      getDigestBucket           200       200     200   200  200    200           200
      exportRegister            200       200     200   200  200    200           200
      getCaseStudyFeed          200       200     200   200  200    200           200
      createFundingProgramme    401       403     403   403  403    201           201
      replaceFundingProgramme   401       403     403   403  403    200           200
      patchFundingProgramme     401       403     403   403  403    200           200
      listExpressionsOfInterest 401       403     200   200  403    200           200
      createExpressionOfInterest 401      403     201   201  403    403           422
      getExpressionOfInterest   401       403     200   404  403    200           200
      replaceExpressionOfInterest 401     403     200   404  403    403           200
      patchExpressionOfInterest 401       403     200   404  403    403           200
      deleteExpressionOfInterest 401      403     204   404  403    403           204
      submitExpressionOfInterest 401      403     200   404  403    403           200
      withdrawExpressionOfInterest 401    403     200   404  403    403           200
      reviewExpressionOfInterest 401      403     403   403  403    200           200
      decideExpressionOfInterest 401      403     403   403  403    200           200
      listGrants                200       200     200   200  200    200           200
      getGrant                  200       200     200   200  200    200           200
      replaceGrant              401       403     403   403  403    200           200
      patchGrant                401       403     403   403  403    200           200
      completeGrant             401       403     200   403  403    200           200
      cancelGrant               401       403     403   403  403    200           200
      evaluateGrant             401       403     200   403  403    200           200
      addIntervention           401       403     201   403  403    201           201
      replaceIntervention       401       403     200   403  403    200           200
      deleteIntervention        401       403     204   403  403    204           204
      listLedger                401       403     200   403  403    200           200
      createLedgerEntry         401       403     201   403  403    201           201
      createCaseStudy           401       403     201   422  201    403           201
      replaceCaseStudy          401       403     200   404  200    403           200
      patchCaseStudy            401       403     200   404  200    403           200
      deleteCaseStudy           401       403     204   404  204    403           204
      replaceCaseStudyFile      401       403     200   404  200    403           200
      submitCaseStudy           401       403     200   404  200    403           200
      returnCaseStudy           401       403     403   403  200    403           200
      publishCaseStudy          401       403     403   403  200    403           200
      withdrawCaseStudy         401       403     403   403  200    403           200
      eraseContact              401       403     204   403  204    403           204
      createMetric              401       403     201   422  201    403           201
      replaceMetric             401       403     200   404  200    403           200
      patchMetric               401       403     200   404  200    403           200
      deleteMetric              401       403     204   404  204    403           204
      createOrganisation        401       403     403   403  201    403           201
      replaceOrganisation       401       403     403   403  200    403           200
      patchOrganisation         401       403     403   403  200    403           200
      mergeOrganisation         401       403     403   403  200    403           200
      replaceVocabulary         401       403     403   403  200    403           200
      listWebhooks              401       200     200   200  403    403           200
      createWebhook             401       201     201   201  403    403           201
      getWebhook                401       404     200   404  403    403           200
      replaceWebhook            401       404     200   404  403    403           200
      deleteWebhook             401       404     204   404  403    403           204
      resumeWebhook             401       404     409   404  403    403           409
      replaceWebhookSecret      401       404     200   404  403    403           200
      createApiKey              401       403     403   403  403    403           201
      listApiKeys               401       403     403   403  403    403           200
      getApiKey                 401       403     403   403  403    403           200
      revokeApiKey              401       403     403   403  403    403           204
      listAudit                 401       403     403   403  403    403           200
      drafts-of-all             401       403     200   200  200    403           200
      draft-by-its-address      404       404     404   404  404    404           404
      draft-as-it-is-written    401       403     200   404  200    403           200
      draft-of-a-metric         401       403     200   404  200    403           200
      draft-as-a-file           401       403     200   404  200    403           200
      draft-among-the-versions  401       403     200   404  200    403           200
      transfer-between-lines    401       403     403   403  403    201           201
      application-as-a-draft    401       403     200   404  403    404           200
      grant-that-is-cancelled   410       410     200   410  410    200           200
      edit-of-what-is-published 401       403     200   403  200    403           200
      """;

  private static final Map<String, ToIntFunction<String>> CALLS = new LinkedHashMap<>();

  static {
    get("openDocs", "/");
    get("getContractAsYaml", "/openapi.yaml");
    get("getContractAsJson", "/openapi.json");
    get("listProblems", "/problems");
    get("getProblem", "/problems/not-found");
    get("getRegister", "/v1");
    get("listCouncils", "/v1/councils");
    get("getCouncil", "/v1/councils/essex");
    get("listOrganisations", "/v1/organisations");
    get("getOrganisation", "/v1/organisations/essex");
    get("listVocabularies", "/v1/vocabularies");
    get("getVocabulary", "/v1/vocabularies/topics");
    get("listCaseStudies", "/v1/case-studies");
    get("getCaseStudy", "/v1/case-studies/essex-carers-model");
    get("listRelatedCaseStudies", "/v1/case-studies/essex-carers-model/related");
    get("listRevisions", "/v1/case-studies/essex-carers-model/revisions");
    get("getRevision", "/v1/case-studies/essex-carers-model/revisions/1");
    get("getCaseStudyFile", "/v1/case-studies/essex-carers-model/file");
    get("listMetrics", "/v1/metrics");
    get("getSummaryChart", "/v1/metrics/summary/chart.svg?groupBy=theme");
    get("summariseMetrics", "/v1/metrics/summary?groupBy=theme");
    get("getMetric", "/v1/metrics/bedford-reviews-02");
    get("getMetricChart", "/v1/metrics/bedford-reviews-02/chart.svg");
    get("listObservations", "/v1/observations");
    get("listFundingProgrammes", "/v1/funding-programmes");
    get("getFundingProgramme", "/v1/funding-programmes/oasi-grants");
    get("getFundingCalendar", "/v1/funding-programmes.ics");
    get("getFundingFeed", "/v1/funding-programmes.atom");
    get("listAwardSummaries", "/v1/award-summaries");
    get("listChanges", "/v1/changes");
    get("getDigest", "/v1/changes/digest");
    get("getDigestBucket", "/v1/changes/digest/00");
    get("exportRegister", "/v1/exports/register.ndjson");
    get("getCaseStudyFeed", "/v1/case-studies.atom");
    CALLS.put("getGrantTrace", caller -> send(caller, "GET", aGrant().active() + "/trace", null));
    get("getSpendingReport", "/v1/reports/spending");
    CALLS.put("exportGiving", caller -> sendAfterAGrant(caller, "/v1/exports/360giving.json"));
    CALLS.put("exportGivingCsv", caller -> sendAfterAGrant(caller, "/v1/exports/360giving.csv"));
    CALLS.put(
        "createFundingProgramme",
        caller -> send(caller, "POST", "/v1/funding-programmes", aProgramme().request()));
    CALLS.put(
        "replaceFundingProgramme",
        caller ->
            send(caller, "PUT", aProgramme().entered(), aProgramme().with("slug", null).request()));
    CALLS.put(
        "patchFundingProgramme",
        caller -> send(caller, "PATCH", aProgramme().entered(), Map.of("name", "New")));
    get("listExpressionsOfInterest", "/v1/expressions-of-interest");
    CALLS.put(
        "createExpressionOfInterest",
        caller -> send(caller, "POST", "/v1/expressions-of-interest", anApplication().request()));
    CALLS.put(
        "getExpressionOfInterest",
        caller -> send(caller, "GET", anApplication().submitted(), null));
    CALLS.put(
        "replaceExpressionOfInterest",
        caller -> send(caller, "PUT", anApplication().draft(), anApplication().request()));
    CALLS.put(
        "patchExpressionOfInterest",
        caller -> send(caller, "PATCH", anApplication().draft(), Map.of("purpose", "New")));
    CALLS.put(
        "deleteExpressionOfInterest",
        caller -> send(caller, "DELETE", anApplication().draft(), null));
    CALLS.put(
        "submitExpressionOfInterest",
        caller -> send(caller, "POST", anApplication().draft() + "/submit", null));
    CALLS.put(
        "withdrawExpressionOfInterest",
        caller ->
            send(
                caller,
                "POST",
                anApplication().submitted() + "/withdraw",
                Map.of("reason", "Moved.")));
    CALLS.put(
        "reviewExpressionOfInterest",
        caller -> send(caller, "POST", anApplication().submitted() + "/review", null));
    CALLS.put(
        "decideExpressionOfInterest",
        caller ->
            send(
                caller,
                "POST",
                anApplication().submitted() + "/decide",
                Map.of("outcome", "awarded", "reason", "Good.")));
    CALLS.put(
        "application-as-a-draft", caller -> send(caller, "GET", anApplication().draft(), null));
    get("listGrants", "/v1/grants");
    CALLS.put(
        "replaceGrant", caller -> send(caller, "PUT", aGrant().active(), Map.of("title", "New")));
    CALLS.put("getGrant", caller -> send(caller, "GET", aGrant().active(), null));
    CALLS.put(
        "patchGrant", caller -> send(caller, "PATCH", aGrant().active(), Map.of("title", "New")));
    CALLS.put(
        "completeGrant", caller -> send(caller, "POST", aGrant().active() + "/complete", Map.of()));
    CALLS.put(
        "cancelGrant",
        caller -> send(caller, "POST", aGrant().active() + "/cancel", Map.of("reason", "Closed.")));
    CALLS.put(
        "evaluateGrant",
        caller ->
            send(caller, "PUT", aGrant().completed() + "/evaluation", Map.of("summary", "Good.")));
    CALLS.put(
        "addIntervention",
        caller -> send(caller, "POST", aGrant().active() + "/interventions", intervention()));
    CALLS.put(
        "replaceIntervention", caller -> send(caller, "PUT", anIntervention(), intervention()));
    CALLS.put("deleteIntervention", caller -> send(caller, "DELETE", anIntervention(), null));
    CALLS.put("listLedger", caller -> send(caller, "GET", aGrant().active() + "/ledger", null));
    CALLS.put(
        "createLedgerEntry",
        caller -> send(caller, "POST", aGrant().active() + "/ledger", entry("S1", "spend", "1")));
    CALLS.put("createCaseStudy", caller -> send(caller, "POST", "/v1/case-studies", study()));
    CALLS.put(
        "replaceCaseStudy",
        caller -> send(caller, "PUT", draft(), aCaseStudy().with("slug", null).request()));
    CALLS.put("patchCaseStudy", caller -> send(caller, "PATCH", draft(), Map.of("title", "New")));
    CALLS.put("deleteCaseStudy", caller -> send(caller, "DELETE", draft(), null));
    CALLS.put(
        "replaceCaseStudyFile",
        caller ->
            send(
                caller,
                "PUT",
                draft() + "/file",
                Map.of("caseStudy", aCaseStudy().with("slug", null).request())));
    CALLS.put("submitCaseStudy", caller -> send(caller, "POST", draft() + "/submit", null));
    CALLS.put(
        "returnCaseStudy",
        caller -> send(caller, "POST", inReview() + "/return", Map.of("comment", "More.")));
    CALLS.put("publishCaseStudy", caller -> send(caller, "POST", inReview() + "/publish", null));
    CALLS.put(
        "withdrawCaseStudy",
        caller -> send(caller, "POST", published() + "/withdraw", Map.of("reason", "Wrong.")));
    CALLS.put("eraseContact", caller -> send(caller, "DELETE", contact(), null));
    CALLS.put("createMetric", caller -> send(caller, "POST", "/v1/metrics", metric()));
    CALLS.put("replaceMetric", caller -> send(caller, "PUT", draftMetric(), figure(1, 2)));
    CALLS.put(
        "patchMetric", caller -> send(caller, "PATCH", draftMetric(), Map.of("title", "New")));
    CALLS.put("deleteMetric", caller -> send(caller, "DELETE", draftMetric(), null));
    CALLS.put(
        "createOrganisation", caller -> send(caller, "POST", "/v1/organisations", organisation()));
    CALLS.put(
        "replaceOrganisation",
        caller -> send(caller, "PUT", anOrganisation(), Map.of("name", "New", "kind", "charity")));
    CALLS.put(
        "patchOrganisation",
        caller -> send(caller, "PATCH", anOrganisation(), Map.of("name", "New")));
    CALLS.put(
        "mergeOrganisation",
        caller ->
            send(
                caller,
                "POST",
                anOrganisation() + "/merge",
                Map.of("into", anOrganisation().substring("/v1/organisations/".length()))));
    CALLS.put("replaceVocabulary", RoleTableTest::replaceVocabulary);
    get("listWebhooks", "/v1/webhooks");
    CALLS.put(
        "createWebhook", caller -> send(caller, "POST", "/v1/webhooks", aWebhook().request()));
    CALLS.put("getWebhook", caller -> send(caller, "GET", aWebhook().made(), null));
    CALLS.put(
        "replaceWebhook", caller -> send(caller, "PUT", aWebhook().made(), aWebhook().request()));
    CALLS.put("deleteWebhook", caller -> send(caller, "DELETE", aWebhook().made(), null));
    CALLS.put("resumeWebhook", caller -> send(caller, "POST", aWebhook().made() + "/resume", null));
    CALLS.put(
        "replaceWebhookSecret",
        caller -> send(caller, "POST", aWebhook().made() + "/secret", null));
    CALLS.put(
        "createApiKey",
        caller ->
            send(
                caller,
                "POST",
                "/v1/api-keys",
                Map.of("name", "a test", "roles", List.of("partner"))));
    get("listApiKeys", "/v1/api-keys");
    CALLS.put("getApiKey", caller -> send(caller, "GET", key(), null));
    CALLS.put("revokeApiKey", caller -> send(caller, "DELETE", key(), null));
    get("listAudit", "/v1/audit");
    get("drafts-of-all", "/v1/case-studies?view=working");
    CALLS.put("draft-by-its-address", caller -> send(caller, "GET", draft(), null));
    CALLS.put(
        "draft-as-it-is-written", caller -> send(caller, "GET", draft() + "?view=working", null));
    CALLS.put(
        "draft-of-a-metric", caller -> send(caller, "GET", draftMetric() + "?view=working", null));
    CALLS.put(
        "draft-as-a-file", caller -> send(caller, "GET", draft() + "/file?view=working", null));
    CALLS.put(
        "draft-among-the-versions",
        caller -> send(caller, "GET", draft() + "/revisions?view=working", null));
    CALLS.put(
        "transfer-between-lines",
        caller ->
            send(
                caller,
                "POST",
                aGrant().withLine("training", "10").withLine("travel", "5").active() + "/ledger",
                with(entry("T1", "transfer", "1"), "toLine", 2)));
    CALLS.put("grant-that-is-cancelled", caller -> send(caller, "GET", aGrant().cancelled(), null));
    CALLS.put(
        "edit-of-what-is-published",
        caller -> send(caller, "PATCH", published(), Map.of("title", "New")));
  }

  private static void get(String operation, String path) {
    CALLS.put(operation, caller -> send(caller, "GET", path, null));
  }

  private static int sendAfterAGrant(String caller, String path) {
    aGrant().active();
    return send(caller, "GET", path, null);
  }

  private static int send(String caller, String method, String path, Object body) {
    RequestSpecification request = given().redirects().follow(false);
    String authorization = authorization(caller);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (!method.equals("GET")) {
      request.header("If-Match", "*");
    }
    if (body != null) {
      request
          .contentType(method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
          .body(body);
    }
    return request.when().request(method, path).statusCode();
  }

  private static String authorization(String caller) {
    return switch (caller) {
      case "anonymous" -> null;
      case "essex", "kent" -> KeyFixture.contributorOf(caller);
      case "admin" -> KeyFixture.admin();
      default -> KeyFixture.aKey(null, caller);
    };
  }

  private static Map<String, Object> study() {
    return aCaseStudy().request();
  }

  private static String draft() {
    return "/v1/case-studies/" + aCaseStudy().draft();
  }

  private static String inReview() {
    return "/v1/case-studies/" + aCaseStudy().inReview();
  }

  private static String published() {
    return "/v1/case-studies/" + aCaseStudy().published();
  }

  private static String contact() {
    String study = "/v1/case-studies/" + aCaseStudy().withContact("Somebody").published();
    String id =
        given()
            .header("Authorization", KeyFixture.editor())
            .when()
            .get(study)
            .then()
            .extract()
            .path("contacts[0].id");
    return study + "/contacts/" + id;
  }

  private static Map<String, Object> metric() {
    Map<String, Object> metric = new TreeMap<>(figure(1, 2));
    metric.put("caseStudy", aCaseStudy().draft());
    return metric;
  }

  private static String draftMetric() {
    return "/v1/metrics/" + aCaseStudy().withFigure(1, 2).draft() + "-01";
  }

  private static Map<String, Object> intervention() {
    return Map.of("title", "Two days", "kind", "training", "deliveredOn", "2026-02-03");
  }

  private static String anIntervention() {
    String grant = aGrant().active();
    String id =
        given()
            .header("Authorization", KeyFixture.admin())
            .contentType("application/json")
            .body(intervention())
            .post(grant + "/interventions")
            .path("interventions[0].id");
    return grant + "/interventions/" + id;
  }

  private static Map<String, Object> organisation() {
    return Map.of("name", "A test " + System.nanoTime(), "kind", "charity");
  }

  private static String anOrganisation() {
    return given()
        .header("Authorization", KeyFixture.editor())
        .contentType("application/json")
        .body(organisation())
        .when()
        .post("/v1/organisations")
        .then()
        .statusCode(201)
        .extract()
        .path("href");
  }

  /** With the entries that it has, so that nothing changes. */
  private static int replaceVocabulary(String caller) {
    List<Object> entries = given().get("/v1/vocabularies/themes").then().extract().path("entries");
    return send(caller, "PUT", "/v1/vocabularies/themes", Map.of("entries", entries));
  }

  private static String key() {
    return given()
        .header("Authorization", KeyFixture.admin())
        .contentType("application/json")
        .body(Map.of("name", "a test", "roles", List.of("partner")))
        .when()
        .post("/v1/api-keys")
        .then()
        .extract()
        .path("href");
  }

  private static List<String> words(String line) {
    return Arrays.stream(line.strip().split("\\s+", -1)).toList();
  }

  private static Stream<String> rows() {
    return TABLE.lines().skip(1);
  }

  @Test
  void everyOperationOfTheContractHasARow() throws IOException {
    TreeSet<String> operations = new TreeSet<>();
    JsonNode contract = new YAMLMapper().readTree(Files.readAllBytes(Path.of("openapi.yaml")));
    contract
        .path("paths")
        .forEach(
            path ->
                path.forEach(
                    operation -> {
                      if (operation.has("operationId")) {
                        operations.add(operation.path("operationId").asText());
                      }
                    }));
    assertThat(rows().map(row -> words(row).get(0))).containsAll(operations);
    assertThat(CALLS.keySet())
        .containsExactlyInAnyOrderElementsOf(rows().map(row -> words(row).get(0)).toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachCallerMayDoWhatTheTableSays(String row) {
    List<String> callers = words(TABLE.lines().findFirst().orElseThrow());
    List<String> expected = words(row);
    List<String> found = new ArrayList<>(List.of(expected.get(0)));
    for (String caller : callers) {
      found.add(Integer.toString(CALLS.get(expected.get(0)).applyAsInt(caller)));
    }
    assertThat(found).isEqualTo(expected);
  }
}
