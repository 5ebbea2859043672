package uk.casebook.metric;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import uk.casebook.casestudy.FundingProgrammeRef;

/** What a figure asks of funding programmes. */
public interface Programmes {

  /**
   * The programme that each of these metrics is told of; one that is told of none is left out, one
   * that is told of several has the programme that names the fewest figures.
   */
  Map<UUID, FundingProgrammeRef> ofMetrics(Collection<UUID> metricIds);
}
