package uk.casebook.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Reads percent-encoded text (RFC 3986, section 2.1) strictly: where the usual decoders put a
 * replacement character, this one refuses.
 */
final class PercentEncoding {

  /** Printable ASCII that no part of an address may have as it is (RFC 3986, appendix A). */
  private static final String NOT_IN_ADDRESSES = "\"#<>[\\]^`{|}";

  private PercentEncoding() {}

  /** Text that is not what it should be. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;

    private Malformed(String code, String message) {
      super(message, null, false, false);
      this.code = code;
    }

    /** The violation by the parameter that has the text. */
    Violation in(String parameter) {
      String shown = Parameter.shown(parameter);
      return Violation.ofParameter(
          parameter, code, "The parameter %s %s.".formatted(shown, getMessage()));
    }
  }

  /** Decodes a segment of a path. */
  static String decodeSegment(String raw) throws Malformed {
    return decode(raw, false);
  }

  /** Decodes a name or value of a query, where {@code +} is a space. */
  static String decodeQuery(String raw) throws Malformed {
    return decode(raw, true);
  }

  private static String decode(String raw, boolean plusIsSpace) throws Malformed {
    boolean plain = true;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c <= ' ' || c > '~' || NOT_IN_ADDRESSES.indexOf(c) >= 0) {
        throw new Malformed(
            "encoding",
            c > '~'
                ? "has characters beyond ASCII that are not percent-encoded (UTF-8)"
                : "has %s, which must be percent-encoded as %%%02X".formatted(c, (int) c));
      }
      plain &= c != '%' && (c != '+' || !plusIsSpace);
    }
    return plain ? raw : decodeBytes(raw, plusIsSpace);
  }

  private static String decodeBytes(String raw, boolean plusIsSpace) throws Malformed {
    ByteBuffer bytes = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
        int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw new Malformed(
              "encoding",
              "has a '%' without two hexadecimal digits after it; a per cent sign itself is %25");
        }
        bytes.put((byte) (high << 4 | low));
        i += 2;
      } else {
        bytes.put((byte) (c == '+' && plusIsSpace ? ' ' : c));
      }
    }
    String text = utf8(bytes.flip());
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        throw new Malformed(
            "control-character",
            "must not have control characters, and has U+%04X".formatted((int) text.charAt(i)));
      }
    }
    return text;
  }

  private static String utf8(ByteBuffer bytes) throws Malformed {
    try {
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("encoding", "is not valid UTF-8 after percent-decoding");
    }
  }
}
