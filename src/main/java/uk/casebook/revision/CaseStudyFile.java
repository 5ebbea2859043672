package uk.casebook.revision;

import java.util.List;
import uk.casebook.casestudy.CaseStudyRequest;
import uk.casebook.contract.Bodies;
import uk.casebook.metric.MetricRequest;

/**
 * A case study with its figures as one file: what one version says, in the shape that it is written
 * in. It holds no contacts.
 */
public record CaseStudyFile(CaseStudyRequest caseStudy, List<MetricRequest> metrics) {

  /** A file without figures may leave them out. */
  public CaseStudyFile {
    metrics = Bodies.orEmpty(metrics);
  }
}
