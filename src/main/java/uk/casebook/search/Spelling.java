package uk.casebook.search;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What somebody may have meant who mistyped one letter. */
final class Spelling {
  private static final Pattern CORRECTABLE = Pattern.compile("[a-z]{4,25}");

  private Spelling() {}

  /**
   * Whether a word (in lower case) is long enough, and of letters only, so that guessing makes
   * sense.
   */
  static boolean correctable(String word) {
    return CORRECTABLE.matcher(word).matches();
  }

  /**
   * All that one slip is away from a word: one letter too many, missing or wrong, two swapped, or a
   * space left out. So a look-up finds exactly the known words at distance 1, however many are
   * known.
   */
  static Set<String> neighbours(String word) {
    var found = new LinkedHashSet<String>();
    for (int i = 0; i <= word.length(); i++) {
      String before = word.substring(0, i);
      String after = word.substring(i);
      String rest = after.isEmpty() ? "" : after.substring(1);
      for (char letter = 'a'; letter <= 'z'; letter++) {
        found.add(before + letter + after);
        if (!after.isEmpty()) {
          found.add(before + letter + rest);
        }
      }
      if (!after.isEmpty()) {
        found.add(before + rest);
      }
      if (after.length() > 1) {
        found.add(before + after.charAt(1) + after.charAt(0) + after.substring(2));
      }
      if (before.length() > 2 && after.length() > 2) {
        found.add(before + " " + after);
      }
    }
    found.remove(word);
    return found;
  }
}
