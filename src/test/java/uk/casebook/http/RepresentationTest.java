package uk.casebook.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.identity.KeyFixture;

@QuarkusTest
class RepresentationTest {

  private static final String LARGE = "/problems";
  private static final String SMALL = "/problems/not-found";

  /** Sends no Accept-Encoding of its own and leaves the bytes as they came. */
  private static RequestSpecification plain() {
    return given()
        .config(
            RestAssuredConfig.config()
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()));
  }

  /** Without the check against the contract, which reads bodies that are not coded. */
  private static RequestSpecification gzipped() {
    return plain().noFilters().header("Accept-Encoding", "gzip");
  }

  private static String tag(RequestSpecification request) {
    return request.get(LARGE).then().statusCode(200).extract().header("ETag");
  }

  @Nested
  class Get {

    @ParameterizedTest
    @ValueSource(strings = {LARGE, SMALL, "/openapi.yaml", "/openapi.json"})
    void hasAStrongTagThatStaysWhileTheAnswerDoes(String path) {
      String tag = plain().get(path).then().statusCode(200).extract().header("ETag");

      assertThat(tag).matches("\"[A-Za-z0-9_-]{22}\"");
      plain().get(path).then().header("ETag", tag);
    }

    @Test
    void mayBeKeptByAnybodyButNotUsedUnasked() {
      plain().get(LARGE).then().header("Cache-Control", "public, no-cache");
    }

    @Test
    void isKeptByNobodyWhenTheCallerIsSignedIn() {
      plain()
          .header("Authorization", KeyFixture.admin())
          .get(LARGE)
          .then()
          .header("Cache-Control", "private, no-store");
    }

    @Test
    void isWithoutTagWhenItIsAProblem() {
      plain()
          .get("/problems/no-such-problem")
          .then()
          .statusCode(404)
          .header("ETag", nullValue())
          .header("Cache-Control", "no-store");
    }
  }

  @Nested
  class Gzip {

    @Test
    void isUsedForWhoAcceptsItAndHasATagOfItsOwn() throws IOException {
      Response coded = gzipped().get(LARGE);
      Response uncoded = plain().get(LARGE);

      coded
          .then()
          .header("Content-Encoding", "gzip")
          .header("Vary", containsString("Accept-Encoding"))
          .header("Content-Length", Integer.toString(coded.asByteArray().length))
          .header("ETag", endsWith("-gzip\""));
      uncoded
          .then()
          .header("Content-Encoding", nullValue())
          .header("Vary", containsString("Accept-Encoding"));
      assertThat(new GZIPInputStream(new ByteArrayInputStream(coded.asByteArray())).readAllBytes())
          .isEqualTo(uncoded.asByteArray());
    }

    @Test
    void isNotWorthItForASmallAnswerWhichVariesAllTheSame() {
      gzipped()
          .get(SMALL)
          .then()
          .header("Content-Encoding", nullValue())
          .header("Vary", containsString("Accept-Encoding"));
    }
  }

  @Nested
  class IfNoneMatch {

    @Test
    void leavesOutTheBodyOfWhatTheCallerHolds() {
      String tag = tag(plain());

      plain()
          .header("If-None-Match", tag)
          .get(LARGE)
          .then()
          .statusCode(304)
          .header("ETag", tag)
          .header("Cache-Control", "public, no-cache")
          .header("Vary", containsString("Accept-Encoding"))
          .header("Content-Type", nullValue())
          .header("Content-Encoding", nullValue())
          .body(emptyString());
    }

    @Test
    void matchesInAListWeaklyAndByStar() {
      String tag = tag(plain());

      plain().header("If-None-Match", "\"a,b\", W/" + tag).get(LARGE).then().statusCode(304);
      plain().header("If-None-Match", "*").get(LARGE).then().statusCode(304);
      plain().header("If-None-Match", "\"another\"").get(LARGE).then().statusCode(200);
      plain().header("If-None-Match", tag).head(LARGE).then().statusCode(304).header("ETag", tag);
    }

    @Test
    void matchesEitherCodingForWhoAcceptsBoth() {
      String coded = tag(gzipped());
      String uncoded = tag(plain());

      gzipped().header("If-None-Match", coded).get(LARGE).then().statusCode(304);
      gzipped()
          .header("If-None-Match", uncoded)
          .get(LARGE)
          .then()
          .statusCode(304)
          .header("ETag", uncoded);
    }

    @Test
    void doesNotMatchACodingThatTheCallerCannotRead() {
      plain().header("If-None-Match", tag(gzipped())).get(LARGE).then().statusCode(200);
    }
  }

  @Nested
  class Head {

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity"})
    void hasTheFieldsOfGetWithoutItsBody(String coding) {
      Response get = plain().noFilters().header("Accept-Encoding", coding).get(LARGE);
      Response head = plain().noFilters().header("Accept-Encoding", coding).head(LARGE);

      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.asByteArray()).isEmpty();
      for (String field :
          new String[] {
            "ETag", "Content-Length", "Content-Type", "Content-Encoding", "Vary", "Cache-Control"
          }) {
        assertThat(head.header(field)).as(field).isEqualTo(get.header(field));
      }
    }
  }

  @Nested
  class TheRegister {

    @Test
    void saysItsLicenceEvenWhereNothingHasChanged() {
      String licence = "<https://creativecommons.org/licenses/by/4.0/>;" + " rel=\"license\"";
      String tag = plain().get("/v1").then().header("Link", licence).extract().header("ETag");

      plain()
          .header("If-None-Match", tag)
          .get("/v1")
          .then()
          .statusCode(304)
          .header("Link", licence);
    }

    @Test
    void variesByAcceptWhereThereAreSeveralFormats() {
      String json =
          plain()
              .accept("application/json")
              .get("/v1/observations")
              .then()
              .header("Vary", equalTo("Accept, Accept-Encoding"))
              .extract()
              .header("ETag");

      plain()
          .accept("text/csv")
          .header("If-None-Match", json)
          .get("/v1/observations")
          .then()
          .statusCode(200)
          .header("ETag", not(json))
          .header("Vary", equalTo("Accept, Accept-Encoding"))
          .header("Link", containsString("rel=\"license\""));
    }
  }
}
