package uk.casebook.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import uk.casebook.search.WrittenQuery.Part;

class WrittenQueryTest {

  @Test
  void separatesWords() {
    assertThat(WrittenQuery.of("dementia, care  home").alternatives())
        .containsExactly(List.of(word("dementia"), word("care"), word("home")));
  }

  @Test
  void keepsWhatStandsBetweenQuotesTogetherWhateverTheQuotesLookLike() {
    assertThat(WrittenQuery.of("\"unpaid carers\" “care home”").alternatives())
        .containsExactly(List.of(phrase("unpaid", "carers"), phrase("care", "home")));
  }

  @Test
  void ignoresAQuoteThatIsNeverClosed() {
    assertThat(WrittenQuery.of("\"unpaid carers").alternatives())
        .containsExactly(List.of(word("unpaid"), word("carers")));
  }

  @Test
  void excludesWhatAHyphenStandsBefore() {
    WrittenQuery query = WrittenQuery.of("carers -recruitment -\"care home\"");

    assertThat(query.alternatives()).containsExactly(List.of(word("carers")));
    assertThat(query.excluded()).containsExactly(word("recruitment"), phrase("care", "home"));
  }

  @Test
  void takesAHyphenWithinAWordOrOnItsOwnForNoExclusion() {
    WrittenQuery query = WrittenQuery.of("end-of-life - care");

    assertThat(query.alternatives())
        .containsExactly(List.of(new Part(List.of("end", "of", "life"), false), word("care")));
    assertThat(query.excluded()).isEmpty();
  }

  @Test
  void separatesAlternativesAtOr() {
    assertThat(WrittenQuery.of("autism OR learning disability").alternatives())
        .containsExactly(List.of(word("autism")), List.of(word("learning"), word("disability")));
  }

  @Test
  void ignoresAnOrWithNothingToChooseFrom() {
    assertThat(WrittenQuery.of("or dementia or or").alternatives())
        .containsExactly(List.of(word("dementia")));
  }

  @Test
  void keepsApostrophesAndDotsOnlyWithinWords() {
    assertThat(WrittenQuery.of("carer’s carers' 40.93m. 'quoted'").alternatives())
        .containsExactly(List.of(word("carer's"), word("carers"), word("40.93m"), word("quoted")));
  }

  @Test
  void findsNoWordInSymbolsAlone() {
    assertThat(WrittenQuery.of("😀 & | ! ( ) : * <-> \"\" ' .").alternatives()).isEmpty();
  }

  @Property
  void takesAnyTextApartIntoWordsOfLettersAndDigits(@ForAll @StringLength(max = 200) String q) {
    WrittenQuery query = WrittenQuery.of(q);

    assertThat(
            Stream.concat(
                query.alternatives().stream().flatMap(List::stream), query.excluded().stream()))
        .allSatisfy(
            part ->
                assertThat(part.words())
                    .isNotEmpty()
                    .allMatch(word -> word.matches("[\\p{L}\\p{M}\\p{N}'.]+")));
    assertThat(query.alternatives()).doesNotContain(List.of());
  }

  private static Part word(String word) {
    return new Part(List.of(word), false);
  }

  private static Part phrase(String... words) {
    return new Part(List.of(words), true);
  }
}
