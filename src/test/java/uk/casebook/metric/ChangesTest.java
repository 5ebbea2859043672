package uk.casebook.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {

  private static final String CQC =
      "{name: 'CQC rating', values: ['Inadequate', 'Requires improvement', 'Good', 'Outstanding']}";

  @Nested
  class Arithmetic {

    @Test
    void goesFromTheBaselineToTheActual() {
      Change change = made("{unit: 'people'}", "{value: 460}", "{value: 1171}");

      assertThat(change.absolute()).isEqualTo("711");
      assertThat(change.percent()).isEqualTo("154.6");
      assertThat(change.verdict()).isEqualTo(Verdict.IMPROVED);
      assertThat(change.approximate()).isFalse();
    }

    @Test
    void isExactInDecimals() {
      assertThat(made("{unit: 'gbp'}", "{value: 0.1}", "{value: 0.3}").absolute()).isEqualTo("0.2");
      assertThat(made("{unit: 'gbp'}", "{value: 204.35}", "{value: 84.86}").absolute())
          .isEqualTo("-119.49");
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000.5, 0.1", "1000, 1000.4, 0.0", "1000, 999.5, -0.1", "8, 9, 12.5"})
    void roundsPercentHalfUpToOnePlace(String from, String to, String percent) {
      assertThat(
              made("{unit: 'gbp'}", "{value: %s}".formatted(from), "{value: %s}".formatted(to))
                  .percent())
          .isEqualTo(percent);
    }

    @Test
    void countsPercentagePointsOnPerCent() {
      Change change = made("{unit: 'percent'}", "{value: 47.7}", "{value: 68.8}");

      assertThat(change.absolute()).isEqualTo("21.1");
      assertThat(change.percent()).isEqualTo("44.2");
    }

    @Test
    void takesAFractionAsItIs() {
      Change change =
          made(
              "{unit: 'ratio'}",
              "{numerator: 1, denominator: 3, valueText: 'one third'}",
              "{numerator: 1, denominator: 2, valueText: 'half'}");

      assertThat(change.absolute()).isEqualTo("0.1667");
      assertThat(change.percent()).isEqualTo("50.0");
      assertThat(
              made("{unit: 'ratio'}", "{numerator: 2, denominator: 4}", "{value: 0.5}").verdict())
          .isEqualTo(Verdict.UNCHANGED);
    }

    @Test
    void fallsToZero() {
      Change change =
          made("{unit: 'count', polarity: 'lower-is-better'}", "{value: 4}", "{value: 0}");

      assertThat(change.percent()).isEqualTo("-100.0");
      assertThat(change.verdict()).isEqualTo(Verdict.IMPROVED);
    }

    @Test
    void saysNoPercentFromBelowZero() {
      Change change = made("{unit: 'gbp'}", "{value: -50}", "{value: 25}");

      assertThat(change.absolute()).isEqualTo("75");
      assertThat(change.percent()).isNull();
      assertThat(change.verdict()).isEqualTo(Verdict.IMPROVED);
    }

    @ParameterizedTest
    @CsvSource({"rank", "year"})
    void saysNoPercentOfRanksAndYears(String unit) {
      assertThat(made("{unit: '%s'}".formatted(unit), "{value: 10}", "{value: 5}").percent())
          .isNull();
    }

    @Test
    void isApproximateWhereAFigureIs() {
      assertThat(
              made("{unit: 'people'}", "{value: 6}", "{value: 40, qualifier: 'approximately'}")
                  .approximate())
          .isTrue();
    }

    @Test
    void takesTheLatestActualWhateverTheOrder() {
      Changes changes =
          changes(
              "{unit: 'people', polarity: 'lower-is-better'}",
              "{role: 'actual', value: 10, period: {to: '2023'}}",
              "{role: 'actual', value: 17, period: {to: '2022'}}",
              "{role: 'baseline', value: 23, period: {to: '2021'}}");

      assertThat(changes.made())
          .extracting(Change::absolute)
          .containsExactly(new BigDecimal("-13"));
    }
  }

  @Nested
  class Judgement {

    @ParameterizedTest
    @CsvSource({
      "higher-is-better, 1, 2, IMPROVED",
      "higher-is-better, 2, 1, WORSENED",
      "lower-is-better, 1, 2, WORSENED",
      "lower-is-better, 2, 1, IMPROVED",
      "neutral, 1, 2, NOT_JUDGED",
      "neutral, 2, 2.0, UNCHANGED",
      "lower-is-better, 2, 2.00, UNCHANGED"
    })
    void followsThePolarity(String polarity, String from, String to, Verdict verdict) {
      Change change =
          made(
              "{unit: 'count', polarity: '%s'}".formatted(polarity),
              "{value: %s}".formatted(from),
              "{value: %s}".formatted(to));

      assertThat(change.verdict()).isEqualTo(verdict);
      assertThat(change.basis()).isEqualTo(Change.Basis.POLARITY);
    }

    @ParameterizedTest
    @CsvSource({
      "Inadequate, Good, IMPROVED",
      "Outstanding, Good, WORSENED",
      "good, Good, UNCHANGED"
    })
    void followsTheScaleOfRatings(String from, String to, Verdict verdict) {
      Change change =
          made(
              "{unit: 'rating', scale: %s}".formatted(CQC),
              "{valueText: '%s'}".formatted(from),
              "{valueText: '%s'}".formatted(to));

      assertThat(change.verdict()).isEqualTo(verdict);
      assertThat(change.basis()).isEqualTo(Change.Basis.SCALE);
      assertThat(change.absolute()).isNull();
      assertThat(change.percent()).isNull();
    }
  }

  @Nested
  class WhatTheSourceSays {

    @Test
    void isShownWhereItIsSomethingElse() {
      MetricRequest metric = ShippedMetrics.named("bedford-reviews-02");

      assertThat(Changes.of(metric.content(), metric.observations()).made())
          .flatExtracting(Change::contradicts)
          .containsExactlyElementsOf(metric.reportedChanges());
    }

    @ParameterizedTest
    @CsvSource({
      "217, percent, increase, exact, true",
      "217.1, percent, increase, exact, true",
      "218, percent, increase, exact, false",
      "217, percent, decrease, exact, false",
      "200, percent, increase, approximately, true",
      "300, percent, increase, approximately, false",
      "200, percent, increase, over, true",
      "220, percent, increase, over, false",
      "220, percent, increase, up-to, true",
      "901, absolute, increase, exact, true",
      "900, absolute, increase, exact, false",
      "901, unclear, increase, exact, true",
      "217, unclear, increase, exact, true",
      "21, unclear, increase, exact, false",
      "21, percentage-points, increase, exact, true"
    })
    void agreesToThePlacesThatItIsPrintedWith(
        String value, String unit, String direction, String qualifier, boolean agrees) {
      Changes changes =
          changes(
              """
              {unit: 'people', reportedChanges:
                [{value: %s, unit: '%s', direction: '%s', qualifier: '%s'}]}\
              """
                  .formatted(value, unit, direction, qualifier),
              "{role: 'baseline', value: 415}",
              "{role: 'actual', value: 1316}");

      assertThat(changes.made().get(0).contradicts()).hasSize(agrees ? 0 : 1);
    }

    @Test
    void contradictsAlsoInWords() {
      Changes changes =
          changes(
              "{unit: 'people', reportedChanges: [{unit: 'in-words', direction: 'decrease'}]}",
              "{role: 'baseline', value: 1}",
              "{role: 'actual', value: 2}");

      assertThat(changes.made().get(0).contradicts()).hasSize(1);
    }

    @Test
    void isComparedWithItsOwnPartOnly() {
      Changes changes =
          changes(
              """
              {unit: 'people', reportedChanges: [{value: 7, unit: 'absolute',
                direction: 'increase', dimensions: [{name: 'sex', value: 'female'}]}]}\
              """,
              "{role: 'baseline', value: 1}",
              "{role: 'actual', value: 2}");

      assertThat(changes.made().get(0).contradicts()).isEmpty();
    }
  }

  @Nested
  class Refusals {

    @Test
    void nothingBefore() {
      assertThat(refused("{unit: 'people'}", "{role: 'actual', value: 3}"))
          .isEqualTo(Refusal.NO_BASELINE);
    }

    @Test
    void noResult() {
      assertThat(refused("{unit: 'people'}", "{role: 'baseline', value: 3}"))
          .isEqualTo(Refusal.NO_ACTUAL);
      assertThat(refused("{unit: 'people'}", "{role: 'target', value: 3}"))
          .isEqualTo(Refusal.NO_ACTUAL);
    }

    @Test
    void noObservationAtAll() {
      assertThat(refused("{unit: 'percent'}")).isEqualTo(Refusal.NO_OBSERVATIONS);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{value: 0} | {value: 5} | ZERO_BASELINE",
          "{value: 2, per: 'P1D'} | {value: 2, per: 'P1W'} | UNLIKE_PERIODS",
          "{value: 2, period: {length: 'P9M'}} | {value: 4, period: {length: 'P1Y'}}"
              + " | UNLIKE_PERIODS",
          "{value: 2, period: {from: '2022', to: '2022'}}"
              + " | {value: 4, period: {from: '2023-01', to: '2023-03'}} | UNLIKE_PERIODS",
          "{value: 2} | {value: 4, unit: 'percent'} | UNLIKE_UNITS",
          "{value: 2, outOf: 10} | {value: 4, outOf: 20} | UNLIKE_UNITS",
          "{value: 2, base: {label: 'carers'}} | {value: 4, base: {label: 'staff'}}"
              + " | UNLIKE_BASES",
          "{value: 2, basis: 'measured'} | {value: 4, basis: 'self-reported'} | UNLIKE_METHODS",
          "{value: 2} | {value: 4, basis: 'counterfactual'} | NOT_OBSERVED",
          "{value: 2} | {value: 4, basis: 'conditional'} | NOT_OBSERVED",
          "{value: 2} | {value: 4, cumulative: true} | RUNNING_TOTAL",
          "{value: 100} | {value: 110, qualifier: 'over'} | QUALIFIED_VALUE",
          "{value: 5, qualifier: 'up-to'} | {value: 2} | QUALIFIED_VALUE",
          "{value: 5} | {low: 2, high: 3} | RANGE_VALUE",
          "{value: 5} | {valueText: 'fewer'} | NOT_NUMERIC",
          "{valueText: 'many'} | {valueText: 'fewer'} | NOT_NUMERIC",
          "{value: 11, outOf: 10} | {value: 9, outOf: 10} | OFF_SCALE",
          "{value: 5, period: {from: '2024-02'}} | {value: 2, period: {to: '2024-01'}}"
              + " | BASELINE_NOT_EARLIER",
        })
    void whatIsNotAlike(String baseline, String actual, Refusal code) {
      assertThat(refused("{unit: 'people'}", role("baseline", baseline), role("actual", actual)))
          .isEqualTo(code);
    }

    @Test
    void lengthsDoNotMatterToSharesRatesAndStatistics() {
      String year = "{value: 2, %s period: {from: '2022', to: '2022'}}";
      String quarter = "{value: 4, %s period: {from: '2023-01', to: '2023-03'}}";

      assertThat(made("{unit: 'percent'}", year.formatted(""), quarter.formatted("")).absolute())
          .isEqualTo("2");
      assertThat(
              made("{unit: 'count', per: 'P1W'}", year.formatted(""), quarter.formatted(""))
                  .absolute())
          .isEqualTo("2");
      assertThat(
              made(
                      "{unit: 'days'}",
                      year.formatted("statistic: 'mean',"),
                      quarter.formatted("statistic: 'mean',"))
                  .absolute())
          .isEqualTo("2");
    }

    @Test
    void februaryIsAsLongAsMarch() {
      assertThat(
              made(
                      "{unit: 'people'}",
                      "{value: 2, period: {from: '2024-02', to: '2024-02'}}",
                      "{value: 4, period: {from: '2024-03', to: '2024-03'}}")
                  .absolute())
          .isEqualTo("2");
    }

    @Test
    void aRatingWithoutAScaleOrOffIt() {
      String[] ratings = {
        "{role: 'baseline', valueText: 'Very Poor'}", "{role: 'actual', valueText: 'Good'}"
      };

      assertThat(refused("{unit: 'rating'}", ratings)).isEqualTo(Refusal.NO_SCALE);
      assertThat(refused("{unit: 'rating', scale: %s}".formatted(CQC), ratings))
          .isEqualTo(Refusal.OFF_SCALE);
    }

    @Test
    void aScoreBeyondItsScale() {
      assertThat(
              refused(
                  "{unit: 'score', scale: {name: 'out of 10', max: 10}}",
                  "{role: 'baseline', value: 7}",
                  "{role: 'actual', value: 78}"))
          .isEqualTo(Refusal.OFF_SCALE);
    }

    @Test
    void severalBaselines() {
      assertThat(
              refused(
                  "{unit: 'people'}",
                  "{role: 'baseline', value: 1, period: {to: '2019'}}",
                  "{role: 'baseline', value: 2, period: {to: '2020'}}",
                  "{role: 'actual', value: 3, period: {to: '2021'}}"))
          .isEqualTo(Refusal.SEVERAL_BASELINES);
    }

    @Test
    void severalActualsWithoutOrWithTheSameDates() {
      String baseline = "{role: 'baseline', value: 1}";
      String undated = "{role: 'actual', value: 2}";
      String dated = "{role: 'actual', value: 3, period: {to: '2021'}}";

      assertThat(refused("{unit: 'people'}", baseline, undated, dated))
          .isEqualTo(Refusal.SEVERAL_ACTUALS);
      assertThat(refused("{unit: 'people'}", baseline, dated, dated))
          .isEqualTo(Refusal.SEVERAL_ACTUALS);
    }

    @Test
    void neverSetOnePartAgainstAnother() {
      Changes changes =
          changes(
              "{unit: 'people'}",
              "{role: 'baseline', value: 5, dimensions: [{name: 'sex', value: 'female'}]}",
              "{role: 'actual', value: 7, dimensions: [{name: 'sex', value: 'male'}]}",
              "{role: 'baseline', value: 5, statistic: 'mean'}",
              "{role: 'actual', value: 5, statistic: 'median'}",
              "{role: 'actual', value: 5, individual: true}",
              "{role: 'comparator', value: 5, comparator: 'England'}");

      assertThat(changes.made()).isEmpty();
      assertThat(changes.refused())
          .extracting(refused -> refused.series().statistic(), RefusedChange::code)
          .containsExactly(
              tuple(null, Refusal.NO_ACTUAL),
              tuple(null, Refusal.NO_BASELINE),
              tuple("mean", Refusal.NO_ACTUAL),
              tuple("median", Refusal.NO_BASELINE),
              tuple(null, Refusal.NO_BASELINE),
              tuple(null, Refusal.NO_ACTUAL));
    }

    @Test
    void sayWhyInASentence() {
      assertThat(
              changes(
                      "{unit: 'count'}",
                      "{role: 'baseline', value: 2, per: 'P1D'}",
                      "{role: 'actual', value: 2, per: 'P1W'}")
                  .refused())
          .extracting(RefusedChange::detail)
          .containsExactly("The baseline is 2 a day, the result 2 a week.");
    }
  }

  @Nested
  class TheShippedRegister {

    @Test
    void answersForEverySeriesOfEveryMetric() {
      List<MetricRequest> metrics = ShippedMetrics.all();

      assertThat(metrics).hasSize(346).allSatisfy(ChangesTest::everySeriesIsAnsweredOnce);
      assertThat(metrics.stream().flatMap(ChangesTest::made).toList()).hasSize(21);
    }

    @Test
    void contradictsItsSourcesOnce() {
      assertThat(ShippedMetrics.all().stream().flatMap(ChangesTest::made))
          .flatExtracting(Change::contradicts)
          .hasSize(1);
    }
  }

  @Property(tries = 500)
  void everySeriesHasAChangeOrARefusal(@ForAll("figures") List<Figure> figures) {
    everySeriesIsAnsweredOnce(metric("{unit: 'people'}", figures));
  }

  @Property(tries = 300)
  void theOtherPolarityGivesTheOtherVerdict(@ForAll("figures") List<Figure> figures) {
    List<Verdict> higher = verdicts("higher-is-better", figures);
    List<Verdict> lower = verdicts("lower-is-better", figures);

    assertThat(lower).isEqualTo(higher.stream().map(ChangesTest::opposite).toList());
  }

  @Property(tries = 300)
  void theChangeLeadsExactlyFromOneFigureToTheOther(@ForAll("figures") List<Figure> figures) {
    for (Change change : changes(metric("{unit: 'people'}", figures)).made()) {
      if (change.from().value() != null && change.to().value() != null) {
        assertThat(change.from().value().add(change.absolute()))
            .isEqualByComparingTo(change.to().value());
      }
    }
  }

  @Provide
  Arbitrary<List<Figure>> figures() {
    Arbitrary<String> role = Arbitraries.of("baseline", "actual", "actual", "target");
    Arbitrary<String> value =
        Arbitraries.of(
            "value: 0",
            "value: 2.5",
            "value: 100",
            "value: -3",
            "valueText: 'some'",
            "low: 1, high: 2",
            "numerator: 1, denominator: 3");
    Arbitrary<String> part =
        Arbitraries.of(
            "",
            "",
            "dimensions: [{name: 'sex', value: 'female'}],",
            "statistic: 'mean',",
            "individual: true,",
            "per: 'P1W',",
            "cumulative: true,",
            "qualifier: 'over',");
    Arbitrary<String> period =
        Arbitraries.of("", "period: {to: '2021'},", "period: {from: '2022', to: '2022'},");
    return Combinators.combine(role, value, part, period)
        .as((r, v, s, p) -> MetricText.figure("{role: '%s', %s %s %s}".formatted(r, s, p, v)))
        .list()
        .ofMaxSize(6);
  }

  private static Verdict opposite(Verdict verdict) {
    return switch (verdict) {
      case IMPROVED -> Verdict.WORSENED;
      case WORSENED -> Verdict.IMPROVED;
      case UNCHANGED, NOT_JUDGED -> verdict;
    };
  }

  private static List<Verdict> verdicts(String polarity, List<Figure> figures) {
    return changes(metric("{unit: 'people', polarity: '%s'}".formatted(polarity), figures))
        .made()
        .stream()
        .map(Change::verdict)
        .toList();
  }

  private static void everySeriesIsAnsweredOnce(MetricRequest metric) {
    Changes changes = changes(metric);
    List<Series> answered = new ArrayList<>();
    changes.made().forEach(change -> answered.add(change.series()));
    changes.refused().forEach(change -> answered.add(change.series()));
    Set<Series> series = new HashSet<>();
    metric.observations().forEach(figure -> series.add(Series.of(figure)));

    assertThat(answered).doesNotHaveDuplicates();
    if (series.isEmpty()) {
      assertThat(changes.refused())
          .extracting(RefusedChange::code)
          .containsExactly(Refusal.NO_OBSERVATIONS);
    } else {
      assertThat(answered).containsExactlyInAnyOrderElementsOf(series);
    }
  }

  private static Stream<Change> made(MetricRequest metric) {
    return changes(metric).made().stream();
  }

  private static Change made(String metric, String baseline, String actual) {
    Changes changes = changes(metric, role("baseline", baseline), role("actual", actual));
    assertThat(changes.refused()).isEmpty();
    return changes.made().get(0);
  }

  private static Refusal refused(String metric, String... figures) {
    Changes changes = changes(metric, figures);
    assertThat(changes.made()).isEmpty();
    assertThat(changes.refused()).hasSize(1);
    assertThat(changes.refused().get(0).detail()).endsWith(".");
    return changes.refused().get(0).code();
  }

  private static String role(String role, String figure) {
    return "{role: '" + role + "', " + figure.substring(1);
  }

  private static Changes changes(String metric, String... figures) {
    return changes(metric(metric, Arrays.stream(figures).map(MetricText::figure).toList()));
  }

  private static Changes changes(MetricRequest metric) {
    return Changes.of(metric.content(), metric.observations());
  }

  private static MetricRequest metric(String metric, List<Figure> figures) {
    return MetricText.metric(metric, figures);
  }
}
