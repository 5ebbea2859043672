package uk.casebook.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says in words what a schema asks of a single value, to follow "must be": a text's {@code title},
 * where it has one, since a pattern helps nobody.
 */
final class Expectation {

  private Expectation() {}

  static String of(Document.Place schema) {
    JsonNode node = schema.node();
    for (String alternatives : List.of("oneOf", "anyOf")) {
      if (node.has(alternatives)) {
        return schema.child(alternatives).elements().stream()
            .map(Expectation::of)
            .collect(Collectors.joining(", or "));
      }
    }
    if (node.has("enum")) {
      List<String> values = values(schema);
      return (values.size() == 1 ? "" : "one of ") + String.join(", ", values);
    }
    if (node.has("const")) {
      return node.get("const").asText();
    }
    return switch (Parameter.types(schema).stream().findFirst().orElse("string")) {
      case "integer" -> "a whole number" + range(node);
      case "number" -> "a number" + range(node);
      case "boolean" -> "true or false";
      case "array" -> "a list";
      case "object" -> "an object";
      default -> text(node);
    };
  }

  /** The values of an enumeration, as they are written in a request. */
  static List<String> values(Document.Place schema) {
    List<String> values = new ArrayList<>();
    schema.node().path("enum").forEach(value -> values.add(value.asText()));
    return values;
  }

  private static String range(JsonNode node) {
    if (node.has("minimum") && node.has("maximum")) {
      return " from %s to %s".formatted(node.get("minimum"), node.get("maximum"));
    }
    return Stream.of(
            bound(node, "minimum", "at least"),
            bound(node, "exclusiveMinimum", "more than"),
            bound(node, "maximum", "at most"),
            bound(node, "exclusiveMaximum", "less than"))
        .filter(bound -> !bound.isEmpty())
        .collect(Collectors.joining(" and"));
  }

  private static String bound(JsonNode node, String keyword, String words) {
    return node.has(keyword) ? " of %s %s".formatted(words, node.get(keyword)) : "";
  }

  private static String text(JsonNode node) {
    return switch (node.path("format").asText()) {
      case "uuid" -> "a UUID such as 0197d9a2-5f0e-7c41-9d3b-6a2f8e1c4b70";
      case "date" -> "a date such as 2024-07-31";
      case "date-time" -> "an instant such as 2024-07-31T09:30:00Z";
      case "uri" -> "an absolute URI such as https://example.org/report";
      default ->
          node.path("title").asText("text" + length(node) + pattern(node.path("pattern").asText()));
    };
  }

  private static String length(JsonNode node) {
    if (node.has("minLength") && node.has("maxLength")) {
      return " of %s to %s characters".formatted(node.get("minLength"), node.get("maxLength"));
    }
    return node.has("maxLength")
        ? " of at most %s characters".formatted(node.get("maxLength"))
        : node.has("minLength")
            ? " of at least %s characters".formatted(node.get("minLength"))
            : "";
  }

  private static String pattern(String pattern) {
    return switch (pattern) {
      case "" -> "";
      case "\\S", "[^\\s\\p{Z}\\p{Cf}]" -> " that is not blank";
      default -> " that matches " + pattern;
    };
  }
}
