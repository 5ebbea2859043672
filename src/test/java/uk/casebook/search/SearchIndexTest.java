package uk.casebook.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SearchIndexTest {
  @Inject SearchIndex index;
  @Inject SearchFixture register;

  @Test
  void countsTheWordsOfTheShippedRegister() {
    assertThat(register.miscountedWords()).isZero();
  }

  @Test
  @TestTransaction
  void findsAVersionByItsNewTextsAndNoLongerByItsOldOnes() {
    register.write("suffolk-therapeutic-gardening", "title", "Unicorns in the courtyard");
    register.write("suffolk-therapeutic-gardening", "barriers", "[\"Zeppelins overhead\"]");

    index.index(register.versions("suffolk-therapeutic-gardening"));

    assertThat(register.search("unicorn")).containsExactly("suffolk-therapeutic-gardening");
    assertThat(register.search("zeppelin")).containsExactly("suffolk-therapeutic-gardening");
    assertThat(register.search("\"getting back to roots\"")).isEmpty();
    assertThat(register.miscountedWords()).isZero();
  }

  @Test
  @TestTransaction
  void findsAVersionByTheNewNameOfAnOrganisation() {
    register.execute(
        "update organisation set name = 'Unicorn Trust' where slug = :slug",
        Map.of("slug", "carers-first"));

    index.indexAll();

    assertThat(register.search("\"unicorn trust\""))
        .contains("southend-caring-well", "essex-carers-model");
    assertThat(register.miscountedWords()).isZero();
  }

  @Test
  @TestTransaction
  void findsWhatIsSeparatedBySlashesDashesAndCurlyQuotes() {
    register.write(
        "bedford-dols", "title", "Unicorn/zeppelin–“hippogriff”… in 2031-32 <b>basilisk</b>");

    index.index(register.versions("bedford-dols"));

    assertThat(register.search("unicorn zeppelin hippogriff 2031 32 basilisk"))
        .containsExactly("bedford-dols");
    assertThat(register.search("\"2031-32\"")).containsExactly("bedford-dols");
  }

  @Test
  @TestTransaction
  void readsMarkdownAsItIsShown() {
    register.write(
        "bedford-dols",
        "sections",
        "[{\"kind\": \"impact\", \"body\": \"- **Uni**corn [basilisk](https://example.org/hidden)\"}]");

    index.index(register.versions("bedford-dols"));

    assertThat(register.search("unicorn basilisk")).containsExactly("bedford-dols");
    assertThat(register.match("basilisk", "bedford-dols").snippet())
        .isEqualTo("Unicorn <mark>basilisk</mark>");
  }

  @Test
  @TestTransaction
  void takesATextOfAnyLength() {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      words.append(Integer.toString(i + 46_656, 36)).append(' ');
    }
    register.write("bedford-dols", "barriers", "[\"" + words + "\"]");

    index.index(register.versions("bedford-dols"));

    assertThat(register.search("dols")).contains("bedford-dols");
  }

  @Test
  @TestTransaction
  void knowsOnlyTheWordsOfWhatReadersSee() {
    register.write("bedford-dols", "title", "Unicorns");
    long id = register.publicVersion("bedford-dols");
    register.execute(
        "update case_study_version set superseded_at = published_at where id = :id",
        Map.of("id", id));

    index.index(register.versions("bedford-dols"));

    assertThat(register.search("unicorm")).isEmpty();
    assertThat(register.miscountedWords()).isZero();
  }

  @Test
  @TestTransaction
  void leavesWhatHasNotChangedAsItIs() {
    List<String> before = register.search("carers");

    index.indexAll();

    assertThat(register.search("carers")).isEqualTo(before);
  }
}
