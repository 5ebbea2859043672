package uk.casebook.revision;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyRequest;
import uk.casebook.metric.MetricRequest;

/**
 * A case study with its figures as one file: what one version says, in the shape that it is written
 * in. It holds no contacts.
 */
public record CaseStudyFile(CaseStudyRequest caseStudy, List<MetricRequest> metrics) {

  /** A file without figures may leave them out. */
  public CaseStudyFile {
    metrics = known(metrics);
  }

  private static List<MetricRequest> known(@Nullable List<MetricRequest> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
