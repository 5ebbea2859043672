package uk.casebook.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.EnumCode;
import uk.casebook.http.Page;

/**
 * Writes observations of one unit as a dataset of JSON-stat 2.0: a cube of observations by their
 * quantities. Everything else that an observation has is no number and stands in the extension.
 */
@Singleton
class ObservationJsonStat {

  /** The quantities in the unit of the observations. */
  private static final List<String> IN_THE_UNIT = List.of("value", "low", "high", "outOf");

  /** All quantities; the others are numbers of people or things. */
  private static final List<String> QUANTITIES =
      List.of("value", "low", "high", "numerator", "denominator", "outOf", "baseCount");

  private final ObjectMapper json;
  private final String licenceUrl;

  ObservationJsonStat(
      ObjectMapper json, @ConfigProperty(name = "casebook.licence-url") String licenceUrl) {
    this.json = json;
    this.licenceUrl = licenceUrl;
  }

  /** The dataset of a page whose observations all have the same unit. */
  JsonNode write(Page<FoundObservation> page) {
    List<ObservationRow> rows = page.map(ObservationRow::from).items();
    String unit = rows.isEmpty() ? null : rows.get(0).unit();
    ObjectNode dataset =
        json.createObjectNode()
            .put("version", "2.0")
            .put("class", "dataset")
            .put("label", unit == null ? "Observations" : "Observations in " + unit)
            .put(
                "source", "Casebook; extension.observations names the publication of each figure.");
    dataset.putArray("id").add("observation").add("quantity");
    dataset.putArray("size").add(rows.size()).add(QUANTITIES.size());
    dataset.putObject("role").putArray("metric").add("quantity");

    ObjectNode dimension = dataset.putObject("dimension");
    ObjectNode observations =
        dimension.putObject("observation").put("label", "Observation").putObject("category");
    ArrayNode index = observations.putArray("index");
    ObjectNode labels = observations.putObject("label");
    page.items()
        .forEach(
            found -> {
              String id = found.metricSlug() + "#" + (found.position() + 1);
              index.add(id);
              labels.put(id, label(found));
            });
    ObjectNode quantities =
        dimension.putObject("quantity").put("label", "Quantity").putObject("category");
    QUANTITIES.forEach(quantities.putArray("index")::add);

    ArrayNode values = dataset.putArray("value");
    ObjectNode status = dataset.putObject("status");
    links(dataset.putObject("link"), page.next());
    ObjectNode extension = dataset.putObject("extension");
    ArrayNode columns = extension.putArray("columns");
    ObservationRow.COLUMNS.stream()
        .filter(column -> !QUANTITIES.contains(column))
        .forEach(columns::add);
    ArrayNode rest = extension.putArray("observations");
    for (ObservationRow row : rows) {
      ObjectNode fields = json.valueToTree(row);
      if (row.value() != null && row.qualifier() != Qualifier.EXACT) {
        status.put(
            Integer.toString(values.size() + QUANTITIES.indexOf("value")),
            EnumCode.of(row.qualifier()));
      }
      QUANTITIES.forEach(quantity -> values.add(fields.remove(quantity)));
      rest.add(fields);
    }
    if (unit != null) {
      units(quantities.putObject("unit"), unit, values);
    }
    return dataset;
  }

  private static String label(FoundObservation found) {
    Figure figure = found.figure();
    MetricPeriod period =
        Objects.requireNonNullElse(figure.period(), new MetricPeriod(null, null, null, null));
    String dates =
        Stream.of(period.from(), period.to())
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(" to "));
    return Stream.concat(
            Stream.of(
                found.metric().title(),
                EnumCode.of(figure.role()),
                period.label() == null ? dates : period.label()),
            figure.dimensions().stream()
                .map(dimension -> dimension.name() + ": " + dimension.value()))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static void units(ObjectNode units, String unit, ArrayNode values) {
    for (String quantity : IN_THE_UNIT) {
      int decimals = 0;
      for (int i = QUANTITIES.indexOf(quantity); i < values.size(); i += QUANTITIES.size()) {
        decimals = Math.max(decimals, values.get(i).decimalValue().scale());
      }
      units.putObject(quantity).put("label", unit).put("decimals", decimals);
    }
  }

  private void links(ObjectNode link, @Nullable String next) {
    link.putArray("license").addObject().put("type", MediaType.TEXT_HTML).put("href", licenceUrl);
    if (next != null) {
      link.putArray("next")
          .addObject()
          .put("type", ObservationFormat.JSONSTAT.type())
          .put("href", next);
    }
  }
}
