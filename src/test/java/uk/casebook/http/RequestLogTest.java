package uk.casebook.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RequestLogTest {

  private static final Logger LOG = Logger.getLogger("uk.casebook.http.RequestLog");

  private final BlockingQueue<ExtLogRecord> lines = new LinkedBlockingQueue<>();
  private final ExtHandler collector =
      new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord line) {
          lines.add(line);
        }
      };

  @BeforeEach
  void collect() {
    LOG.addHandler(collector);
  }

  @AfterEach
  void stopCollecting() {
    LOG.removeHandler(collector);
  }

  private ExtLogRecord line() throws InterruptedException {
    ExtLogRecord line = lines.poll(10, TimeUnit.SECONDS);
    assertThat(line).isNotNull();
    return line;
  }

  @Test
  void aRequestIsOneLineWithItsOperationAndOutcomeInFields() throws InterruptedException {
    String body = given().get("/problems/not-found").asString();

    ExtLogRecord line = line();

    assertThat(line.getMessage())
        .matches("GET /problems/\\{code} getProblem 200 [0-9.]+ ms " + body.length() + " bytes");
    assertThat(line.getMdcCopy())
        .containsEntry("method", "GET")
        .containsEntry("route", "/problems/{code}")
        .containsEntry("operationId", "getProblem")
        .containsEntry("status", "200")
        .containsEntry("bytes", Integer.toString(body.length()))
        .containsKeys("durationMs", "traceId");
    assertThat(lines).isEmpty();
  }

  @Test
  void aProblemHasTheTraceIdOfItsLine() throws InterruptedException {
    String traceId = given().get("/problems/no-such-problem").jsonPath().getString("traceId");

    assertThat(line().getMdc("traceId")).isEqualTo(traceId);
  }

  @Test
  void nothingThatTheCallerSentIsInTheLine() throws InterruptedException {
    given()
        .header("User-Agent", "Jo Bloggs")
        .header("X-Forwarded-For", "192.0.2.7")
        .queryParam("name", "Jo Bloggs")
        .get("/people/jo-bloggs");

    ExtLogRecord line = line();

    assertThat(line.getMessage() + line.getMdcCopy())
        .contains("GET", "404")
        .doesNotContainIgnoringCase("bloggs")
        .doesNotContain("192.0.2.7", "127.0.0.1", "people");
  }

  @Test
  void whatOperatorsAskForAllTheTimeIsNotInTheLog() throws InterruptedException {
    given().get("/q/health/live");
    given().get("/problems");

    assertThat(line().getMdc("route")).isEqualTo("/problems");
  }
}
