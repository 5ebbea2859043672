package uk.casebook.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.casebook.database.OwnDatabase;
import uk.casebook.identity.KeyFixture;

/**
 * What the contract shows as a body is one, and makes what it says where it makes something new.
 */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class RequestExamplesTest {

  static Stream<Arguments> examples() throws IOException {
    byte[] file = Files.readAllBytes(Path.of("openapi.yaml"));
    Document document = Document.parse(file);
    List<Arguments> examples = new ArrayList<>();
    for (Operation operation : Contract.of(file).operations()) {
      operation
          .consumes()
          .forEach(
              (type, schema) ->
                  document
                      .at("paths", operation.path(), operation.method().toLowerCase(Locale.ROOT))
                      .child("requestBody")
                      .child("content")
                      .child(type)
                      .child("examples")
                      .node()
                      .forEach(
                          example ->
                              examples.add(
                                  Arguments.of(
                                      operation.id(), operation, schema, example.get("value")))));
    }
    return examples.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void isABodyThatItsOperationReads(
      String id, Operation operation, Document.Place schema, JsonNode example) {
    assertThat(BodyCheck.check(schema, example)).isEmpty();
    if (operation.pathParameters().isEmpty()) {
      given()
          .header("Authorization", KeyFixture.admin())
          .contentType("application/json")
          .body(example.toString())
          .when()
          .request(operation.method(), operation.path())
          .then()
          .statusCode(201);
    }
  }
}
