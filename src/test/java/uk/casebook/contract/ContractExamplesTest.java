package uk.casebook.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends what Swagger UI sends when "Execute" is pressed: every parameter with its first example;
 * then the same with each further example in the place of the first. What the document shows as the
 * answer is what the first of these requests answers.
 */
@QuarkusTest
class ContractExamplesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] FILE = read();
  private static final JsonNode DOCUMENT = document();

  private static byte[] read() {
    try {
      return Files.readAllBytes(Path.of("openapi.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode document() {
    try {
      return new YAMLMapper().readTree(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Arguments> requests() {
    return Contract.of(FILE).operations().stream()
        .filter(ContractExamplesTest::canBeTried)
        .flatMap(ContractExamplesTest::requests);
  }

  /** What is not there before a grant is awarded. */
  private static final Set<String> OF_AWARDED_GRANTS = Set.of("exportGiving", "exportGivingCsv");

  /**
   * Not what changes the register, which would no longer be as other tests know it; nor what has an
   * id in its address that differs from one installation to the next.
   */
  private static boolean canBeTried(Operation operation) {
    return operation.method().equals("GET")
        && !OF_AWARDED_GRANTS.contains(operation.id())
        && operation.pathParameters().values().stream()
            .noneMatch(parameter -> ExampleRequests.examples(parameter).isEmpty());
  }

  private static Stream<Arguments> requests(Operation operation) {
    List<Parameter> parameters = ExampleRequests.parameters(operation);
    Map<String, JsonNode> first = ExampleRequests.first(operation);
    Stream<Map<String, JsonNode>> further =
        parameters.stream()
            .flatMap(
                parameter ->
                    ExampleRequests.examples(parameter).stream()
                        .skip(1)
                        .map(
                            example -> {
                              Map<String, JsonNode> values = new LinkedHashMap<>(first);
                              values.put(parameter.name(), example);
                              return values;
                            }));
    return Stream.concat(Stream.of(first), further)
        .map(values -> Arguments.of(operation.id(), values, operation));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("requests")
  void everyExampleAnswers(String id, Map<String, JsonNode> values, Operation operation) {
    Response answer =
        ExampleRequests.request(operation, values)
            .when()
            .request(operation.method(), operation.path());
    answer.then().statusCode(success(operation));
    if (values.equals(ExampleRequests.first(operation))) {
      assertAnswersAsShown(operation, answer);
    }
  }

  /** Instants and sealed cursors differ from one installation to the next. */
  private static void assertAnswersAsShown(Operation operation, Response answer) {
    JsonNode shown =
        DOCUMENT.at(
            "/paths/%s/%s/responses/200/content/application~1json/examples/answer/value"
                .formatted(
                    operation.path().replace("/", "~1"),
                    operation.method().toLowerCase(Locale.ROOT)));
    if (!shown.isMissingNode()) {
      assertThat(stable(tree(answer))).isEqualTo(stable(shown));
    }
  }

  private static JsonNode tree(Response answer) {
    try {
      return JSON.readTree(answer.asByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String stable(JsonNode node) {
    return node.toPrettyString()
        .replaceAll("\"\\d{4}-\\d\\d-\\d\\dT[^\"]*Z\"", "\"an instant\"")
        .replaceAll("cursor=[^\"]*", "cursor=…");
  }

  /** The first status below 400 that the operation declares, a fresh cache's 304 left out. */
  private static int success(Operation operation) {
    return operation.responses().keySet().stream()
        .filter(status -> status.matches("[23]\\d\\d") && !status.equals("304"))
        .mapToInt(Integer::parseInt)
        .min()
        .orElseThrow();
  }
}
