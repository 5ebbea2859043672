package uk.casebook.contract;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ContractResourceTest {

  private static final Path SOURCE = Path.of("openapi.yaml");

  @Test
  void theContractIsServedByteForByte() throws IOException {
    byte[] served =
        when()
            .get("/openapi.yaml")
            .then()
            .statusCode(200)
            .contentType(startsWith("application/yaml"))
            .extract()
            .asByteArray();
    assertThat(served).isEqualTo(Files.readAllBytes(SOURCE));
  }

  @Test
  void theContractIsServedAsJsonToo() throws IOException {
    byte[] served = when().get("/openapi.json").then().statusCode(200).extract().asByteArray();
    assertThat(new ObjectMapper().readTree(served))
        .isEqualTo(new YAMLMapper().readTree(SOURCE.toFile()));
  }

  @Test
  void noOtherDocumentIsServed() {
    when().get("/q/openapi").then().statusCode(404);
  }

  @Test
  void theRootLeadsToTheDocumentation() {
    given()
        .redirects()
        .follow(false)
        .when()
        .get("/")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/docs"));
    when()
        .get("/docs/")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .body(containsString("/openapi.json"));
  }
}
