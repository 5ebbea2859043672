package uk.casebook.metric;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import uk.casebook.casestudy.Reading;
import uk.casebook.http.Document;
import uk.casebook.http.Documents;
import uk.casebook.http.Identified;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** Metrics over HTTP. */
@Path("/v1/metrics")
public class MetricResource {

  private final MetricService metrics;
  private final MetricEditingService editing;
  private final PublishedMetrics published;
  private final Documents documents;

  MetricResource(
      MetricService metrics,
      MetricEditingService editing,
      PublishedMetrics published,
      Documents documents) {
    this.metrics = metrics;
    this.editing = editing;
    this.published = published;
    this.documents = documents;
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
  public Identified getMetric(@RestPath String key, @BeanParam Reading reading) {
    Optional<Document> made =
        reading.isPublished() ? documents.find(published, key) : Optional.empty();
    return made.<Identified>map(document -> document)
        .orElseGet(() -> metrics.getMetric(key, reading));
  }

  /** Adds a metric to the draft of its case study. */
  @POST
  public RestResponse<MetricResponse> createMetric(MetricRequest request) {
    MetricResponse created = editing.createMetric(request);
    return RestResponse.ResponseBuilder.<MetricResponse>created(
            URI.create(created.href() + "?view=working"))
        .entity(created)
        .build();
  }

  /** Writes a metric anew in the draft of its case study. */
  @PUT
  @Path("/{key}")
  public MetricResponse replaceMetric(@RestPath String key, MetricRequest request) {
    return editing.replaceMetric(key, request);
  }

  /** Changes some fields of a metric in the draft of its case study. */
  @PATCH
  @Path("/{key}")
  @Consumes("application/merge-patch+json")
  public MetricResponse patchMetric(@RestPath String key, JsonNode patch) {
    return editing.patchMetric(key, patch);
  }

  /** Takes a metric out of the draft of its case study. */
  @DELETE
  @Path("/{key}")
  public void deleteMetric(@RestPath String key) {
    editing.deleteMetric(key);
  }
}
