package uk.casebook.http;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer as it is sent, but for its coding; the same bytes may be sent again. */
final class Answer {

  private static final int SMALLEST_WORTH_CODING = 1024;

  private final MediaType type;
  private final Map<String, List<String>> headers;
  private final byte[] body;
  private final EntityTag tag;
  private volatile byte @Nullable [] zipped;

  Answer(MediaType type, Map<String, List<Object>> headers, byte[] body, EntityTag tag) {
    this.type = type;
    this.headers =
        headers.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    field -> field.getValue().stream().map(Object::toString).toList()));
    this.body = body;
    this.tag = tag;
  }

  MediaType type() {
    return type;
  }

  /** The header fields but for those that depend on the coding. */
  Map<String, List<String>> headers() {
    return headers;
  }

  /**
   * How it is sent to one caller.
   *
   * @param coding of the body
   * @param tag of the answer in that coding, or the one that the caller holds
   * @param isHeld whether the caller holds it and needs no body
   */
  record Chosen(ContentCoding coding, EntityTag tag, boolean isHeld) {}

  /** Chooses by {@code Accept-Encoding} and {@code If-None-Match}, each null if it was not sent. */
  Chosen choose(@Nullable String acceptEncoding, @Nullable String ifNoneMatch) {
    ContentCoding coding =
        body.length > SMALLEST_WORTH_CODING
            ? ContentCoding.of(type, acceptEncoding)
            : ContentCoding.IDENTITY;
    return choose(tag, coding, ifNoneMatch);
  }

  /**
   * A tag that the caller holds and may keep is enough for an answer. Without coding anybody may
   * keep it; in a coding only who accepts that coding now, because a shared cache asks on behalf of
   * others.
   */
  static Chosen choose(EntityTag plain, ContentCoding coding, @Nullable String ifNoneMatch) {
    EntityTag coded = plain.in(coding);
    if (ifNoneMatch == null) {
      return new Chosen(coding, coded, false);
    }
    Set<String> listed = EntityTag.listed(ifNoneMatch);
    if (ifNoneMatch.strip().equals("*") || coded.isIn(listed)) {
      return new Chosen(coding, coded, true);
    }
    boolean held = plain.isIn(listed);
    return new Chosen(coding, held ? plain : coded, held);
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
