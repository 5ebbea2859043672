package uk.casebook.contract;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import uk.casebook.identity.KeyFixture;

/** Requests that are made of the examples in the contract. */
final class ExampleRequests {

  private ExampleRequests() {}

  /** The first example of each parameter that has one. */
  static Map<String, JsonNode> first(Operation operation) {
    Map<String, JsonNode> first = new LinkedHashMap<>();
    for (Parameter parameter : parameters(operation)) {
      examples(parameter).stream()
          .findFirst()
          .ifPresent(example -> first.put(parameter.name(), example));
    }
    return first;
  }

  static List<Parameter> parameters(Operation operation) {
    List<Parameter> parameters = new ArrayList<>(operation.pathParameters().values());
    parameters.addAll(operation.query().values());
    parameters.addAll(operation.headers());
    return parameters;
  }

  static List<JsonNode> examples(Parameter parameter) {
    JsonNode examples = parameter.place().node().path("examples");
    return StreamSupport.stream(examples.spliterator(), false)
        .map(example -> example.path("value"))
        .toList();
  }

  /** The request with these values, of somebody who may send it. */
  static RequestSpecification request(Operation operation, Map<String, JsonNode> values) {
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
    return request;
  }

  private static List<String> texts(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList()
        : List.of(value.asText());
  }
}
