package uk.casebook.http;

import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.stream.Stream;
import uk.casebook.contract.Accept;

/** What a page can be had as that is a table too. */
public enum TableFormat {
  JSON("application/json"),
  CSV("text/csv");

  private final String type;

  TableFormat(String type) {
    this.type = type;
  }

  /** The media type of the answer. */
  public MediaType mediaType() {
    MediaType mediaType = MediaType.valueOf(type);
    return this == CSV ? mediaType.withCharset("utf-8") : mediaType;
  }

  /**
   * The format that a request asks for, which the contract has let through.
   *
   * @param code the parameter {@code format}, which wins
   * @param accept the header field
   */
  public static TableFormat of(Optional<String> code, Optional<String> accept) {
    return code.map(chosen -> EnumCode.parse(TableFormat.class, chosen))
        .or(
            () ->
                Accept.best(
                        accept.orElse(null),
                        Stream.of(values()).map(format -> format.type).toList())
                    .flatMap(
                        best ->
                            Stream.of(values())
                                .filter(format -> format.type.equals(best))
                                .findAny()))
        .orElse(JSON);
  }
}
