package uk.casebook.chart;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestPath;
import uk.casebook.casestudy.Reading;
import uk.casebook.metric.MetricService;

/** Metrics as pictures over HTTP. */
@Path("/v1/metrics/{key}/chart.svg")
public class ChartResource {

  private final MetricService metrics;

  ChartResource(MetricService metrics) {
    this.metrics = metrics;
  }

  /** One metric drawn. */
  @GET
  @Produces("image/svg+xml")
  public String getMetricChart(
      @RestPath String key, @BeanParam Reading reading, @BeanParam Look look) {
    return MetricChart.draw(metrics.getMetric(key, reading), look.pixels(), look.colours());
  }
}
