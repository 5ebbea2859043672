package uk.casebook.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One thing searched for: all of these words, or one of the other names for it.
 *
 * @param words the ways to spell each word (or each phrase, where words were joined by quotes or
 *     hyphens)
 * @param names all names for it, from the list of synonyms
 */
record Concept(List<List<String>> words, List<String> names) {

  /** Every text that has to be turned into a tsquery. */
  Stream<String> texts() {
    return Stream.concat(words.stream().flatMap(List::stream), names.stream());
  }

  /** The tsquery that finds it; empty where it has no word to search for. */
  String condition(Map<String, String> phrases) {
    var ways = new ArrayList<String>();
    ways.add(
        Tsquery.and(
            words.stream().map(spellings -> Tsquery.or(inPhrases(spellings, phrases))).toList()));
    ways.addAll(inPhrases(names, phrases));
    return Tsquery.or(ways);
  }

  /**
   * What a rank is made of: with other names they alone, since the single words of a long name tell
   * little.
   */
  List<String> ranked(Map<String, String> phrases) {
    return (names.isEmpty() ? words.stream().flatMap(List::stream) : names.stream())
        .map(phrases::get)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static List<String> inPhrases(List<String> texts, Map<String, String> phrases) {
    return texts.stream().map(phrases::get).filter(Objects::nonNull).distinct().toList();
  }
}
