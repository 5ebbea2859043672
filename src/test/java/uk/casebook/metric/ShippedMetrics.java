package uk.casebook.metric;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The metrics that the register ships with, straight from their files. */
final class ShippedMetrics {

  private ShippedMetrics() {}

  static List<MetricRequest> all() {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/dataset/case-studies"))) {
      return files.sorted().flatMap(file -> read(file).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MetricRequest named(String slug) {
    return all().stream().filter(metric -> slug.equals(metric.slug())).findFirst().orElseThrow();
  }

  private static List<MetricRequest> read(Path file) {
    try {
      return MetricText.JSON.convertValue(
          MetricText.JSON.readTree(file.toFile()).path("metrics"), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
