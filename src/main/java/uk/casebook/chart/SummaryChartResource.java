package uk.casebook.chart;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import uk.casebook.metric.GroupBy;
import uk.casebook.metric.MetricFilter;
import uk.casebook.metric.SummaryService;

/** Summaries as pictures over HTTP. */
@Path("/v1/metrics/summary/chart.svg")
public class SummaryChartResource {

  private final SummaryService summaries;

  SummaryChartResource(SummaryService summaries) {
    this.summaries = summaries;
  }

  /** The figures that a filter selects, grouped and drawn. */
  @GET
  @Produces("image/svg+xml")
  public String getSummaryChart(
      @BeanParam MetricFilter filter, @RestQuery Optional<String> groupBy, @BeanParam Look look) {
    return SummaryChart.draw(
        summaries.summariseMetrics(filter, GroupBy.levels(groupBy)), look.pixels(), look.colours());
  }
}
