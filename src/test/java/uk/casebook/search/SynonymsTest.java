package uk.casebook.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SynonymsTest {
  private final Synonyms synonyms = new Synonyms();

  @Nested
  class TheFile {
    private final List<List<String>> groups = Synonyms.read();

    @Test
    void hasTheAbbreviationsThatEverybodyInTheSectorUses() {
      assertThat(groups)
          .extracting(group -> group.get(0))
          .contains("DoLS", "MCA", "TEC", "OT", "DFG", "PBS", "MDT", "LD", "VCSE");
    }

    @Test
    void hasAtLeastTwoFormsInEveryGroup() {
      assertThat(groups).isNotEmpty().allMatch(group -> group.size() >= 2);
    }

    @Test
    void hasOnlyPlainWords() {
      assertThat(groups)
          .allSatisfy(group -> assertThat(group).allMatch(form -> form.matches("\\w+([ -]\\w+)*")));
    }

    @Test
    void hasEveryFormOnce() {
      assertThat(groups.stream().flatMap(List::stream).map(form -> form.toLowerCase(Locale.ROOT)))
          .doesNotHaveDuplicates();
    }

    @Test
    void isInOrder() {
      assertThat(groups)
          .extracting(group -> group.get(0))
          .isSortedAccordingTo(SynonymsTest::abbreviationsFirst);
    }
  }

  @Test
  void findTheLongFormOfAnAbbreviationInAnyLetterCase() {
    assertThat(synonyms.of(List.of("dols"))).contains("deprivation of liberty safeguards");
  }

  @Test
  void findTheAbbreviationOfALongForm() {
    assertThat(synonyms.of(List.of("Mental", "Capacity", "Act"))).contains("MCA");
  }

  @Test
  void findPlurals() {
    assertThat(synonyms.of(List.of("OTs"))).contains("occupational therapist");
    assertThat(synonyms.of(List.of("direct", "payments"))).contains("DP");
  }

  @Test
  void findNothingForOtherWords() {
    assertThat(synonyms.of(List.of("capacity"))).isEmpty();
  }

  private static int abbreviationsFirst(String one, String other) {
    boolean oneIs = Character.isUpperCase(one.charAt(0));
    boolean otherIs = Character.isUpperCase(other.charAt(0));
    return oneIs == otherIs ? one.compareToIgnoreCase(other) : oneIs ? -1 : 1;
  }
}
