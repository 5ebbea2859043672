package uk.casebook.contract;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ShopContract.Profile.class)
class ProblemsTest {

  private final List<ExtLogRecord> log = new ArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          // Copied while it is written: the fields are those of the thread that wrote it.
          ExtLogRecord copy = ExtLogRecord.wrap(line);
          copy.copyMdc();
          log.add(copy);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private static String message(ExtLogRecord line) {
    return new PatternFormatter("%s").format(line);
  }

  @BeforeEach
  void listen() {
    Logger.getLogger("uk.casebook").addHandler(listener);
  }

  @AfterEach
  void stopListening() {
    Logger.getLogger("uk.casebook").removeHandler(listener);
  }

  @Nested
  class AnUnexpectedFailure {

    @ParameterizedTest
    @ValueSource(strings = {"unexpected", "error", "server", "constraint", "stored-json"})
    void tellsTheCallerNothingButItsTrace(String kind) {
      String traceId =
          when()
              .get("/shop/failures/{kind}", kind)
              .then()
              .statusCode(500)
              .body("type", equalTo("/problems/internal-error"))
              .body("title", equalTo("Something went wrong here"))
              .body("detail", nullValue())
              .body("instance", equalTo("/shop/failures/" + kind))
              .body("keySet()", contains("type", "title", "status", "instance", "traceId"))
              .extract()
              .path("traceId");
      assertThat(log)
          .filteredOn(line -> line.getThrown() != null)
          .singleElement()
          .satisfies(
              line -> {
                assertThat(message(line)).isEqualTo("Unexpected failure of fail");
                assertThat(line.getMdc(Trace.KEY)).isEqualTo(traceId);
              });
    }

    @Test
    void leaksNothingInItsHeaderFieldsEither() {
      assertThat(RawHttp.get("/shop/failures/unexpected"))
          .startsWith("HTTP/1.1 500 ")
          .doesNotContain("secret", "uk.casebook", "Exception", "java");
    }

    @Test
    void hasTheSameTraceInWhatTheResourceLogsOnItsOwnThread() {
      String traceId = when().get("/shop/failures/unexpected").path("traceId");
      assertThat(log)
          .filteredOn(line -> message(line).startsWith("About to fail"))
          .singleElement()
          .satisfies(line -> assertThat(line.getMdc(Trace.KEY)).isEqualTo(traceId));
    }
  }

  @Nested
  class ACollisionWithAnother {

    @ParameterizedTest
    @ValueSource(strings = {"deadlock", "serialization"})
    void isNoFaultAndSaysToSendItAgain(String kind) {
      when()
          .get("/shop/failures/{kind}", kind)
          .then()
          .statusCode(409)
          .body("type", equalTo("/problems/conflict"))
          .body("detail", containsString("send it again"));
      assertThat(log).noneMatch(line -> line.getThrown() != null);
    }
  }

  @Nested
  class ADatabaseThatIsAway {

    @ParameterizedTest
    @ValueSource(strings = {"connection", "shutdown", "crowded", "pool"})
    void isNoFaultAndSaysWhenToAskAgain(String kind) {
      when()
          .get("/shop/failures/{kind}", kind)
          .then()
          .statusCode(503)
          .header("Retry-After", "5")
          .body("type", equalTo("/problems/service-unavailable"))
          .body("toString()", not(containsString("secret")));
    }
  }

  @Nested
  class WhatResourcesThrow {

    @ParameterizedTest
    @CsvSource({
      "not-found, 404, /problems/not-found",
      "bad-request, 400, /problems/invalid-request",
      "teapot, 400, /problems/invalid-request"
    })
    void ofTheFrameworksOwnIsAProblemWithoutItsMessage(String kind, int status, String type) {
      when()
          .get("/shop/failures/{kind}", kind)
          .then()
          .statusCode(status)
          .body("type", equalTo(type))
          .body("detail", nullValue());
    }

    @Test
    void ofOurOwnIsAnsweredAsItIs() {
      when()
          .get("/shop/failures/cursor")
          .then()
          .statusCode(400)
          .body("type", equalTo("/problems/invalid-cursor"))
          .body("detail", equalTo("The cursor was changed."));
      when()
          .get("/shop/failures/domain")
          .then()
          .statusCode(400)
          .body("detail", equalTo("There is no council 'x'."))
          .body("errors", hasItem(hasEntry("parameter", "council")));
    }

    @Test
    void mayHaveFurtherMembersAndHeaderFields() {
      when()
          .get("/shop/failures/gone")
          .then()
          .statusCode(404)
          .header("Link", "</next>")
          .body("reason", equalTo("withdrawn"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{|malformed|",
          "{\"name\": |malformed|",
          "{\"name\": {}}|type|/name",
          "[]|type|",
        })
    void overABodyNamesThePlace(String body, String code, String pointer) {
      given()
          .contentType("application/json")
          .body(body)
          .when()
          .post("/shop/things")
          .then()
          .statusCode(400)
          .body("errors.code", contains(code))
          .body("errors.pointer", contains(pointer == null ? "" : pointer));
    }
  }

  @Nested
  class ATrace {

    private static final String CALLERS = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void isTheCallersIfItHasOne() {
      given()
          .header("traceparent", "00-" + CALLERS + "-b7ad6b7169203331-01")
          .when()
          .get("/shop/failures/unexpected")
          .then()
          .body("traceId", equalTo(CALLERS));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "00-00000000000000000000000000000000-b7ad6b7169203331-01",
          "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
          "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
          "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "00-0af7651916cd43dd8448eb211c80319c",
          "x"
        })
    void isANewOneIfTheCallersIsNotValid(String traceparent) {
      given()
          .header("traceparent", traceparent)
          .when()
          .get("/shop/failures/unexpected")
          .then()
          .body("traceId", matchesPattern("[0-9a-f]{32}"))
          .body("traceId", not(equalTo(CALLERS)));
    }
  }
}
