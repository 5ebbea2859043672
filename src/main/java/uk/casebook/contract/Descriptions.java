package uk.casebook.contract;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the contract says of the things in its answers, for formats that describe themselves. */
@Singleton
public class Descriptions {

  private final Contract contract;

  Descriptions(Contract contract) {
    this.contract = contract;
  }

  /**
   * A property of an object.
   *
   * @param type the JSON type of its value
   * @param pattern the regular expression that its texts match, if there is one
   */
  public record Property(
      String name,
      String type,
      @Nullable String pattern,
      boolean required,
      @Nullable String description) {}

  /** The properties of a schema among the components, in their order. */
  public List<Property> properties(String schema) {
    Document.Place place = contract.schema(schema);
    Set<String> required = new HashSet<>();
    place.node().path("required").forEach(name -> required.add(name.asText()));
    Document.Place all = place.child("properties");
    List<Property> properties = new ArrayList<>();
    for (String name : all.names()) {
      JsonNode property = all.child(name).node();
      properties.add(
          new Property(
              name,
              property.path("type").asText(),
              pattern(property),
              required.contains(name),
              Stream.of(all.raw(name).node(), property)
                  .map(node -> node.path("description").textValue())
                  .filter(text -> text != null)
                  .findFirst()
                  .orElse(null)));
    }
    return properties;
  }

  private static @Nullable String pattern(JsonNode property) {
    JsonNode values = property.path("enum");
    return values.isEmpty()
        ? property.path("pattern").textValue()
        : StreamSupport.stream(values.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining("|", "^(", ")$"));
  }
}
