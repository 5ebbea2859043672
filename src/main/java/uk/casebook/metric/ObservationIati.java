package uk.casebook.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.EnumCode;

/**
 * Writes observations as results of the IATI standard 2.03, in JSON: elements are members and
 * attributes are members that begin with {@code @}. A metric is a result; its observations of the
 * same unit, statistic and condition are one indicator of it.
 *
 * <p>A figure is placed only where IATI says the same as its source: the extension has every other
 * one whole, and of those that are placed the rest.
 */
@Singleton
class ObservationIati {

  /** Codes of IATI's list IndicatorMeasure. */
  private static final String UNIT = "1";

  private static final String PERCENTAGE = "2";
  private static final String ORDINAL = "4";
  private static final String QUALITATIVE = "5";

  /** IATI's own code for a vocabulary that it does not know. */
  private static final String OTHER_VOCABULARY = "99";

  private static final Set<Role> ROLES = Set.of(Role.BASELINE, Role.ACTUAL, Role.TARGET);

  private final ObjectMapper json;

  ObservationIati(ObjectMapper json) {
    this.json = json;
  }

  /**
   * The results.
   *
   * @param found those of one metric after each other
   */
  JsonNode write(List<FoundObservation> found) {
    ObjectNode document = json.createObjectNode();
    ArrayNode results = document.putArray("results");
    ArrayNode extension = document.putObject("extension").putArray("observations");
    Map<String, Element> byMetric = new HashMap<>();
    for (FoundObservation observation : found) {
      Element result =
          byMetric.computeIfAbsent(
              observation.metricSlug(),
              slug -> new Element("/results/" + results.size(), result(results, observation)));
      add(observation, result, extension.addObject());
    }
    return document;
  }

  /** An element with its address in the document. */
  private record Element(String pointer, ObjectNode node) {}

  private static ObjectNode result(ArrayNode results, FoundObservation found) {
    MetricContent metric = found.metric();
    ObjectNode result =
        results.addObject().put("@type", type(metric.kind())).put("@aggregation-status", false);
    narrative(result, "title", metric.title());
    narrative(result, "description", metric.statement());
    result.putArray("indicator");
    return result;
  }

  /** Of IATI's list ResultType: output, outcome or other. */
  private static String type(String kind) {
    return switch (kind) {
      case "output" -> "1";
      case "outcome" -> "2";
      default -> "9";
    };
  }

  private void add(FoundObservation found, Element result, ObjectNode entry) {
    Figure figure = found.figure();
    ObjectNode row = json.valueToTree(ObservationRow.from(found));
    Element indicator = indicator(found, row, result);
    List<String> reasons = reasons(figure);
    if (reasons.isEmpty()) {
      row.remove(List.of("metricTitle", "role"));
      Element value =
          figure.role() == Role.BASELINE
              ? baseline(figure, indicator, row, reasons)
              : inPeriod(figure, indicator, row, reasons);
      describe(value.node(), figure, row);
      entry.put("at", value.pointer());
    }
    reasons.forEach(entry.putArray("reasons")::add);
    entry.set("row", row);
  }

  /** Why IATI cannot say the same as the source; empty if it can. */
  private static List<String> reasons(Figure figure) {
    List<String> reasons = new ArrayList<>();
    if (!ROLES.contains(figure.role())) {
      reasons.add("role");
    }
    if (figure.isIndividual()) {
      reasons.add("individual");
    }
    if (figure.qualifier() != Qualifier.EXACT) {
      reasons.add("qualifier");
    }
    if (!figure.isObserved()) {
      reasons.add("basis");
    }
    if (figure.value() == null && figure.valueText() == null) {
      reasons.add("no-value");
    }
    return reasons;
  }

  private static Element indicator(FoundObservation found, ObjectNode row, Element result) {
    Figure figure = found.figure();
    String measure = measure(figure, row.path("unit").asText());
    String title =
        Stream.of(
                row.path("unit").textValue(),
                row.has("per") ? "per " + row.path("per").textValue() : null,
                figure.statistic(),
                figure.condition())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", ", found.metric().title() + " (", ")"));
    ArrayNode indicators = (ArrayNode) result.node().path("indicator");
    for (int i = 0; i < indicators.size(); i++) {
      JsonNode indicator = indicators.get(i);
      if (indicator.path("@measure").asText().equals(measure)
          && indicator.at("/title/narrative").asText().equals(title)) {
        return new Element(result.pointer() + "/indicator/" + i, (ObjectNode) indicator);
      }
    }
    String pointer = result.pointer() + "/indicator/" + indicators.size();
    ObjectNode indicator = indicators.addObject().put("@measure", measure);
    switch (found.metric().polarity()) {
      case "higher-is-better" -> indicator.put("@ascending", true);
      case "lower-is-better" -> indicator.put("@ascending", false);
      default -> {}
    }
    indicator.put("@aggregation-status", false);
    narrative(indicator, "title", title);
    narrative(indicator, "description", found.metric().statement());
    ArrayNode references = indicator.putArray("reference");
    if (found.metric().indicator() != null) {
      references
          .addObject()
          .put("@vocabulary", OTHER_VOCABULARY)
          .put("@code", found.metric().indicator());
    }
    indicator.putArray("baseline");
    indicator.putArray("period");
    return new Element(pointer, indicator);
  }

  private static String measure(Figure figure, String unit) {
    if (figure.value() == null && figure.valueText() != null) {
      return QUALITATIVE;
    }
    return switch (unit) {
      case "percent" -> PERCENTAGE;
      case "rank", "rating", "score" -> ORDINAL;
      default -> UNIT;
    };
  }

  /** The year and the day are those when it was taken, which a longer period does not tell. */
  private static Element baseline(
      Figure figure, Element indicator, ObjectNode row, List<String> reasons) {
    ArrayNode baselines = (ArrayNode) indicator.node().path("baseline");
    String pointer = indicator.pointer() + "/baseline/" + baselines.size();
    ObjectNode baseline = baselines.addObject();
    MetricPeriod period = figure.period();
    String from = period == null ? null : period.from();
    String to = period == null ? null : period.to();
    if (from != null && to != null && from.substring(0, 4).equals(to.substring(0, 4))) {
      baseline.put("@year", Integer.parseInt(to.substring(0, 4)));
    } else {
      reasons.add("no-year");
    }
    if (isDay(from) && Objects.equals(from, to)) {
      baseline.put("@iso-date", from);
      row.remove(List.of("periodFrom", "periodTo"));
    }
    return new Element(pointer, baseline);
  }

  private static Element inPeriod(
      Figure figure, Element indicator, ObjectNode row, List<String> reasons) {
    MetricPeriod known = figure.period();
    String start = edge(known == null ? null : known.from(), "periodFrom", row);
    String end = edge(known == null ? null : known.to(), "periodTo", row);
    if (start == null) {
      reasons.add("no-start");
    }
    if (end == null) {
      reasons.add("no-end");
    }
    Element period = period(indicator, start, end);
    String name = EnumCode.of(figure.role());
    ArrayNode values = (ArrayNode) period.node().path(name);
    return new Element(period.pointer() + "/" + name + "/" + values.size(), values.addObject());
  }

  /** A day that IATI can hold is taken out of the row; a month or a year stays there. */
  private static @Nullable String edge(@Nullable String date, String column, ObjectNode row) {
    if (!isDay(date)) {
      return null;
    }
    row.remove(column);
    return date;
  }

  private static Element period(Element indicator, @Nullable String start, @Nullable String end) {
    ArrayNode periods = (ArrayNode) indicator.node().path("period");
    String pointer = indicator.pointer() + "/period/";
    for (int i = 0; i < periods.size(); i++) {
      JsonNode period = periods.get(i);
      if (Objects.equals(period.at("/period-start/@iso-date").textValue(), start)
          && Objects.equals(period.at("/period-end/@iso-date").textValue(), end)) {
        return new Element(pointer + i, (ObjectNode) period);
      }
    }
    ObjectNode period = periods.addObject();
    if (start != null) {
      period.putObject("period-start").put("@iso-date", start);
    }
    if (end != null) {
      period.putObject("period-end").put("@iso-date", end);
    }
    period.putArray("target");
    period.putArray("actual");
    return new Element(pointer + (periods.size() - 1), period);
  }

  private static boolean isDay(@Nullable String date) {
    return date != null && date.length() == "2024-07-31".length();
  }

  /** A measure in words has no value; the words are its comment. */
  private static void describe(ObjectNode value, Figure figure, ObjectNode row) {
    if (figure.value() != null) {
      value.set("@value", row.remove("value"));
    }
    ArrayNode dimensions = value.putArray("dimension");
    figure
        .dimensions()
        .forEach(
            dimension ->
                dimensions
                    .addObject()
                    .put("@name", dimension.name())
                    .put("@value", dimension.value()));
    row.remove("dimensions");
    JsonNode comment = row.remove(figure.value() == null ? "valueText" : "note");
    if (comment != null) {
      narrative(value, "comment", comment.textValue());
    }
  }

  private static void narrative(ObjectNode parent, String element, String text) {
    parent.putObject(element).put("narrative", text);
  }
}
