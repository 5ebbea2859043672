package uk.casebook.casestudy;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a case study asks of its figures. */
public interface Figures {

  /**
   * The figures of versions of case studies in short, by version, in the order of the source; a
   * version without figures is left out.
   */
  Map<Long, List<MetricRef>> inShort(Collection<Long> caseStudyVersionIds);

  /** How many figures these versions have, by version; a version without figures is left out. */
  Map<Long, Integer> counts(Collection<Long> caseStudyVersionIds);

  /** Whether two versions have the same figures that say the same, in the same order. */
  boolean areSame(long caseStudyVersionId, long otherVersionId);
}
