package uk.casebook.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.contract.Violation;

/**
 * Seals {@linkplain Position positions} into cursors and opens them again. A cursor belongs to one
 * list: its seal is an HMAC over the list's {@linkplain ListRequest#identity() identity} and the
 * position. It hides nothing, and it stays valid whatever happens to the rows.
 */
@Singleton
public class Cursors {

  /** To be raised when any list changes what it sorts by, so that older cursors are refused. */
  private static final byte VERSION = 1;

  private static final int SEAL = 16;

  private final CursorKey key;

  /** Cursors sealed with this key. */
  public Cursors(CursorKey key) {
    this.key = key;
  }

  /**
   * Where the page that is asked for starts, or null for the first page.
   *
   * @throws ProblemException if the cursor was not given out for this list
   */
  public @Nullable Position start(ListRequest list) {
    String cursor = list.cursor();
    return cursor == null ? null : open("cursor", cursor, list.identity());
  }

  /**
   * A page of rows.
   *
   * @param fetched up to one row more than the limit, to see whether there is a next page
   * @param total how many rows the whole list has
   * @param position the values of a row that the list is sorted by, the last of them unique
   */
  public <T> Page<T> page(
      ListRequest list, List<T> fetched, long total, Function<? super T, Position> position) {
    if (fetched.size() <= list.limit()) {
      return new Page<>(fetched, null, total);
    }
    List<T> items = fetched.subList(0, list.limit());
    Position last = position.apply(items.get(items.size() - 1));
    return new Page<>(items, list.at(seal(last, list.identity())), total);
  }

  /** A cursor for a place in something that is told apart by its identity. */
  public String seal(Position position, String identity) {
    ByteArrayOutputStream cursor = new ByteArrayOutputStream();
    cursor.write(VERSION);
    cursor.writeBytes(write(position));
    cursor.writeBytes(mac(cursor.toByteArray(), identity));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.toByteArray());
  }

  /**
   * The place that a cursor stands for.
   *
   * @param parameter where it came in
   * @throws ProblemException if it was not sealed for this identity
   */
  public Position open(String parameter, String cursor, String identity) {
    byte[] bytes = decode(parameter, cursor);
    int end = bytes.length - SEAL;
    if (end < 1) {
      throw refused(parameter);
    }
    byte[] sealed = Arrays.copyOf(bytes, end);
    byte[] seal = Arrays.copyOfRange(bytes, end, bytes.length);
    if (!MessageDigest.isEqual(seal, mac(sealed, identity)) || sealed[0] != VERSION) {
      throw refused(parameter);
    }
    return read(sealed);
  }

  /** Strict: the decoder ignores padding and spare bits, so the text has to be the only one. */
  private static byte[] decode(String parameter, String cursor) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      throw refused(parameter);
    }
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor)) {
      throw refused(parameter);
    }
    return bytes;
  }

  private static ProblemException refused(String parameter) {
    return ProblemException.of(
        ProblemType.INVALID_CURSOR,
        Violation.ofParameter(
            parameter,
            "invalid-cursor",
            "The parameter %1$s was changed or belongs to another list or to other filters. Follow next as it was given, or leave %1$s out to start at the first page."
                .formatted(parameter)));
  }

  private byte[] mac(byte[] sealed, String identity) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.bytes(), mac.getAlgorithm()));
      byte[] list = identity.getBytes(UTF_8);
      mac.update(Integer.toString(list.length).getBytes(UTF_8));
      mac.update((byte) 0);
      mac.update(list);
      return Arrays.copyOf(mac.doFinal(sealed), SEAL);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
    }
  }

  private static byte[] write(Position position) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      for (Object value : position.values()) {
        out.writeByte(tag(value));
        if (value != null) {
          out.writeUTF(value.toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A value that a list sorts by is too long", e);
    }
    return bytes.toByteArray();
  }

  private static Position read(byte[] sealed) {
    DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(sealed, 1, sealed.length - 1));
    List<@Nullable Object> values = new ArrayList<>();
    try {
      while (in.available() > 0) {
        byte tag = in.readByte();
        values.add(tag == 'n' ? null : value(tag, in.readUTF()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A sealed cursor is not what was written", e);
    }
    return new Position(values);
  }

  private static char tag(@Nullable Object value) {
    if (value == null) {
      return 'n';
    }
    for (Kind kind : Kind.values()) {
      if (kind.type.isInstance(value)) {
        return kind.tag;
      }
    }
    throw new IllegalArgumentException("No list sorts by a " + value.getClass());
  }

  private static Object value(byte tag, String text) {
    for (Kind kind : Kind.values()) {
      if (kind.tag == tag) {
        return kind.read(text);
      }
    }
    throw new IllegalStateException("A sealed cursor holds an unknown kind of value");
  }

  /** What lists sort by; each is written as its text. */
  private enum Kind {
    TEXT('s', String.class),
    NUMBER('l', Long.class),
    RANK('f', Double.class),
    FLAG('b', Boolean.class),
    DECIMAL('d', BigDecimal.class),
    INSTANT('i', Instant.class),
    DATE('t', LocalDate.class),
    ID('u', UUID.class);

    private final char tag;
    private final Class<?> type;

    Kind(char tag, Class<?> type) {
      this.tag = tag;
      this.type = type;
    }

    Object read(String text) {
      return switch (this) {
        case TEXT -> text;
        case NUMBER -> Long.valueOf(text);
        case RANK -> Double.valueOf(text);
        case FLAG -> Boolean.valueOf(text);
        case DECIMAL -> new BigDecimal(text);
        case INSTANT -> Instant.parse(text);
        case DATE -> LocalDate.parse(text);
        case ID -> UUID.fromString(text);
      };
    }
  }
}
