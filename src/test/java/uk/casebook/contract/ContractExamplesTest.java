package uk.casebook.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.casebook.identity.KeyFixture;

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
            .noneMatch(parameter -> examples(parameter).isEmpty());
  }

  private static Stream<Arguments> requests(Operation operation) {
    List<Parameter> parameters = parameters(operation);
    Map<String, JsonNode> first = firstExamples(operation);
    Stream<Map<String, JsonNode>> further =
        parameters.stream()
            .flatMap(
                parameter ->
                    examples(parameter).stream()
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

  private static Map<String, JsonNode> firstExamples(Operation operation) {
    Map<String, JsonNode> first = new LinkedHashMap<>();
    for (Parameter parameter : parameters(operation)) {
      examples(parameter).stream()
          .findFirst()
          .ifPresent(example -> first.put(parameter.name(), example));
    }
    return first;
  }

  private static List<Parameter> parameters(Operation operation) {
    List<Parameter> parameters = new ArrayList<>(operation.pathParameters().values());
    parameters.addAll(operation.query().values());
    parameters.addAll(operation.headers());
    return parameters;
  }

  private static List<JsonNode> examples(Parameter parameter) {
    JsonNode examples = parameter.place().node().path("examples");
    return StreamSupport.stream(examples.spliterator(), false)
        .map(example -> example.path("value"))
        .toList();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("requests")
  void everyExampleAnswers(String id, Map<String, JsonNode> values, Operation operation) {
    RequestSpecification request = given().redirects().follow(false);
    if (!operation.access().anybody()) {
      request.header("Authorization", KeyFixture.admin());
    }
    for (Parameter parameter : parameters(operation)) {
      JsonNode value = values.get(parameter.name());
      if (value != null) {
        List<String> texts = texts(value);
        switch (parameter.in()) {
          case "path" -> request.pathParam(parameter.name(), value.asText());
          case "header" -> request.header(parameter.name(), value.asText());
          default ->
              request.queryParam(
                  parameter.name(),
                  parameter.isExploded() ? texts : List.of(String.join(",", texts)));
        }
      }
    }
    operation.produces().stream().findFirst().ifPresent(request::accept);
    Response answer = request.when().request(operation.method(), operation.path());
    answer.then().statusCode(success(operation));
    if (values.equals(firstExamples(operation))) {
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

  private static List<String> texts(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList()
        : List.of(value.asText());
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
