package uk.casebook.organisation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import uk.casebook.database.Conditions;

/** Words that a name must contain, in any order and letter case. */
record NameQuery(List<String> words) {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  static NameQuery of(String text) {
    return new NameQuery(SPACE.splitAsStream(text.strip().toLowerCase(Locale.ROOT)).toList());
  }

  void addTo(Conditions conditions, String name) {
    for (int i = 0; i < words.size(); i++) {
      conditions.and("strpos(lower(%s), :word%d) > 0".formatted(name, i), "word" + i, words.get(i));
    }
  }
}
