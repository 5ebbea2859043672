package uk.casebook.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.casebook.contract.Descriptions;

/**
 * Describes the CSV of observations (W3C Recommendation "Metadata Vocabulary for Tabular Data",
 * CSVW). It names no primary key: no columns tell all rows apart.
 */
@Singleton
class ObservationCsvw {

  private final Descriptions descriptions;
  private final ObjectMapper json;
  private final String licenceUrl;

  ObservationCsvw(
      Descriptions descriptions,
      ObjectMapper json,
      @ConfigProperty(name = "casebook.licence-url") String licenceUrl) {
    this.descriptions = descriptions;
    this.json = json;
    this.licenceUrl = licenceUrl;
  }

  /** The description of the table at this address. */
  JsonNode describe(String url) {
    ObjectNode table = json.createObjectNode();
    table.putArray("@context").add("http://www.w3.org/ns/csvw").addObject().put("@language", "en");
    table
        .put("url", url)
        .put("dc:title", "Observations of the Casebook register")
        .put(
            "dc:description",
            "A text that a spreadsheet would run as a formula has an apostrophe in front of it.")
        .put("dc:source", "Casebook; the column source names the publication of each figure.");
    table.putObject("dc:license").put("@id", licenceUrl);
    table
        .putObject("dialect")
        .put("encoding", "utf-8")
        .put("delimiter", ",")
        .put("quoteChar", "\"")
        .put("doubleQuote", true)
        .put("header", true)
        .putArray("lineTerminators")
        .add("\r\n");
    ArrayNode columns = table.putObject("tableSchema").putArray("columns");
    for (Descriptions.Property property : descriptions.properties("ObservationRow")) {
      ObjectNode column =
          columns
              .addObject()
              .put("name", property.name())
              .put("titles", property.name())
              .put("required", property.required());
      if (property.description() != null) {
        column.put("dc:description", property.description());
      }
      String pattern = property.pattern();
      // A format has to match a whole value (Metadata Vocabulary for Tabular Data, 6.4.5).
      if (pattern == null || !pattern.startsWith("^")) {
        column.put("datatype", datatype(property.type()));
      } else {
        column.putObject("datatype").put("base", "string").put("format", pattern);
      }
    }
    return table;
  }

  private static String datatype(String jsonType) {
    return jsonType.equals("number") ? "decimal" : jsonType;
  }
}
