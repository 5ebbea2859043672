package uk.casebook.metric;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyRef;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.casestudy.GrantRef;
import uk.casebook.casestudy.MetricRef;
import uk.casebook.http.Identified;

/** A metric with its observations as it is read. */
public record MetricResponse(
    UUID id,
    String slug,
    String title,
    String statement,
    CaseStudyRef caseStudy,
    @Nullable FundingProgrammeRef programme,
    @Nullable GrantRef grant,
    String kind,
    String unit,
    @Nullable String per,
    String polarity,
    @Nullable Scale scale,
    @Nullable String indicator,
    List<Figure> observations,
    List<ReportedChange> reportedChanges,
    List<Change> changes,
    List<RefusedChange> changesRefused,
    List<MetricRef> conflictsWith,
    List<String> caveats,
    MetricSource source,
    String href)
    implements Identified {

  /**
   * The response to a metric.
   *
   * @param inShort the metrics that it conflicts with, by id
   * @param programmes the funding programmes that metrics are told of, by the metric's id
   * @param grants the grants that metrics tell of, by the metric's id
   */
  static MetricResponse from(
      MetricVersion version,
      CaseStudyRef caseStudy,
      Map<UUID, MetricRef> inShort,
      Map<UUID, FundingProgrammeRef> programmes,
      Map<UUID, GrantRef> grants) {
    Metric metric = version.metric();
    MetricContent content = version.content();
    MetricSource source = content.source();
    Changes changes = Changes.of(content, version.figures());
    return new MetricResponse(
        metric.id(),
        metric.slug(),
        content.title(),
        content.statement(),
        caseStudy,
        programmes.get(metric.id()),
        grants.get(metric.id()),
        content.kind(),
        content.unit(),
        content.per(),
        content.polarity(),
        content.scale(),
        content.indicator(),
        version.figures(),
        content.reportedChanges(),
        changes.made(),
        changes.refused(),
        version.conflictsWith().stream()
            .map(other -> inShort.get(other.id()))
            .filter(Objects::nonNull)
            .toList(),
        content.caveats(),
        source == null ? new MetricSource(null, null) : source,
        href(metric.slug()));
  }

  static String href(String slug) {
    return "/v1/metrics/" + slug;
  }
}
