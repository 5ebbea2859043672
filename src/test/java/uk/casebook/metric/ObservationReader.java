package uk.casebook.metric;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the rows of observations back from each format, by what the contract says of it alone. */
final class ObservationReader {

  private static final Set<String> NO_TEXT =
      Set.of(
          "value",
          "low",
          "high",
          "numerator",
          "denominator",
          "outOf",
          "baseCount",
          "cumulative",
          "individual");

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

  private ObservationReader() {}

  static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  static List<JsonNode> fromCsv(String text) {
    List<JsonNode> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(text)) {
      for (NamedCsvRecord line : lines) {
        ObjectNode row = JSON.createObjectNode();
        for (String column : line.getHeader()) {
          String cell = line.getField(column);
          if (NO_TEXT.contains(column) && !cell.isEmpty()) {
            row.set(column, JSON.readTree(cell));
          } else if (!cell.isEmpty()) {
            row.put(column, cell.matches("(?s)'+[=+@\\t\\r-].*") ? cell.substring(1) : cell);
          }
        }
        rows.add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  static List<JsonNode> fromJsonStat(JsonNode dataset) {
    JsonNode quantities = dataset.at("/dimension/quantity/category/index");
    List<JsonNode> rows = new ArrayList<>();
    for (JsonNode rest : dataset.at("/extension/observations")) {
      ObjectNode row = rest.deepCopy();
      for (int i = 0; i < quantities.size(); i++) {
        JsonNode value = dataset.path("value").get(rows.size() * quantities.size() + i);
        if (!value.isNull()) {
          row.set(quantities.get(i).asText(), value);
        }
      }
      rows.add(row);
    }
    return rows;
  }

  static List<JsonNode> fromIati(JsonNode document) {
    return list(document.at("/extension/observations")).stream()
        .<JsonNode>map(entry -> row(document, entry))
        .toList();
  }

  private static ObjectNode row(JsonNode document, JsonNode entry) {
    ObjectNode row = entry.get("row").deepCopy();
    if (!entry.has("at")) {
      return row;
    }
    String at = entry.get("at").textValue();
    String[] steps = at.split("/", -1);
    JsonNode result = document.at("/results/" + steps[2]);
    JsonNode indicator = result.at("/indicator/" + steps[4]);
    JsonNode value = document.at(at);
    row.set("metricTitle", result.at("/title/narrative"));
    row.put("role", steps[steps.length - 2]);
    if (steps[5].equals("period")) {
      JsonNode period = indicator.at("/period/" + steps[6]);
      set(row, "periodFrom", period.at("/period-start/@iso-date"));
      set(row, "periodTo", period.at("/period-end/@iso-date"));
    } else {
      set(row, "periodFrom", value.path("@iso-date"));
      set(row, "periodTo", value.path("@iso-date"));
    }
    boolean inWords = indicator.get("@measure").textValue().equals("5");
    set(row, "value", value.path("@value"));
    set(row, inWords ? "valueText" : "note", value.at("/comment/narrative"));
    ArrayNode dimensions = (ArrayNode) value.get("dimension");
    if (!dimensions.isEmpty()) {
      row.put(
          "dimensions",
          list(dimensions).stream()
              .map(one -> one.get("@name").textValue() + "=" + one.get("@value").textValue())
              .collect(Collectors.joining("; ")));
    }
    return row;
  }

  private static void set(ObjectNode row, String column, JsonNode value) {
    if (!value.isMissingNode()) {
      row.set(column, value);
    }
  }
}
