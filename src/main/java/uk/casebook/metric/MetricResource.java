package uk.casebook.metric;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** Metrics over HTTP. */
@Path("/v1/metrics")
public class MetricResource {

  private final MetricService metrics;

  MetricResource(MetricService metrics) {
    this.metrics = metrics;
  }

  /** The metrics of the published case studies with their observations. */
  @GET
  public Page<MetricResponse> listMetrics(
      @Context UriInfo uri, @BeanParam MetricFilter filter, @RestQuery Optional<String> sort) {
    return metrics.listMetrics(
        ListRequest.of(uri), filter, sort.filter("council"::equals).isPresent());
  }

  /** One metric by slug or id. */
  @GET
  @Path("/{key}")
  public MetricResponse getMetric(@RestPath String key) {
    return metrics.getMetric(key);
  }
}
