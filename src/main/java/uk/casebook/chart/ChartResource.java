package uk.casebook.chart;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import uk.casebook.casestudy.Reading;
import uk.casebook.http.EnumCode;
import uk.casebook.metric.MetricService;

/** Metrics as pictures over HTTP. */
@Path("/v1/metrics/{key}/chart.svg")
public class ChartResource {

  private static final int USUAL_WIDTH = 640;

  private final MetricService metrics;

  ChartResource(MetricService metrics) {
    this.metrics = metrics;
  }

  /** One metric drawn. */
  @GET
  @Produces("image/svg+xml")
  public String getMetricChart(
      @RestPath String key,
      @BeanParam Reading reading,
      @RestQuery Optional<Integer> width,
      @RestQuery Optional<String> scheme) {
    return MetricChart.draw(
        metrics.getMetric(key, reading),
        width.orElse(USUAL_WIDTH),
        scheme.map(code -> EnumCode.parse(Scheme.class, code)).orElse(Scheme.AUTO));
  }
}
