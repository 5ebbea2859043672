package uk.casebook.http;

import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The content codings that answers come in (RFC 9110, section 8.4.1). */
enum ContentCoding {
  IDENTITY,
  GZIP;

  private static final Set<String> TEXTUAL =
      Set.of("json", "yaml", "xml", "javascript", "x-ndjson", "csv");

  /** The coding of an answer of a type, by what the caller accepts. */
  static ContentCoding of(MediaType type, @Nullable String acceptEncoding) {
    return isTextual(type) && prefersGzip(acceptEncoding) ? GZIP : IDENTITY;
  }

  /** Whether answers of a type get smaller by coding. */
  static boolean isTextual(MediaType type) {
    String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
    return type.getType().equalsIgnoreCase("text")
        || TEXTUAL.contains(subtype.substring(subtype.indexOf('+') + 1));
  }

  /** The coding's name in header fields. */
  String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether gzip is acceptable and not less wanted than no coding at all (RFC 9110, 12.5.3). */
  static boolean prefersGzip(@Nullable String acceptEncoding) {
    if (acceptEncoding == null) {
      return false;
    }
    Map<String, Double> weights = new HashMap<>();
    for (String member : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = member.split(";", -1);
      weights.put(parts[0].trim(), weight(parts));
    }
    double gzip =
        weights.getOrDefault(
            "gzip", weights.getOrDefault("x-gzip", weights.getOrDefault("*", 0.0)));
    return gzip > 0 && gzip >= weights.getOrDefault("identity", 0.0);
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].trim();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2).trim());
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }

  /** What writes in this coding; closing it ends the coding. */
  OutputStream encode(OutputStream out) throws IOException {
    return this == IDENTITY ? out : new GZIPOutputStream(out, 8192);
  }

  /** The bytes in this coding. */
  byte[] encode(byte[] bytes) {
    if (this == IDENTITY) {
      return bytes;
    }
    ByteArrayOutputStream encoded = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(encoded, 8192)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return encoded.toByteArray();
  }
}
