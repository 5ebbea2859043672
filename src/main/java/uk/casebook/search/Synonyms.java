package uk.casebook.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The sector's abbreviations and their long forms, from {@code search/synonyms.txt}: one group a
 * line.
 */
@ApplicationScoped
class Synonyms {
  private final Map<String, List<String>> groups = new HashMap<>();
  private final Set<String> words = new HashSet<>();
  private int longest;

  Synonyms() {
    for (List<String> forms : read()) {
      for (String form : forms) {
        List<String> formWords = words(form);
        groups.put(key(formWords), forms.stream().map(name -> name.replace('-', ' ')).toList());
        words.addAll(formWords);
        longest = Math.max(longest, formWords.size());
      }
    }
  }

  /**
   * All forms of what these words are one form of, in any letter case, singular or plural; else
   * none.
   */
  List<String> of(List<String> formWords) {
    return groups.getOrDefault(key(formWords), List.of());
  }

  /** Whether a word (in lower case) occurs in a form. */
  boolean know(String word) {
    return words.contains(word);
  }

  /** How many words the longest form has. */
  int longest() {
    return longest;
  }

  static List<List<String>> read() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Synonyms.class.getResourceAsStream("/search/synonyms.txt")),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split(", ", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> words(String form) {
    return Arrays.asList(form.toLowerCase(Locale.ROOT).split("[ -]", -1));
  }

  private static String key(List<String> formWords) {
    return String.join(
        " ",
        formWords.stream()
            .map(word -> word.toLowerCase(Locale.ROOT).replaceFirst("(?<=..)('s|s)$", ""))
            .toList());
  }
}
