package uk.casebook.contract;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody most likely meant. */
public final class Nearest {

  /** Longer words are nobody's typing mistake, and comparing them would cost. */
  private static final int LONGEST = 200;

  private Nearest() {}

  /** The known name nearest to what was given, if it is near enough to be meant. */
  static Optional<String> to(String given, Collection<String> known) {
    if (given.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .map(name -> new Candidate(name, distance(fold(given), fold(name))))
        .min(Comparator.comparingInt(Candidate::distance))
        .filter(candidate -> candidate.distance <= Math.max(2, candidate.name.length() / 3))
        .filter(candidate -> candidate.distance < candidate.name.length())
        .map(Candidate::name);
  }

  /**
   * How to end a sentence that says what is not known: with the nearest known name, if any is near.
   */
  public static String suggestion(String given, Collection<String> known) {
    return to(given, known).map(name -> "; did you mean '%s'?".formatted(name)).orElse(".");
  }

  private record Candidate(String name, int distance) {}

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's: how many letters to insert, remove or replace. */
  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], above[j]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
