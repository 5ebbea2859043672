package uk.casebook.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns JSON into requests, checked against the contract's schemas. */
@Singleton
public class Bodies {

  private final Contract contract;
  private final ObjectMapper mapper;

  Bodies(Contract contract, ObjectMapper mapper) {
    this.contract = contract;
    this.mapper = mapper;
  }

  /**
   * JSON as a request of a type. Null counts as absent.
   *
   * @param schema the name of the contract's schema that it has to fulfil
   * @throws ProblemException with every violation if it does not
   */
  public <T> T read(JsonNode body, String schema, Class<T> type) {
    return read(body, contract.schema(schema), type);
  }

  <T> T read(JsonNode body, Document.Place schema, Class<T> type) {
    JsonNode known = withoutNulls(body.deepCopy());
    ProblemException.refuse(BodyCheck.check(schema, known));
    try {
      return mapper.treeToValue(known, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The contract lets pass what the code cannot read", e);
    }
  }

  /** A request as JSON, as {@link #read} would take it. */
  public JsonNode write(Object request) {
    return mapper.valueToTree(request);
  }

  private static JsonNode withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> nulls = new ArrayList<>();
      for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (object.get(name).isNull()) {
          nulls.add(name);
        }
      }
      object.remove(nulls);
    }
    node.forEach(Bodies::withoutNulls);
    return node;
  }

  /** A copy of a list that a body may leave out, which says the same as an empty one. */
  public static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
