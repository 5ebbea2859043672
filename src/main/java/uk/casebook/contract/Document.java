package uk.casebook.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An OpenAPI 3.1 document with its references and schemas. */
final class Document {

  /** The schemas are looked up under this address; nothing is ever fetched from it. */
  private static final String ADDRESS = "casebook:openapi";

  private final JsonNode root;
  private final Schema whole;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<String, Place> targets = new ConcurrentHashMap<>();

  private Document(JsonNode root) {
    this.root = root;
    this.whole =
        SchemaRegistry.withDefaultDialect(
                // The library reads the whole document as a schema, in which little is a keyword.
                Dialect.builder(Dialects.getOpenApi31())
                    .unknownKeywordFactory((keyword, schema) -> new NonValidationKeyword(keyword))
                    .build(),
                registry ->
                    registry.schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()))
            .getSchema(SchemaLocation.of(ADDRESS), root);
  }

  static Document parse(byte[] yaml) {
    YAMLMapper mapper =
        YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
    try {
      return new Document(mapper.readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException("openapi.yaml cannot be read", e);
    }
  }

  JsonNode root() {
    return root;
  }

  /** A place by its address in the document, such as {@code at("paths", "/v1", "get")}. */
  Place at(String... names) {
    Place place = new Place("", root);
    for (String name : names) {
      place = place.child(name);
    }
    return place;
  }

  /**
   * A part of the one schema that the document is: whatever refers to something shares it. The
   * library's own look-up by address would read the whole document anew for each.
   */
  private Schema schema(String pointer) {
    try {
      String fragment = new URI(null, null, pointer).getRawFragment();
      Schema schema = whole.getSubSchema(SchemaLocation.of(ADDRESS + "#" + fragment).getFragment());
      schema.initializeValidators();
      return schema;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A node with its address. */
  final class Place {
    /** Text: one of Jackson's would be taken apart anew for each step. */
    private final String pointer;

    private final JsonNode node;

    private Place(String pointer, JsonNode node) {
      this.pointer = pointer;
      this.node = node;
    }

    JsonNode node() {
      return node;
    }

    /** The place of a reference's target, if this is a reference; else this one. */
    Place resolved() {
      JsonNode reference = node.path("$ref");
      if (!reference.isTextual()) {
        return this;
      }
      return targets.computeIfAbsent(reference.textValue(), this::target).resolved();
    }

    private Place target(String reference) {
      String to = reference.substring(reference.indexOf('#') + 1);
      JsonNode found = root.at(to);
      if (!reference.startsWith("#") || found.isMissingNode()) {
        throw new IllegalStateException("%s refers to nothing: %s".formatted(pointer, reference));
      }
      return new Place(to, found);
    }

    /** A member, references resolved. */
    Place child(String name) {
      return raw(name).resolved();
    }

    /** A member as it stands, so that what stands beside a reference counts too. */
    Place raw(String name) {
      return new Place(pointer + '/' + name.replace("~", "~0").replace("/", "~1"), node.path(name));
    }

    /** The elements of an array, references resolved. */
    List<Place> elements() {
      List<Place> elements = new ArrayList<>();
      for (int i = 0; i < node.size(); i++) {
        elements.add(new Place(pointer + '/' + i, node.get(i)).resolved());
      }
      return elements;
    }

    List<String> names() {
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      return names;
    }

    /** The schema that stands here. */
    Schema schema() {
      return schemas.computeIfAbsent(pointer, Document.this::schema);
    }

    @Override
    public String toString() {
      return pointer;
    }
  }
}
