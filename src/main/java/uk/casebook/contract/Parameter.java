package uk.casebook.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A parameter of an operation: reads values by its schema, and says what is wrong with them. */
final class Parameter {

  private static final int LONGEST_SHOWN = 100;
  private static final int LONGEST_NUMBER = 40;

  private final Document.Place place;
  private final Document.Place valueSchema;
  private final String name;
  private final String in;
  private final boolean required;
  private final boolean list;
  private final boolean exploded;
  private final Set<String> types;
  private final Schema schema;

  Parameter(Document.Place place) {
    JsonNode node = place.node();
    this.place = place;
    this.name = node.path("name").asText();
    this.in = node.path("in").asText();
    this.required = node.path("required").asBoolean();
    this.list = types(place.child("schema")).contains("array");
    this.exploded = node.path("explode").asBoolean(in.equals("query"));
    this.valueSchema = list ? place.child("schema").child("items") : place.child("schema");
    this.types = types(valueSchema);
    this.schema = place.raw("schema").schema();
    String style = node.path("style").asText(in.equals("query") ? "form" : "simple");
    boolean understood =
        switch (in) {
          case "query" -> style.equals("form");
          case "path", "header" -> style.equals("simple") && !list;
          default -> false;
        };
    if (!understood || !node.has("schema")) {
      throw new IllegalStateException("%s is of a kind that is not checked".formatted(place));
    }
  }

  String name() {
    return name;
  }

  String in() {
    return in;
  }

  Document.Place place() {
    return place;
  }

  boolean isList() {
    return list;
  }

  boolean isExploded() {
    return exploded;
  }

  /** The JSON types that a schema's value may have. */
  static Set<String> types(Document.Place schema) {
    Set<String> types = new LinkedHashSet<>();
    JsonNode type = schema.node().path("type");
    if (type.isTextual()) {
      types.add(type.textValue());
    }
    type.forEach(one -> types.add(one.asText()));
    for (String combination : List.of("allOf", "anyOf", "oneOf")) {
      schema.child(combination).elements().forEach(part -> types.addAll(types(part)));
    }
    return types;
  }

  /**
   * Adds what is wrong with the values that were given.
   *
   * @param given decoded, in the order of the request; empty if there were none
   */
  void check(List<String> given, List<Violation> violations) {
    if (given.isEmpty()) {
      if (required) {
        violations.add(violation("required", "%s is missing; it must be %s.", expectation()));
      }
    } else if (given.size() > 1 && !(list && exploded)) {
      String one = list ? ", with commas between its values" : "";
      violations.add(
          violation("repeated", "%s may be given once%s, not %d times.", one, given.size()));
    } else if (list) {
      checkList(exploded ? given : List.of(given.get(0).split(",", -1)), violations);
    } else {
      List<Error> errors = schema.validate(read(given.get(0)));
      if (!errors.isEmpty()) {
        violations.add(wrongValue(errors.get(0), given.get(0)));
      }
    }
  }

  private void checkList(List<String> given, List<Violation> violations) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode(given.size());
    given.forEach(value -> values.add(read(value)));
    Set<String> seen = new HashSet<>();
    for (Error error : schema.validate(values)) {
      NodePath location = error.getInstanceLocation();
      // What is wrong with one value is said once, however many rules it breaks.
      if (seen.add(location.getNameCount() == 0 ? error.getKeyword() : location.toString())) {
        violations.add(
            location.getNameCount() == 0
                ? wrongList(error, given.size())
                : wrongValue(error, given.get((Integer) location.getElement(0))));
      }
    }
  }

  private Violation wrongList(Error error, int size) {
    JsonNode limit = error.getSchemaNode();
    String values =
        exploded
            ? "%s may be given at %s %s times, not %d."
            : "%s may have at %s %s values, not %d.";
    return switch (error.getKeyword()) {
      case "maxItems" -> violation("max-items", values, "most", limit, size);
      case "minItems" -> violation("min-items", values, "least", limit, size);
      case "uniqueItems" -> violation("unique-items", "%s must not have the same value twice.");
      default -> violation(kebab(error.getKeyword()), "%s " + error.getMessage() + ".");
    };
  }

  private Violation wrongValue(Error error, String value) {
    return violation(
        kebab(error.getKeyword()),
        "%s must be %s, not %s%s",
        expectation(),
        shown(value),
        Nearest.suggestion(value, Expectation.values(valueSchema)));
  }

  private String expectation() {
    return Expectation.of(valueSchema) + (describesItself() ? "" : example());
  }

  /** Whether the words for the schema leave nothing that an example would make clearer. */
  private boolean describesItself() {
    return !valueSchema.node().has("pattern");
  }

  private String example() {
    JsonNode examples = place.node().path("examples");
    JsonNode example = examples.isEmpty() ? examples : examples.elements().next().path("value");
    JsonNode one = example.isArray() ? example.path(0) : example;
    return one.isValueNode() ? ", such as '%s'".formatted(one.asText()) : "";
  }

  private Violation violation(String code, String format, Object... rest) {
    Object[] arguments = new Object[rest.length + 1];
    arguments[0] = name;
    System.arraycopy(rest, 0, arguments, 1, rest.length);
    return Violation.ofParameter(name, code, format.formatted(arguments));
  }

  /** The value in quotes, cut to what can be taken in. */
  static String shown(String value) {
    int length = value.codePointCount(0, value.length());
    return length <= LONGEST_SHOWN
        ? "'%s'".formatted(value)
        : "'%s…' (%d characters)"
            .formatted(value.substring(0, value.offsetByCodePoints(0, LONGEST_SHOWN)), length);
  }

  static String kebab(String keyword) {
    StringBuilder kebab = new StringBuilder();
    for (int i = 0; i < keyword.length(); i++) {
      char c = keyword.charAt(i);
      kebab.append(Character.isUpperCase(c) ? "-" + Character.toLowerCase(c) : c);
    }
    return kebab.toString();
  }

  /** The value as JSON, by the types that the schema allows; text where none of them fits. */
  private JsonNode read(String value) {
    if (types.contains("boolean") && (value.equals("true") || value.equals("false"))) {
      return BooleanNode.valueOf(value.equals("true"));
    }
    boolean fraction = types.contains("number");
    if ((fraction || types.contains("integer")) && isNumber(value, fraction)) {
      return DecimalNode.valueOf(new BigDecimal(value));
    }
    return TextNode.valueOf(value);
  }

  /** Plain decimal notation only: an exponent could ask for billions of digits. */
  private static boolean isNumber(String value, boolean fraction) {
    int start = value.startsWith("-") ? 1 : 0;
    int points = 0;
    for (int i = start; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean point = c == '.' && fraction && i > start && i < value.length() - 1;
      points += point ? 1 : 0;
      if (!point && (c < '0' || c > '9')) {
        return false;
      }
    }
    return value.length() > start && value.length() <= LONGEST_NUMBER && points <= 1;
  }
}
