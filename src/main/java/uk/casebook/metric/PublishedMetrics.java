package uk.casebook.metric;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import uk.casebook.casestudy.PublishedCaseStudies;
import uk.casebook.http.Published;

/** Metrics for the change feed. */
@ApplicationScoped
public class PublishedMetrics implements Published {

  private final MetricService metrics;
  private final MetricRepository kept;
  private final PublishedCaseStudies caseStudies;

  PublishedMetrics(MetricService metrics, MetricRepository kept, PublishedCaseStudies caseStudies) {
    this.metrics = metrics;
    this.kept = kept;
    this.caseStudies = caseStudies;
  }

  @Override
  public String resource() {
    return MetricEditingService.RESOURCE;
  }

  @Override
  public boolean isTimeless() {
    return true;
  }

  @Override
  public String href(String slug) {
    return MetricResponse.href(slug);
  }

  @Override
  public Map<UUID, MetricResponse> answers(Collection<UUID> ids) {
    return metrics.publicResponses(kept.publicOr(Set.of(), ids));
  }

  /** One that went with its case study has its reason and its successor. */
  @Override
  public Map<UUID, Gone> gone(Collection<UUID> ids) {
    Map<UUID, UUID> studies = kept.caseStudies(ids);
    Map<UUID, Gone> gone = caseStudies.gone(studies.values());
    return studies.entrySet().stream()
        .filter(metric -> gone.containsKey(metric.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, metric -> gone.get(metric.getValue())));
  }
}
