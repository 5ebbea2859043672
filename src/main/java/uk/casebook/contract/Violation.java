package uk.casebook.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param parameter the path, query or header parameter that is wrong
 * @param pointer the place in the body that is wrong (JSON Pointer, RFC 6901)
 * @param code what is wrong, for programs
 * @param detail what is wrong and what would be right, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"parameter", "pointer", "code", "detail"})
public record Violation(
    @Nullable String parameter, @Nullable String pointer, String code, String detail) {

  /** A violation by a path, query or header parameter. */
  public static Violation ofParameter(String parameter, String code, String detail) {
    return new Violation(parameter, null, code, detail);
  }

  /** The same with its place in the body moved under another place. */
  Violation under(String place) {
    return pointer == null ? this : atPointer(place + pointer, code, detail);
  }

  /** A violation at a place in the body. */
  public static Violation atPointer(String pointer, String code, String detail) {
    return new Violation(null, pointer, code, detail);
  }
}
