package uk.casebook.casestudy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What case studies and their figures ask of grants. */
public interface Grants {

  /**
   * The grants that case studies tell of and everybody may see, by case study, the newest award
   * first; a case study that tells of none is left out.
   */
  Map<UUID, List<GrantRef>> ofCaseStudies(Collection<UUID> caseStudyIds);

  /**
   * The grant that each of these metrics tells of and everybody may see, the newest award if there
   * are several; a metric that tells of none is left out.
   */
  Map<UUID, GrantRef> ofMetrics(Collection<UUID> metricIds);
}
