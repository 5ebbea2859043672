package uk.casebook.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what was sent as JSON (RFC 8259), strictly, and checks it against a schema of the contract.
 * Null is the same as absent. Every violation is named at once, each with its place.
 */
@Singleton
class BodyCheck {

  /** The contract's own shapes are at most six levels deep. */
  private static final int DEEPEST = 32;

  private static final int LONGEST_NUMBER = 40;

  /** On each side of the decimal point: more than any figure, amount or count needs. */
  private static final int MOST_DIGITS = 18;

  /** At the schema of a body that may say something of a person. */
  private static final String PERSONAL = "x-personal";

  private final ObjectMapper mapper;

  BodyCheck(ObjectMapper mapper) {
    this.mapper = mapper.copy();
    this.mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNumberLength(LONGEST_NUMBER)
                .build());
  }

  /**
   * The JSON that these bytes are.
   *
   * @throws ProblemException if they are none
   */
  JsonNode parse(byte[] body) {
    String text;
    try {
      text =
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(body))
              .toString();
    } catch (CharacterCodingException e) {
      throw malformed("The body is not UTF-8 text.");
    }
    try {
      JsonNode node = mapper.readTree(text);
      if (node.isMissingNode()) {
        throw malformed("The body is empty; it must be JSON.");
      }
      return node;
    } catch (StreamConstraintsException e) {
      throw malformed(
          "The body is nested more than %d levels deep, or has a number of more than %d characters%s"
              .formatted(DEEPEST, LONGEST_NUMBER, at(e.getLocation())));
    } catch (JsonProcessingException e) {
      throw malformed(
          (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field")
                  ? "The body has a field twice in one object"
                  : "The body is not JSON")
              + at(e.getLocation()));
    }
  }

  private static String at(JsonLocation place) {
    return place == null
        ? "."
        : ": see line %d, column %d.".formatted(place.getLineNr(), place.getColumnNr());
  }

  private static ProblemException malformed(String detail) {
    return ProblemException.invalid(Violation.atPointer("", "malformed", detail));
  }

  /**
   * Everything in a body that breaks a schema, or that no text or number of the register may be.
   *
   * @param body without nulls
   */
  static List<Violation> check(Document.Place schema, JsonNode body) {
    List<Violation> violations = new ArrayList<>();
    checkValues("", body, violations);
    Set<String> seen = new HashSet<>();
    for (Error error : schema.schema().validate(body)) {
      Violation violation = violation(schema, body, error);
      // What is wrong with one value is said once, however many rules it breaks.
      if (seen.add(violation.pointer() + (isAboutAMember(error) ? error.getKeyword() : ""))) {
        violations.add(violation);
      }
    }
    return violations;
  }

  private static boolean isAboutAMember(Error error) {
    return error.getProperty() != null;
  }

  private static Violation violation(Document.Place schema, JsonNode body, Error error) {
    String pointer = pointer(error.getInstanceLocation());
    Document.Place place = at(schema, error.getInstanceLocation());
    String name = name(pointer);
    String property = error.getProperty();
    JsonNode limit = error.getSchemaNode();
    int size = body.at(JsonPointer.compile(pointer)).size();
    return switch (error.getKeyword()) {
      case "required" ->
          Violation.atPointer(
              pointer + "/" + escaped(property),
              "required",
              "%s is missing; it must be %s."
                  .formatted(property, Expectation.of(place.child("properties").child(property))));
      case "additionalProperties", "unevaluatedProperties" ->
          Violation.atPointer(
              pointer + "/" + escaped(property),
              "unknown-field",
              "%s is not a field here%s"
                  .formatted(
                      Parameter.shown(property),
                      Nearest.suggestion(property, place.child("properties").names())));
      case "maxItems" -> list(pointer, "max-items", "%s may have at most %s entries", limit, size);
      case "minItems" ->
          list(pointer, "min-items", "%s must have at least %s entries", limit, size);
      case "maxProperties" ->
          list(pointer, "max-properties", "%s may have at most %s fields", limit, size);
      case "minProperties" ->
          list(pointer, "min-properties", "%s must have at least %s fields", limit, size);
      case "uniqueItems" ->
          Violation.atPointer(
              pointer, "unique-items", "%s must not have the same entry twice.".formatted(name));
      default ->
          Violation.atPointer(
              pointer,
              Parameter.kebab(error.getKeyword()),
              "%s must be %s%s"
                  .formatted(name, Expectation.of(place), instead(schema, place, error)));
    };
  }

  /** What stands there, unless that may be personal data, which no answer repeats. */
  private static String instead(Document.Place schema, Document.Place place, Error error) {
    JsonNode value = error.getInstanceNode();
    return schema.resolved().node().path(PERSONAL).asBoolean()
        ? "."
        : ", not %s%s"
            .formatted(
                shown(value), Nearest.suggestion(value.asText(""), Expectation.values(place)));
  }

  private static Violation list(
      String pointer, String code, String words, JsonNode limit, int size) {
    return Violation.atPointer(
        pointer, code, (words + ", not %d.").formatted(name(pointer), limit, size));
  }

  private static String shown(JsonNode value) {
    return value.isTextual()
        ? Parameter.shown(value.textValue())
        : value.isArray() ? "a list" : value.isObject() ? "an object" : value.asText();
  }

  /** The schema of a value inside a body. */
  private static Document.Place at(Document.Place schema, NodePath location) {
    Document.Place place = schema.resolved();
    for (int i = 0; i < location.getNameCount(); i++) {
      Object step = location.getElement(i);
      place =
          step instanceof Integer
              ? place.child("items")
              : place.child("properties").child(step.toString());
    }
    return place;
  }

  private static String pointer(NodePath location) {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < location.getNameCount(); i++) {
      pointer.append('/').append(escaped(location.getElement(i).toString()));
    }
    return pointer.toString();
  }

  private static String name(String pointer) {
    return pointer.isEmpty() ? "The body" : pointer;
  }

  /** As JSON Pointer writes a name (RFC 6901, section 3). */
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static void checkValues(String pointer, JsonNode node, List<Violation> violations) {
    if (node.isTextual()) {
      checkText(pointer, node.textValue(), violations);
    } else if (node.isNumber()) {
      checkNumber(pointer, node.decimalValue(), violations);
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        checkValues(pointer + "/" + i, node.get(i), violations);
      }
    } else {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        checkValues(pointer + "/" + escaped(field.getKey()), field.getValue(), violations);
      }
    }
  }

  private static void checkText(String pointer, String text, List<Violation> violations) {
    boolean control =
        text.codePoints()
            .anyMatch(
                c ->
                    (Character.getType(c) == Character.CONTROL
                            && c != '\t'
                            && c != '\n'
                            && c != '\r')
                        || Character.getType(c) == Character.SURROGATE);
    if (control) {
      violations.add(
          Violation.atPointer(
              pointer,
              "control-character",
              "%s has a control character, or half of a character; of these only tabs and line ends"
                      .formatted(name(pointer))
                  + " are text."));
    }
  }

  private static void checkNumber(String pointer, BigDecimal number, List<Violation> violations) {
    if (number.scale() > MOST_DIGITS || number.precision() - number.scale() > MOST_DIGITS) {
      violations.add(
          Violation.atPointer(
              pointer,
              "digits",
              "%s may have at most %d digits before and %d after the decimal point."
                  .formatted(name(pointer), MOST_DIGITS, MOST_DIGITS)));
    }
  }
}
