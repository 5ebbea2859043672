package uk.casebook.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SearchServiceTest {
  @Inject SearchService searches;
  @Inject SearchIndex index;
  @Inject SearchFixture register;

  @Nested
  class Parse {

    @ParameterizedTest(name = "{0} puts {1} first")
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            dementia care home                       | hertfordshire-enhanced-dementia
            carer breaks                             | southend-caring-well
            falls sensors                            | hertfordshire-data-inspired-living
            recruiting social workers                | milton-keynes-recruitment
            recruting social workers                 | milton-keynes-recruitment
            recruiting social wrokers                | milton-keynes-recruitment
            how do we recruit and keep social workers | milton-keynes-recruitment
            social work retention                    | milton-keynes-recruitment
            Milton Keynes recruitment                | milton-keynes-recruitment
            apprenticeships social work              | central-beds-pipeline
            succession planning                      | central-beds-succession
            DoLS                                     | bedford-dols
            deprivation of liberty                   | bedford-dols
            deprivaton of liberty safegards          | bedford-dols
            MCA                                      | hertfordshire-mca-week
            mental capacity act assessments          | hertfordshire-mca-week
            VCSE                                     | suffolk-vcfse
            voluntary sector directory               | suffolk-vcfse
            PBS                                      | hpft-positive-partnerships
            positive behavior support                | hpft-positive-partnerships
            EDI                                      | essex-quests
            AI assistant                             | peterborough-hey-geraldine
            artificial inteligence                   | peterborough-hey-geraldine
            TEC falls                                | essex-care-technology
            care technology                          | essex-care-technology
            housing adaptations OT                   | bedford-forever-home
            occupational therapist adaptations       | bedford-forever-home
            MDT                                      | hertfordshire-enhanced-dementia
            hospital discharge dementia              | hertfordshire-enhanced-dementia
            dementia training                        | anchor-dementia-specialist-team
            DPs                                      | milton-keynes-direct-payments
            direct payments                          | milton-keynes-direct-payments
            shared lives                             | luton-shared-lives
            respite                                  | luton-shared-lives
            EoL training                             | cambridgeshire-palliative-training
            end-of-life care                         | cambridgeshire-palliative-training
            Arthur Rank Hospice                      | cambridgeshire-palliative-training
            "unpaid carers" strategy                 | southend-caring-well
            carers first                             | southend-caring-well
            carers' assessments                      | southend-caring-well
            bridgit                                  | peterborough-caring-for-carers
            domestc abuse                            | wings-domestic-abuse
            reablement                               | suffolk-linked-data
            re-ablement                              | suffolk-linked-data
            gardning group                           | suffolk-therapeutic-gardening
            GPS                                      | central-beds-independence-day
            care home rated good                     | cambridgeshire-care-home
            CQC failing care home                    | cambridgeshire-care-home
            safegarding carehome                     | cambridgeshire-care-home
            witnesses with learning disabilities     | liverpool-investigations-support-unit
            LD nursing                               | hertfordshire-closing-the-gap
            frality tool                             | hertfordshire-frailty-tool
            staff wellbeing app                      | norfolk-shinymind
            digital exclusion                        | norfolk-tech-skills
            homelessness                             | thurrock-complex-needs
            loneliness home care                     | thurrock-hls-commissioning
            PFA                                      | bedford-preparing-for-adulthood
            bedford short breaks                     | bedford-short-breaks
            transitions mental health                | essex-transitions
            coproduction commissioning               | peterborough-impact
            personal workforce budgets               | sfc-personal-workforce-budgets
            older people art gallery                 | southend-contemporary-elders
            Leeds and York                           | lypft-support-workforce
            """)
    void putsFirstWhatAPersonWouldExpect(String q, String slug) {
      assertThat(register.search(q)).startsWith(slug);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          " ",
          "\"",
          "\"\"",
          "-",
          "- -",
          "or",
          "or or",
          "the of and",
          "\"the of\"",
          "-the",
          "?!",
          "😀",
          "\u0000",
          "\ud800",
          "& | ! <-> :*"
        })
    void refusesAQueryWithoutAWordToSearchFor(String q) {
      assertThat(searches.parse(q)).isEmpty();
    }

    @Test
    void understandsAnything() {
      JqwikSession.run(
          () ->
              Arbitraries.oneOf(
                      Arbitraries.strings().ofMaxLength(20),
                      Arbitraries.strings().withChars("\"'-!&|<>():*\\ or").ofMaxLength(10),
                      Arbitraries.of(
                          "or", "the", "carers", "-care", "\"home", "DoLS", "qwert", "\u0000",
                          "%00"))
                  .list()
                  .ofMaxSize(30)
                  .map(parts -> String.join(" ", parts))
                  .map(q -> q.substring(0, Math.min(200, q.length())))
                  .generator(200, true)
                  .stream(new Random(20))
                  .limit(200)
                  .map(Shrinkable::value)
                  .forEach(
                      q ->
                          assertThatCode(() -> searches.parse(q).ifPresent(register::find))
                              .as(q)
                              .doesNotThrowAnyException()));
    }

    @Test
    void findsAllFormsOfAWordWithOrWithoutAccents() {
      assertThat(register.search("carer")).isEqualTo(register.search("CARERS"));
      assertThat(register.search("cafe")).isEqualTo(register.search("café")).isNotEmpty();
    }

    @Test
    void findsPhrasesOnlyWhereTheWordsFollowEachOther() {
      assertThat(register.search("first carers")).contains("southend-caring-well");
      assertThat(register.search("\"carers first\"")).contains("southend-caring-well");
      assertThat(register.search("\"first carers\"")).doesNotContain("southend-caring-well");
    }

    @Test
    void findsNoPhraseAcrossTheEndOfAText() {
      assertThat(register.search("\"dementia service hertfordshire county council\"")).isEmpty();
    }

    @Test
    void leavesOutWhatIsExcluded() {
      List<String> carers = register.search("carers");
      List<String> bridgit = register.search("bridgit");

      assertThat(carers).containsAll(bridgit);
      assertThat(register.search("carers -bridgit"))
          .hasSize(carers.size() - bridgit.size())
          .doesNotContainAnyElementsOf(bridgit);
    }

    @Test
    void findsEverythingElseWhereWordsAreOnlyExcluded() {
      assertThat(register.search("-carers"))
          .isNotEmpty()
          .doesNotContainAnyElementsOf(register.search("carers"));
    }

    @Test
    void findsEachAlternativeWithAllItsWords() {
      assertThat(register.search("frailty tool or artificial intelligence"))
          .containsAll(register.search("\"artificial intelligence\""))
          .containsAll(register.search("frailty tool"));
    }

    @ParameterizedTest
    @CsvSource({
      "DoLS, deprivation of liberty safeguards",
      "MCA, mental capacity act",
      "TEC, technology-enabled care",
      "MDT, multi-disciplinary team",
      "LD, learning disabilities"
    })
    void findsTheSameByAnAbbreviationAsByItsLongForm(String abbreviation, String longForm) {
      assertThat(register.search(longForm)).isNotEmpty().containsAll(register.search(abbreviation));
      assertThat(register.search(abbreviation))
          .containsAll(register.search("\"" + longForm + "\""));
    }

    @Test
    void takesQuotedWordsAsTheyAre() {
      assertThat(register.search("\"recruting\"")).isEmpty();
      assertThat(register.search("\"PBS\"")).hasSizeLessThan(register.search("PBS").size());
    }

    @Test
    void guessesOnlyAtWordsThatTheRegisterDoesNotKnow() {
      assertThat(register.search("carer")).isNotEqualTo(register.search("carrer"));
      assertThat(register.search("carrer")).containsAll(register.search("carer"));
      assertThat(register.search("frailty")).doesNotContain("norfolk-tech-skills");
    }

    @Test
    void findsThoseWithMostOfTheWordsWhereNoneHasAll() {
      assertThat(register.search("bridgit \"hey geraldine\" peterborough unicorn"))
          .containsExactlyInAnyOrder(
              "peterborough-caring-for-carers", "peterborough-hey-geraldine");
    }

    @Test
    void findsNothingWhereNoneHasAnyOfTheWords() {
      assertThat(register.search("unicorn zeppelin")).isEmpty();
    }
  }

  @Nested
  class Matches {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            shared lives      | luton-shared-lives              | title
            nursing dementia beds | hertfordshire-enhanced-dementia | summary
            safeguarding      | bedford-dols                    | title
            mental capacity   | bedford-dols                    | topics
            care providers    | bedford-dols                    | topics
            gold standard     | bedford-dols                    | sections
            referrals growing | bedford-dols                    | barriers
            regular pool      | bedford-dols                    | conditions
            ADASS             | bedford-dols                    | sections
            Healthwatch       | thurrock-place-based            | organisations
            """)
    void nameTheFieldThatHoldsMostOfTheWords(String q, String slug, String field) {
      assertThat(register.match(q, slug).field()).isEqualTo(field);
    }

    @Test
    void markTheWordsInAnyForm() {
      assertThat(register.match("recruit social worker", "milton-keynes-recruitment").snippet())
          .contains("<mark>social</mark> <mark>workers</mark>");
    }

    @Test
    void showTheTitleWhereWordsAreOnlyExcluded() {
      assertThat(register.match("-gardening", "bedford-dols"))
          .isEqualTo(
              new Match(
                  "title", "Ensuring Deprivation of Liberty Safeguards (DoLs) rights are upheld"));
    }

    @Test
    void escapeEverythingElse() {
      register.undoing(
          () -> {
            register.write(
                "bedford-dols",
                "title",
                "<script>alert('DoLS')</script> & \"more\": <b>health</b>/care");
            index.index(register.versions("bedford-dols"));

            assertThat(register.match("dols alert care", "bedford-dols").snippet())
                .isEqualTo(
                    "&lt;script&gt;<mark>alert</mark>(&#39;<mark>DoLS</mark>&#39;)&lt;/script&gt; &amp;"
                        + " &quot;more&quot;: &lt;b&gt;health&lt;/b&gt;/<mark>care</mark>");
          });
    }

    @Test
    void takeNoCharacterOfTheTextForAMark() {
      register.undoing(
          () -> {
            register.write("bedford-dols", "title", "DoLS \uE000not found\uE001");
            index.index(register.versions("bedford-dols"));

            assertThat(register.match("dols", "bedford-dols").snippet())
                .isEqualTo("<mark>DoLS</mark> not found");
          });
    }

    @Test
    void areThereForEveryVersion() {
      SearchQuery query = searches.parse("care").orElseThrow();
      List<Long> ids = register.find(query).stream().map(register::publicVersion).toList();

      assertThat(searches.matches(query, ids)).containsOnlyKeys(ids);
    }
  }

  @Nested
  class ListRelated {

    @ParameterizedTest
    @CsvSource({
      "bedford-dols, hertfordshire-mca-week",
      "cambridgeshire-care-home, bedford-residential-standards",
      "milton-keynes-recruitment, central-beds-pipeline",
      "sfc-personal-workforce-budgets, lifeways-communication",
      "hertfordshire-closing-the-gap, hertfordshire-frailty-tool"
    })
    void putsTheMostSimilarFirst(String slug, String similar) {
      List<Related> related = searches.related(register.publicVersion(slug), 3);

      assertThat(register.slug(related.get(0).caseStudyVersionId())).isEqualTo(similar);
    }

    @Test
    void saysWhatTheTwoShare() {
      Related related = searches.related(register.publicVersion("bedford-dols"), 1).get(0);

      assertThat(related.sharedTopics())
          .containsExactly("deprivation-of-liberty", "mental-capacity", "safeguarding");
      assertThat(related.sharedPopulations()).containsExactly("social-care-workforce");
      assertThat(related.sharedWords()).contains("advocacy", "safeguards", "capacity");
    }

    @Test
    void ordersByScore() {
      List<Related> related = searches.related(register.publicVersion("essex-carers-model"), 20);

      assertThat(related)
          .hasSizeBetween(5, 20)
          .isSortedAccordingTo(Comparator.comparing(Related::score).reversed())
          .allSatisfy(
              one -> {
                assertThat(one.score()).isBetween(new BigDecimal("0.0001"), BigDecimal.ONE);
                assertThat(one.sharedWords()).hasSizeLessThanOrEqualTo(10);
              });
    }

    @Test
    void neverListsTheCaseStudyItself() {
      long id = register.publicVersion("essex-carers-model");

      assertThat(searches.related(id, 20))
          .extracting(Related::caseStudyVersionId)
          .doesNotContain(id);
    }

    @Test
    void listsOnlyWhatReadersSee() {
      register.undoing(
          () -> {
            long mcaWeek = register.publicVersion("hertfordshire-mca-week");
            register.execute(
                "update case_study_version set superseded_at = published_at where id = :id",
                Map.of("id", mcaWeek));

            assertThat(searches.related(register.publicVersion("bedford-dols"), 20))
                .extracting(Related::caseStudyVersionId)
                .isNotEmpty()
                .doesNotContain(mcaWeek);
          });
    }
  }
}
