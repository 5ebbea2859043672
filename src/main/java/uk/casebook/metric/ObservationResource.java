package uk.casebook.metric;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import uk.casebook.contract.Accept;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** Observations over HTTP: the figures flat, as JSON or CSV. */
@Path("/v1/observations")
public class ObservationResource {

  private static final MediaType CSV = new MediaType("text", "csv", "utf-8");
  private static final List<String> FORMATS = List.of(MediaType.APPLICATION_JSON, "text/csv");

  private final MetricService metrics;
  private final ObservationCsv csv;

  ObservationResource(MetricService metrics, ObservationCsv csv) {
    this.metrics = metrics;
    this.csv = csv;
  }

  /** One flat row an observation. */
  @GET
  public RestResponse<?> listObservations(
      @Context UriInfo uri,
      @BeanParam MetricFilter filter,
      @RestQuery Optional<String> format,
      @RestHeader("Accept") Optional<String> accept) {
    Page<ObservationRow> page = metrics.listObservations(ListRequest.of(uri), filter);
    if (!wantsCsv(format, accept)) {
      return RestResponse.ResponseBuilder.ok(page, MediaType.APPLICATION_JSON_TYPE).build();
    }
    var answer = RestResponse.ResponseBuilder.ok(csv.write(page.items()), CSV);
    if (page.next() != null) {
      answer.header("Link", "<%s>; rel=\"next\"".formatted(page.next()));
    }
    return answer.build();
  }

  private static boolean wantsCsv(Optional<String> format, Optional<String> accept) {
    return format
        .map("csv"::equals)
        .orElseGet(
            () -> Accept.best(accept.orElse(null), FORMATS).filter("text/csv"::equals).isPresent());
  }
}
