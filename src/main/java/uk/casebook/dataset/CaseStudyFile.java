package uk.casebook.dataset;

import java.util.List;
import uk.casebook.casestudy.CaseStudyRequest;
import uk.casebook.metric.MetricRequest;

/** A case study with its figures as one file. */
record CaseStudyFile(CaseStudyRequest caseStudy, List<MetricRequest> metrics) {}
