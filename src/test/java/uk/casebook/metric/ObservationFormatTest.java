package uk.casebook.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.casebook.http.Csv;
import uk.casebook.http.JsonSettings;
import uk.casebook.http.Page;

class ObservationFormatTest {

  private static final String LICENCE = "https://creativecommons.org/licenses/by/4.0/";
  private static final ObjectMapper JSON = mapper();
  private static final MetricContent METRIC =
      new MetricContent(
          "Reviews completed in time",
          "More reviews were completed in time.",
          "outcome",
          "percent",
          null,
          "higher-is-better",
          null,
          null,
          List.of(),
          List.of(),
          null);

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    new JsonSettings().customize(mapper);
    return mapper;
  }

  @Property(tries = 300)
  void csvCanBeReadBack(@ForAll("observations") List<FoundObservation> found) {
    String csv = new Csv(JSON).write(ObservationRow.COLUMNS, rows(found));

    assertThat(ObservationReader.fromCsv(csv)).isEqualTo(rowsAsJson(found));
  }

  @Property(tries = 300)
  void jsonStatCanBeReadBack(@ForAll("observations") List<FoundObservation> found) {
    JsonNode dataset = jsonStat(found, null);

    assertThat(ObservationReader.fromJsonStat(dataset)).isEqualTo(rowsAsJson(found));
    assertIsACube(dataset);
  }

  @Property(tries = 300)
  void iatiCanBeReadBack(@ForAll("observations") List<FoundObservation> found) {
    assertThat(ObservationReader.fromIati(iati(found))).isEqualTo(rowsAsJson(found));
  }

  @Property(tries = 300)
  void iatiHasNumbersForQuantitiesAndWordsForQualities(
      @ForAll("observations") List<FoundObservation> found) {
    for (JsonNode indicator : iati(found).findValues("indicator")) {
      for (JsonNode one : indicator) {
        List<JsonNode> values = new ArrayList<>(ObservationReader.list(one.get("baseline")));
        one.get("period").forEach(period -> period.get("target").forEach(values::add));
        one.get("period").forEach(period -> period.get("actual").forEach(values::add));
        boolean inWords = one.get("@measure").textValue().equals("5");
        assertThat(values)
            .allSatisfy(
                value -> {
                  assertThat(value.path("@value").isNumber()).isEqualTo(!inWords);
                  assertThat(value.has("comment") || !inWords).isTrue();
                });
      }
    }
  }

  /** The rules of JSON-stat 2.0 for a dataset (its "Full Specification"). */
  static void assertIsACube(JsonNode dataset) {
    assertThat(dataset.get("version").textValue()).isEqualTo("2.0");
    assertThat(dataset.get("class").textValue()).isEqualTo("dataset");
    JsonNode ids = dataset.get("id");
    JsonNode sizes = dataset.get("size");
    assertThat(sizes).hasSameSizeAs(ids);
    assertThat(dataset.get("dimension")).hasSameSizeAs(ids);
    int product = 1;
    for (int i = 0; i < ids.size(); i++) {
      JsonNode category = dataset.at("/dimension/%s/category".formatted(ids.get(i).asText()));
      List<JsonNode> index = ObservationReader.list(category.get("index"));
      assertThat(index).hasSize(sizes.get(i).asInt()).doesNotHaveDuplicates();
      for (String names : List.of("label", "unit")) {
        category
            .path(names)
            .fieldNames()
            .forEachRemaining(
                name -> assertThat(index).extracting(JsonNode::asText).contains(name));
      }
      product *= sizes.get(i).asInt();
    }
    assertThat(dataset.get("value")).hasSize(product);
    assertThat(dataset.get("value")).allMatch(value -> value.isNumber() || value.isNull());
    assertThat(ObservationReader.list(dataset.get("id")))
        .containsAll(ObservationReader.list(dataset.at("/role/metric")));
  }

  @Test
  void jsonStatSaysItsUnitItsDecimalsAndItsLinks() {
    Figure figure = figure(Role.ACTUAL, new BigDecimal("68.80"), Qualifier.EXACT);

    JsonNode dataset = jsonStat(List.of(found(0, figure)), "/v1/observations?cursor=x");

    assertThat(dataset.at("/dimension/quantity/category/unit/value").toString())
        .isEqualTo("{\"label\":\"percent\",\"decimals\":2}");
    assertThat(dataset.at("/dimension/observation/category/label/m#1").textValue())
        .isEqualTo("Reviews completed in time; actual; 2024-07-01 to 2024-07-31; sex: female");
    assertThat(dataset.at("/link/license/0/href").textValue()).isEqualTo(LICENCE);
    assertThat(dataset.at("/link/next/0/href").textValue()).isEqualTo("/v1/observations?cursor=x");
    assertThat(dataset.get("value").get(0).asText()).isEqualTo("68.80");
  }

  @Test
  void jsonStatMarksAValueThatIsNotExact() {
    JsonNode dataset =
        jsonStat(
            List.of(
                found(0, figure(Role.ACTUAL, BigDecimal.ONE, Qualifier.EXACT)),
                found(1, figure(Role.ACTUAL, BigDecimal.TEN, Qualifier.OVER))),
            null);

    assertThat(dataset.get("status").toString()).isEqualTo("{\"7\":\"over\"}");
    assertThat(dataset.get("value").get(7).asInt()).isEqualTo(10);
  }

  @Test
  void jsonStatOfNothingIsAnEmptyCube() {
    assertIsACube(jsonStat(List.of(), null));
  }

  @Test
  void iatiPlacesABaselineByItsYearAndAnActualByItsPeriod() {
    JsonNode document =
        iati(
            List.of(
                found(0, figure(Role.BASELINE, new BigDecimal("47.7"), Qualifier.EXACT)),
                found(1, figure(Role.ACTUAL, new BigDecimal("68.8"), Qualifier.EXACT)),
                found(2, figure(Role.TARGET, new BigDecimal("60"), Qualifier.EXACT))));

    assertThat(document.get("results")).hasSize(1);
    assertThat(document.at("/results/0/@type").textValue()).isEqualTo("2");
    JsonNode indicator = document.at("/results/0/indicator/0");
    assertThat(indicator.get("@measure").textValue()).isEqualTo("2");
    assertThat(indicator.get("@ascending").booleanValue()).isTrue();
    assertThat(indicator.at("/baseline/0").toString())
        .isEqualTo(
            "{\"@year\":2024,\"@value\":47.7,\"dimension\":[{\"@name\":\"sex\",\"@value\":\"female\"}]}");
    assertThat(indicator.get("period")).hasSize(1);
    assertThat(indicator.at("/period/0/period-start/@iso-date").textValue())
        .isEqualTo("2024-07-01");
    assertThat(indicator.at("/period/0/actual/0/@value").asText()).isEqualTo("68.8");
    assertThat(indicator.at("/period/0/target/0/@value").asText()).isEqualTo("60");
    assertThat(document.findValues("reasons")).allMatch(JsonNode::isEmpty);
  }

  @ParameterizedTest
  @CsvSource({"COMPARATOR, EXACT, role", "FORECAST, EXACT, role", "ACTUAL, OVER, qualifier"})
  void iatiLeavesOutWhatItWouldSayDifferently(Role role, Qualifier qualifier, String reason) {
    JsonNode document = iati(List.of(found(0, figure(role, BigDecimal.TEN, qualifier))));

    assertThat(document.at("/extension/observations/0/reasons/0").textValue()).isEqualTo(reason);
    assertThat(document.at("/extension/observations/0").has("at")).isFalse();
    assertThat(document.toString()).doesNotContain("@value");
  }

  private static FoundObservation found(int position, Figure figure) {
    return new FoundObservation(position, figure, METRIC, "m", "c", null, null, "t", "P");
  }

  private static Figure figure(Role role, BigDecimal value, Qualifier qualifier) {
    return new Figure(
        role,
        new MetricPeriod("2024-07-01", "2024-07-31", null, null),
        List.of(new Dimension("sex", "female")),
        null,
        null,
        null,
        value,
        null,
        null,
        null,
        null,
        qualifier,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static List<ObservationRow> rows(List<FoundObservation> found) {
    return found.stream().map(ObservationRow::from).toList();
  }

  private static List<JsonNode> rowsAsJson(List<FoundObservation> found) {
    return ObservationReader.list(sent(rows(found)));
  }

  private static JsonNode jsonStat(List<FoundObservation> found, String next) {
    return sent(new ObservationJsonStat(JSON, LICENCE).write(new Page<>(found, next, 0)));
  }

  private static JsonNode iati(List<FoundObservation> found) {
    return sent(new ObservationIati(JSON).write(found));
  }

  /** As it is read at the other end. */
  private static JsonNode sent(Object body) {
    try {
      return ObservationReader.tree(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Provide
  static Arbitrary<List<FoundObservation>> observations() {
    return metrics()
        .list()
        .ofMaxSize(3)
        .flatMap(
            metrics ->
                figures()
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(4)
                    .list()
                    .ofSize(metrics.size())
                    .map(figures -> found(metrics, figures)));
  }

  private static List<FoundObservation> found(
      List<MetricContent> metrics, List<List<Figure>> figures) {
    List<FoundObservation> found = new ArrayList<>();
    for (int metric = 0; metric < metrics.size(); metric++) {
      for (int position = 0; position < figures.get(metric).size(); position++) {
        found.add(
            new FoundObservation(
                position,
                figures.get(metric).get(position),
                metrics.get(metric),
                "m-" + metric,
                "c",
                "essex",
                null,
                "t",
                "Publication"));
      }
    }
    return found;
  }

  private static Arbitrary<MetricContent> metrics() {
    return Combinators.combine(
            texts(),
            texts(),
            Arbitraries.of("outcome", "output", "input", "context", "target", "forecast"),
            Arbitraries.of("people", "percent", "rank", "rating", "gbp"),
            texts().injectNull(0.5),
            Arbitraries.of("higher-is-better", "lower-is-better", "neutral"))
        .as(
            (title, statement, kind, unit, per, polarity) ->
                new MetricContent(
                    title,
                    statement,
                    kind,
                    unit,
                    per,
                    polarity,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    new MetricSource(null, title)));
  }

  private static Arbitrary<Figure> figures() {
    Arbitrary<BigDecimal> numbers =
        Arbitraries.bigDecimals()
            .between(new BigDecimal("-1E9"), new BigDecimal("1E9"))
            .ofScale(3)
            .map(number -> number.stripTrailingZeros())
            .injectNull(0.5);
    Arbitrary<String> words = texts().injectNull(0.5);
    return Combinators.combine(
            Combinators.combine(
                    Arbitraries.of(Role.class),
                    periods(),
                    Combinators.combine(texts(), texts()).as(Dimension::new).list().ofMaxSize(2),
                    Arbitraries.of(Qualifier.class))
                .as(Head::new),
            numbers.list().ofSize(6),
            words.list().ofSize(6),
            Arbitraries.of(true, false).injectNull(0.5).list().ofSize(2),
            Arbitraries.integers().between(0, 1000).injectNull(0.5),
            Arbitraries.of("percent", "hours").injectNull(0.7),
            Arbitraries.of("median", "mean").injectNull(0.7),
            Arbitraries.of("measured", "conditional", "counterfactual").injectNull(0.7))
        .as(
            (head, number, text, flag, count, unit, statistic, basis) ->
                new Figure(
                    head.role(),
                    head.period(),
                    head.dimensions(),
                    text.get(0),
                    null,
                    statistic,
                    number.get(0),
                    text.get(1),
                    number.get(1),
                    number.get(2),
                    null,
                    head.qualifier(),
                    unit,
                    number.get(3),
                    number.get(4),
                    number.get(5),
                    new Base(text.get(2), count),
                    text.get(3),
                    flag.get(0),
                    flag.get(1),
                    basis,
                    text.get(4),
                    text.get(5)));
  }

  private record Head(
      Role role, MetricPeriod period, List<Dimension> dimensions, Qualifier qualifier) {}

  private static Arbitrary<MetricPeriod> periods() {
    Arbitrary<String> dates =
        Arbitraries.of("2023", "2024", "2024-07", "2024-07-01", "2024-07-31").injectNull(0.4);
    return Combinators.combine(dates, dates, texts().injectNull(0.5))
        .as((from, to, label) -> new MetricPeriod(from, to, label, null));
  }

  /** What spreadsheets, CSV and JSON have a meaning of their own for, among all other texts. */
  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("'=+-@,;\"\\\r\n\t 1aé").ofMinLength(1).ofMaxLength(6),
        Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(12));
  }

  @ParameterizedTest
  @CsvSource({
    ", , application/json",
    "csvw, , application/csvm+json",
    "json, text/csv, application/json",
    ", text/csv, text/csv",
    ", application/vnd.json-stat+json, application/vnd.json-stat+json",
    ", 'application/*;q=0.5, application/vnd.casebook.iati+json', application/vnd.casebook.iati+json",
    ", application/*, application/json"
  })
  void isChosenByItsCodeOrElseByAccept(String code, String accept, String type) {
    assertThat(ObservationFormat.of(Optional.ofNullable(code), Optional.ofNullable(accept)).type())
        .isEqualTo(type);
  }
}
