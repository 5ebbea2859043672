package uk.casebook.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A strong validator of one representation (RFC 9110, section 8.8.3).
 *
 * @param opaque what stands between the quotes
 */
public record EntityTag(String opaque) {

  private static final int BYTES = 16;
  private static final Pattern LISTED = Pattern.compile("(?:W/)?\"([^\"]*)\"");

  /**
   * The tag of a representation without content coding: 128 bits of SHA-256 over its media type and
   * bytes. The type counts because two types may share their bytes, and a strong tag has to tell
   * all representations of a resource apart.
   */
  public static EntityTag of(String mediaType, byte[] body) {
    MessageDigest digest = sha256();
    digest.update(mediaType.getBytes(US_ASCII));
    digest.update((byte) 0);
    byte[] hash = Arrays.copyOf(digest.digest(body), BYTES);
    return new EntityTag(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
  }

  /** The tag of the same representation in a content coding. */
  EntityTag in(ContentCoding coding) {
    return coding == ContentCoding.IDENTITY ? this : new EntityTag(opaque + "-" + coding.token());
  }

  /** Whether a list read by {@link #listed} holds this tag (weak comparison, RFC 9110, 8.8.3.2). */
  boolean isIn(Set<String> listed) {
    return listed.contains(opaque);
  }

  /**
   * The opaque tags that an {@code If-None-Match} or {@code If-Match} field lists, without their
   * weakness. A tag may hold commas, so the list is not split at them.
   */
  static Set<String> listed(String field) {
    Set<String> tags = new HashSet<>();
    LISTED.matcher(field).results().forEach(tag -> tags.add(tag.group(1)));
    return tags;
  }

  /** As it stands in the {@code ETag} field. */
  @Override
  public String toString() {
    return '"' + opaque + '"';
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
