package uk.casebook.metric;

import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change as the database finds and counts it.
 *
 * @param verdict absent where the change is refused
 * @param refusal why it is refused
 * @param individual it is about one person
 * @param unit of the figures
 * @param year in which the result's period ends
 */
@Embeddable
record ComputedChange(
    @Nullable Verdict verdict,
    @Nullable Refusal refusal,
    boolean individual,
    String unit,
    @Nullable Integer year) {

  static List<ComputedChange> of(MetricContent metric, List<Figure> figures) {
    Changes changes = Changes.of(metric, figures);
    return Stream.concat(
            changes.made().stream().map(change -> made(metric, change)),
            changes.refused().stream()
                .map(
                    change ->
                        new ComputedChange(
                            null,
                            change.code(),
                            change.series().isIndividual(),
                            metric.unit(),
                            null)))
        .toList();
  }

  private static ComputedChange made(MetricContent metric, Change change) {
    LocalDate end = change.to().lastDay();
    return new ComputedChange(
        change.verdict(),
        null,
        change.series().isIndividual(),
        change.to().unitOr(metric.unit()),
        end == null ? null : end.getYear());
  }
}
