package uk.casebook.metric;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Summaries of figures over HTTP. */
@Path("/v1/metrics/summary")
public class SummaryResource {

  private final SummaryService summaries;

  SummaryResource(SummaryService summaries) {
    this.summaries = summaries;
  }

  /** The figures that a filter selects, grouped, added up and accounted for. */
  @GET
  public SummaryResponse summariseMetrics(
      @BeanParam MetricFilter filter, @RestQuery Optional<String> groupBy) {
    return summaries.summariseMetrics(filter, GroupBy.levels(groupBy));
  }
}
