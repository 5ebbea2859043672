package uk.casebook.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import uk.casebook.casestudy.CaseStudyRef;
import uk.casebook.http.JsonSettings;
import uk.casebook.metric.Changes;
import uk.casebook.metric.MetricRequest;
import uk.casebook.metric.MetricResponse;
import uk.casebook.metric.MetricSource;

/** The metrics that the register ships with, as they are read, straight from their files. */
final class ShippedMetrics {

  private static final Path FILES = Path.of("src/main/resources/dataset/case-studies");
  private static final ObjectMapper JSON = mapper();
  private static final List<MetricResponse> ALL = read();

  private ShippedMetrics() {}

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    new JsonSettings().customize(mapper);
    return mapper;
  }

  static List<MetricResponse> all() {
    return ALL;
  }

  static MetricResponse metric(String slug) {
    return ALL.stream().filter(metric -> metric.slug().equals(slug)).findFirst().orElseThrow();
  }

  private static List<MetricResponse> read() {
    List<MetricResponse> metrics = new ArrayList<>();
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.sorted().toList()) {
        JsonNode read = JSON.readTree(file.toFile());
        JsonNode study = read.get("caseStudy");
        for (JsonNode metric : read.get("metrics")) {
          metrics.add(
              response(
                  JSON.treeToValue(metric, MetricRequest.class),
                  CaseStudyRef.of(study.get("slug").asText(), study.get("title").asText())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return metrics;
  }

  /** A metric with figures of your own, given as they come in. */
  static MetricResponse metric(String slug, String json) {
    try {
      ObjectNode whole =
          JSON.createObjectNode()
              .put("slug", slug)
              .put("title", "Carers who were answered")
              .put("statement", "Carers were answered.")
              .put("kind", "outcome")
              .put("unit", "people")
              .put("polarity", "neutral");
      whole.setAll((ObjectNode) JSON.readTree(json));
      return response(
          JSON.treeToValue(whole, MetricRequest.class), CaseStudyRef.of("study", "A study"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MetricResponse response(MetricRequest metric, CaseStudyRef study) {
    String slug = String.valueOf(metric.slug());
    Changes changes = Changes.of(metric.content(), metric.observations());
    return new MetricResponse(
        new UUID(0, 0),
        slug,
        metric.title(),
        metric.statement(),
        study,
        null,
        null,
        metric.kind(),
        metric.unit(),
        metric.per(),
        metric.polarity(),
        metric.scale(),
        metric.indicator(),
        metric.observations(),
        metric.reportedChanges(),
        changes.made(),
        changes.refused(),
        List.of(),
        metric.caveats(),
        metric.source() == null ? new MetricSource(null, null) : metric.source(),
        "/v1/metrics/" + slug);
  }
}
