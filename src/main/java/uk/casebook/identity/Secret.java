package uk.casebook.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API key as its owner has it: {@code cbk_}, eight characters that find it, and 43 that nobody
 * can guess (256 bits). A slow hash would add nothing to that, so what is kept is SHA-256.
 *
 * @param prefix the characters that find it
 * @param text all of it
 */
record Secret(String prefix, String text) {

  /** What a key looks like, in words. */
  static final String FORMAT = "cbk_, 8 letters or digits, _, and 43 letters or digits";

  private static final Pattern SHAPE = Pattern.compile("cbk_([A-Za-z0-9]{8})_[A-Za-z0-9]{43}");
  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final RandomGenerator RANDOM = new SecureRandom();

  static Secret random() {
    String prefix = characters(8);
    return new Secret(prefix, "cbk_" + prefix + "_" + characters(43));
  }

  private static String characters(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(CHARACTERS.charAt(RANDOM.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }

  /** The key that a text is, if it looks like one. */
  static Optional<Secret> parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    return matcher.matches() ? Optional.of(new Secret(matcher.group(1), text)) : Optional.empty();
  }

  /** What is kept of it. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Says nothing that could be used. */
  @Override
  public String toString() {
    return "Secret[" + prefix + "]";
  }
}
