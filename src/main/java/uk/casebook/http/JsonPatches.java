package uk.casebook.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.io.UncheckedIOException;

/** Changes between JSON documents: merge patches (RFC 7396) and patches (RFC 6902). */
@Singleton
public class JsonPatches {

  private final ObjectMapper mapper;

  JsonPatches(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** A document with a merge patch applied: null removes a member, a list replaces the list. */
  public JsonNode merge(JsonNode document, JsonNode patch) {
    return jackson(Json.createMergePatch(standard(patch)).apply(standard(document)));
  }

  /** The patch that makes one document of another: an array of operations. */
  public JsonNode difference(JsonNode from, JsonNode to) {
    return jackson(
        Json.createDiff((JsonStructure) standard(from), (JsonStructure) standard(to))
            .toJsonArray());
  }

  private JsonValue standard(JsonNode node) {
    try (JsonReader reader = Json.createReader(new StringReader(mapper.writeValueAsString(node)))) {
      return reader.readValue();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode jackson(JsonValue value) {
    try {
      return mapper.readTree(value.toString());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
