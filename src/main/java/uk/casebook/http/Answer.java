package uk.casebook.http;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as it is sent, but for its coding; the same bytes may be sent again. */
final class Answer {

  private static final int SMALLEST_WORTH_CODING = 1024;

  private final MediaType type;
  private final Map<String, List<Object>> headers;
  private final byte[] body;
  private final EntityTag tag;
  private volatile byte @Nullable [] zipped;

  Answer(MediaType type, Map<String, List<Object>> headers, byte[] body, EntityTag tag) {
    this.type = type;
    this.headers = Map.copyOf(headers);
    this.body = body;
    this.tag = tag;
  }

  MediaType type() {
    return type;
  }

  /** The header fields but for those that depend on the coding. */
  Map<String, List<Object>> headers() {
    return headers;
  }

  /** The tag without coding. */
  EntityTag tag() {
    return tag;
  }

  boolean isWorthCoding() {
    return body.length > SMALLEST_WORTH_CODING;
  }

  /** How much memory it takes, roughly, in bytes. */
  int size() {
    return 2 * body.length + 2048;
  }

  /** The body in a coding, coded once. */
  byte[] in(ContentCoding coding) {
    if (coding == ContentCoding.IDENTITY) {
      return body;
    }
    byte[] coded = zipped;
    if (coded == null) {
      coded = coding.encode(body);
      zipped = coded;
    }
    return coded;
  }
}
