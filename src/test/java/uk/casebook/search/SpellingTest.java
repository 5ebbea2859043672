package uk.casebook.search;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LowerChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {

  @Test
  void undoesEachKindOfSlip() {
    assertThat(Spelling.neighbours("recruting")).contains("recruiting");
    assertThat(Spelling.neighbours("dementiia")).contains("dementia");
    assertThat(Spelling.neighbours("safegvarding")).contains("safeguarding");
    assertThat(Spelling.neighbours("wrokers")).contains("workers");
    assertThat(Spelling.neighbours("carehome")).contains("care home");
  }

  @Property
  void findsTheWayBackFromAnySlip(
      @ForAll @LowerChars @StringLength(min = 4, max = 25) String word,
      @ForAll @IntRange(max = 24) int place,
      @ForAll @LowerChars char letter) {
    int at = place % word.length();
    String without = word.substring(0, at) + word.substring(at + 1);
    String with = word.substring(0, at) + letter + word.substring(at);
    String replaced = word.substring(0, at) + letter + word.substring(at + 1);

    assertThat(Spelling.neighbours(without)).contains(word);
    assertThat(Spelling.neighbours(with)).contains(word);
    if (!replaced.equals(word)) {
      assertThat(Spelling.neighbours(replaced)).contains(word);
    }
  }

  @Property
  void neverOffersTheWordItself(@ForAll @LowerChars @StringLength(min = 4, max = 25) String word) {
    assertThat(Spelling.neighbours(word)).doesNotContain(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dol", "2024", "b12vitamin", "café"})
  void doesNotGuessAtWordsThatAreShortOrNotOfPlainLetters(String word) {
    assertThat(Spelling.correctable(word)).isFalse();
  }
}
