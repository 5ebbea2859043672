package uk.casebook.metric;

import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.stream.Stream;
import uk.casebook.contract.Accept;
import uk.casebook.http.EnumCode;

/** What a page of observations can be had as. */
enum ObservationFormat {
  JSON("application/json"),
  CSV("text/csv"),
  CSVW("application/csvm+json"),
  JSONSTAT("application/vnd.json-stat+json"),
  IATI("application/vnd.casebook.iati+json");

  private final String type;

  ObservationFormat(String type) {
    this.type = type;
  }

  /** The media type without parameters. */
  String type() {
    return type;
  }

  MediaType mediaType() {
    MediaType mediaType = MediaType.valueOf(type);
    return this == CSV ? mediaType.withCharset("utf-8") : mediaType;
  }

  /**
   * The format that a request asks for, which the contract has let through.
   *
   * @param code the parameter {@code format}, which wins
   * @param accept the header field
   */
  static ObservationFormat of(Optional<String> code, Optional<String> accept) {
    return code.map(chosen -> EnumCode.parse(ObservationFormat.class, chosen))
        .or(() -> accepted(accept))
        .orElse(JSON);
  }

  private static Optional<ObservationFormat> accepted(Optional<String> accept) {
    return Accept.best(
            accept.orElse(null), Stream.of(values()).map(ObservationFormat::type).toList())
        .flatMap(
            best -> Stream.of(values()).filter(format -> format.type().equals(best)).findAny());
  }
}
