package uk.casebook.database;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/**
 * Short names that are neither guessed nor misread: random letters and digits without those that
 * look like others (Crockford's base 32).
 */
public final class RandomCode {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomCode() {}

  /** A code of this many characters. */
  public static String of(int length) {
    return RANDOM
        .ints(length, 0, ALPHABET.length())
        .mapToObj(index -> ALPHABET.substring(index, index + 1))
        .collect(Collectors.joining());
  }
}
