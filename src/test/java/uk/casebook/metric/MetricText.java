package uk.casebook.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import uk.casebook.http.JsonSettings;

/** Figures and metrics as they are written, without the quotes round names. */
final class MetricText {

  static final ObjectMapper JSON = mapper();

  private MetricText() {}

  static Figure figure(String text) {
    return read(text, Figure.class);
  }

  /** A metric, of which higher is better unless it says otherwise, with these observations. */
  static MetricRequest metric(String text, List<Figure> observations) {
    ObjectNode metric = (ObjectNode) read("{polarity: 'higher-is-better'}", JsonNode.class);
    metric.setAll((ObjectNode) read(text, JsonNode.class));
    metric.set("observations", JSON.valueToTree(observations));
    return JSON.convertValue(metric, MetricRequest.class);
  }

  private static <T> T read(String text, Class<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();
    new JsonSettings().customize(mapper);
    return mapper;
  }
}
