package uk.casebook.metric;

import jakarta.persistence.Column;
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
    @Column(name = "case_study_version_id") long caseStudyVersionId,
    String kind,
    String polarity,
    @Nullable String indicator,
    @Nullable Verdict verdict,
    @Nullable Refusal refusal,
    boolean individual,
    String unit,
    @Nullable Integer year) {

  static List<ComputedChange> of(MetricVersion version) {
    MetricContent metric = version.content();
    Changes changes = Changes.of(metric, version.figures());
    return Stream.concat(
            changes.made().stream()
                .map(
                    change ->
                        of(
                            version,
                            change.series(),
                            change.verdict(),
                            null,
                            change.to().unitOr(metric.unit()),
                            change.to().lastDay())),
            changes.refused().stream()
                .map(
                    change ->
                        of(version, change.series(), null, change.code(), metric.unit(), null)))
        .toList();
  }

  private static ComputedChange of(
      MetricVersion version,
      Series series,
      @Nullable Verdict verdict,
      @Nullable Refusal refusal,
      String unit,
      @Nullable LocalDate end) {
    MetricContent metric = version.content();
    return new ComputedChange(
        version.caseStudyVersionId(),
        metric.kind(),
        metric.polarity(),
        metric.indicator(),
        verdict,
        refusal,
        series.isIndividual(),
        unit,
        end == null ? null : end.getYear());
  }
}
