package uk.casebook.contract;

import java.util.List;
import java.util.Map;

/**
 * An operation of the contract.
 *
 * @param method in capitals
 * @param path the path template
 * @param id the {@code operationId}
 * @param pathParameters those in the path, each with the number of its segment
 * @param query the query parameters by name
 * @param headers the header parameters
 * @param consumes the places of its request body's schemas by media type; none if it takes no body
 * @param needsBody whether a body has to be there
 * @param produces the media types of its success responses
 * @param access who may call it
 * @param responses by status, or {@code default}
 */
record Operation(
    String method,
    String path,
    String id,
    Map<Integer, Parameter> pathParameters,
    Map<String, Parameter> query,
    List<Parameter> headers,
    Map<String, Document.Place> consumes,
    boolean needsBody,
    List<String> produces,
    Access access,
    Map<String, Response> responses) {

  /**
   * What an operation may answer.
   *
   * @param content the place of the schema by media type
   * @param headers the places of the header fields by name
   */
  record Response(Map<String, Document.Place> content, Map<String, Document.Place> headers) {}

  /** Whether the parameter {@code format} chooses the format, which then wins over Accept. */
  boolean hasFormat() {
    return query.containsKey("format");
  }
}
