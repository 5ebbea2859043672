package uk.casebook.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query as people type it in a search box, taken apart. Anything can be typed: what has no
 * meaning is left out.
 *
 * @param alternatives what stands between the words {@code or}
 * @param excluded what a {@code -} stands before; it counts for all alternatives
 */
record WrittenQuery(List<List<Part>> alternatives, List<Part> excluded) {

  /**
   * Words that belong together in this order: those between quotes, those joined by hyphens, or a
   * single one.
   *
   * @param exact between quotes, so to be taken as they are
   */
  record Part(List<String> words, boolean exact) {
    String text() {
      return String.join(" ", words);
    }
  }

  private static final Pattern TOKEN = Pattern.compile("(-*)(?:\"([^\"]*)\"|([^\\s\"]+)|\")");
  private static final Pattern NO_PART_OF_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}'.\"-]+");
  private static final Pattern EDGES = Pattern.compile("^['.]+|['.]+$");

  static WrittenQuery of(String q) {
    String plain =
        NO_PART_OF_WORDS
            .matcher(q.replaceAll("[“”„«»]", "\"").replaceAll("[‘’]", "'"))
            .replaceAll(" ");
    var alternatives = new ArrayList<List<Part>>();
    var excluded = new ArrayList<Part>();
    var current = new ArrayList<Part>();
    Matcher token = TOKEN.matcher(plain);
    while (token.find()) {
      String quoted = token.group(2);
      String bare = token.group(3);
      if ("or".equalsIgnoreCase(bare) && token.group(1).isEmpty()) {
        alternatives.add(List.copyOf(current));
        current.clear();
        continue;
      }
      List<String> words = words(quoted != null ? quoted : bare != null ? bare : "");
      if (!words.isEmpty()) {
        (token.group(1).isEmpty() ? current : excluded).add(new Part(words, quoted != null));
      }
    }
    alternatives.add(current);
    alternatives.removeIf(List::isEmpty);
    return new WrittenQuery(List.copyOf(alternatives), List.copyOf(excluded));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("[\\s-]+", -1))
        .map(word -> EDGES.matcher(word).replaceAll(""))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
