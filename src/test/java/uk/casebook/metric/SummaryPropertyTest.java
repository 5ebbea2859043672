package uk.casebook.metric;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.casebook.casestudy.CaseStudyFixture.aCaseStudy;
import static uk.casebook.identity.KeyFixture.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.casebook.database.OwnDatabase;

/**
 * Random registers in which every figure is another power of two: a sum then tells which figures
 * are in it.
 */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class SummaryPropertyTest {

  private static final int METRICS = 12;

  /** A figure, and the metric that it is of. */
  private record Placed(int metric, String unit, JsonNode figure) {

    boolean is(String field, String value) {
      return figure.path(field).asText().equals(value);
    }

    boolean isTrue(String field) {
      return figure.path(field).asBoolean();
    }

    JsonNode dimensions() {
      return figure.path("dimensions");
    }

    @Nullable String year() {
      return figure.at("/period/to").asText(null);
    }

    List<String> division() {
      return StreamSupport.stream(dimensions().spliterator(), false)
          .map(dimension -> dimension.path("name").asText())
          .toList();
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 25);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void accountsForEveryFigureAndCountsNoneTwice(long seed) {
    Random random = new Random(seed);
    List<Placed> figures = new ArrayList<>();
    String caseStudy = aCaseStudy().draft();
    enter(caseStudy, random, figures);

    for (String groupBy : List.of("", "unit", "year", "topic", "population,kind", "unit,year")) {
      for (String filter : List.of("", "role=actual", "individual=false", "from=2022&to=2022")) {
        JsonNode summary = summary(caseStudy, groupBy, filter);
        assertAccounts(summary, groupBy);
        if (filter.isEmpty()) {
          assertThat(summary.path("selected").asInt()).isEqualTo(figures.size());
          assertNoneTwice(summary, figures, groupBy.contains("year"));
        }
      }
    }
  }

  private static void enter(String caseStudy, Random random, List<Placed> figures) {
    String path = "/v1/case-studies/" + caseStudy + "/file?view=working";
    ObjectNode file = given().header("Authorization", editor()).get(path).as(ObjectNode.class);
    ArrayNode metrics = file.putArray("metrics");
    for (int i = 0; i < METRICS; i++) {
      ObjectNode metric = metrics.addObject();
      String unit = random.nextInt(4) == 0 ? "percent" : "people";
      metric
          .put("slug", caseStudy + "-" + i)
          .put("title", "T")
          .put("statement", "S")
          .put("kind", random.nextBoolean() ? "output" : "outcome")
          .put("unit", unit)
          .put("polarity", "higher-is-better");
      if (unit.equals("percent") && random.nextBoolean()) {
        metric.put("indicator", "ascof-2023-24-3b");
      }
      ArrayNode observations = metric.putArray("observations");
      for (int n = random.nextInt(5); n > 0; n--) {
        observations.add(figure(random, BigDecimal.valueOf(1L << figures.size())));
        figures.add(new Placed(i, unit, observations.get(observations.size() - 1)));
      }
    }
    given()
        .header("Authorization", editor())
        .header("If-Match", "*")
        .contentType("application/json")
        .body(file.toString())
        .put("/v1/case-studies/" + caseStudy + "/file")
        .then()
        .statusCode(200);
  }

  private static ObjectNode figure(Random random, BigDecimal value) {
    ObjectNode figure = MetricText.JSON.createObjectNode();
    figure.put("role", pick(random, "actual", "actual", "actual", "actual", "baseline", "target"));
    switch (random.nextInt(12)) {
      case 0 -> figure.put("individual", true);
      case 1 -> figure.put("statistic", "mean");
      case 2 -> figure.put("per", "P1W");
      case 3 -> figure.put("qualifier", pick(random, "over", "approximately"));
      case 4 -> figure.put("basis", "counterfactual");
      case 5, 6 -> figure.put("cumulative", true);
      default -> {}
    }
    switch (random.nextInt(12)) {
      case 0 -> figure.put("valueText", "some");
      case 1 -> figure.put("low", 1);
      default -> figure.put("value", value);
    }
    String division = pick(random, "", "", "sex", "place", "sex place");
    for (String name : division.isEmpty() ? new String[0] : division.split(" ", -1)) {
      figure
          .withArray("dimensions")
          .addObject()
          .put("name", name)
          .put("value", pick(random, "a", "b"));
    }
    String year = pick(random, "", "2021", "2022", "2023");
    if (!year.isEmpty()) {
      figure.putObject("period").put("from", year).put("to", year);
    }
    return figure;
  }

  private static String pick(Random random, String... options) {
    return options[random.nextInt(options.length)];
  }

  private static JsonNode summary(String caseStudy, String groupBy, String filter) {
    return given()
        .header("Authorization", editor())
        .get(
            "/v1/metrics/summary?view=working&caseStudy=%s%s%s"
                .formatted(
                    caseStudy,
                    groupBy.isEmpty() ? "" : "&groupBy=" + groupBy,
                    filter.isEmpty() ? "" : "&" + filter))
        .as(JsonNode.class);
  }

  private static void assertAccounts(JsonNode summary, String groupBy) {
    assertAccounts(summary);
    summary.path("groups").forEach(SummaryPropertyTest::assertAccounts);
    if (!groupBy.contains("topic") && !groupBy.contains("population")) {
      for (String number : List.of("selected", "used")) {
        assertThat(total(summary.path("groups"), number)).isEqualTo(summary.path(number).asLong());
      }
    }
    for (JsonNode group : summary.path("groups")) {
      assertThat(total(group.path("figures"), "count")).isEqualTo(group.path("used").asLong());
    }
  }

  private static void assertAccounts(JsonNode part) {
    assertThat(part.path("used").asLong() + total(part.path("refused"), "count"))
        .isEqualTo(part.path("selected").asLong());
  }

  private static long total(JsonNode parts, String number) {
    return StreamSupport.stream(parts.spliterator(), false)
        .mapToLong(part -> part.path(number).asLong())
        .sum();
  }

  private static void assertNoneTwice(
      JsonNode summary, List<Placed> figures, boolean yearsAreToldApart) {
    List<Placed> used = new ArrayList<>();
    for (JsonNode group : summary.path("groups")) {
      for (JsonNode total : group.path("figures")) {
        if (total.has("sum")) {
          List<Placed> added = withBits(total.path("sum").asLong(), figures);
          assertThat(added).hasSize(total.path("count").asInt());
          used.addAll(added);
        }
      }
    }
    if (summary.path("groups").size() > 0 && !"topic".equals(summary.at("/groupBy/0").asText())) {
      assertThat(used).doesNotHaveDuplicates();
    }
    assertThat(used)
        .allSatisfy(
            figure -> {
              assertThat(figure.is("role", "actual")).isTrue();
              assertThat(figure.unit()).isEqualTo("people");
              assertThat(figure.isTrue("individual")).isFalse();
              assertThat(figure.figure().has("statistic")).isFalse();
              assertThat(figure.figure().has("per")).isFalse();
              assertThat(figure.is("basis", "counterfactual")).isFalse();
              assertThat(figure.is("qualifier", "over")).isFalse();
            });
    used.stream()
        .distinct()
        .collect(groupingBy(figure -> figure.metric()))
        .values()
        .forEach(ofOne -> assertDisjoint(ofOne, yearsAreToldApart));
  }

  private static List<Placed> withBits(long sum, List<Placed> figures) {
    List<Placed> added = new ArrayList<>();
    for (int bit = 0; bit < figures.size(); bit++) {
      if ((sum >> bit & 1) == 1) {
        added.add(figures.get(bit));
      }
    }
    return added;
  }

  /** Parts of one division, or the whole; each once, or once a year. */
  private static void assertDisjoint(List<Placed> ofOneMetric, boolean yearsAreToldApart) {
    for (int i = 0; i < ofOneMetric.size(); i++) {
      for (Placed other : ofOneMetric.subList(i + 1, ofOneMetric.size())) {
        Placed one = ofOneMetric.get(i);
        assertThat(one.isTrue("cumulative")).isEqualTo(other.isTrue("cumulative"));
        if (!yearsAreToldApart || Objects.equals(one.year(), other.year())) {
          assertThat(one.division()).isEqualTo(other.division());
          assertThat(one.dimensions()).isNotEqualTo(other.dimensions());
        }
      }
    }
  }
}
