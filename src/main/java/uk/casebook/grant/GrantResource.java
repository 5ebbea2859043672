package uk.casebook.grant;

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
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** Grants over HTTP. */
@Path("/v1/grants")
public class GrantResource {

  private final GrantService grants;
  private final GrantEditingService editing;

  GrantResource(GrantService grants, GrantEditingService editing) {
    this.grants = grants;
    this.editing = editing;
  }

  /** Grants, the newest award first. */
  @GET
  public Page<GrantResponse> listGrants(@Context UriInfo uri, @BeanParam GrantFilter filter) {
    return grants.listGrants(ListRequest.of(uri), filter);
  }

  /** One grant by identifier or id. */
  @GET
  @Path("/{key}")
  public GrantResponse getGrant(@RestPath String key) {
    return grants.getGrant(key);
  }

  /** Says anew what is told of a grant. */
  @PUT
  @Path("/{key}")
  public GrantResponse replaceGrant(@RestPath String key, GrantRequest request) {
    return editing.replaceGrant(key, request);
  }

  /** Changes some of what is told of a grant. */
  @PATCH
  @Path("/{key}")
  @Consumes("application/merge-patch+json")
  public GrantResponse patchGrant(@RestPath String key, JsonNode patch) {
    return editing.patchGrant(key, patch);
  }

  /** Everything that it pays for was delivered. */
  @POST
  @Path("/{key}/complete")
  public GrantResponse completeGrant(@RestPath String key, CompletionRequest request) {
    return editing.completeGrant(key, request);
  }

  /** Takes a grant back. */
  @POST
  @Path("/{key}/cancel")
  public GrantResponse cancelGrant(@RestPath String key, CancellationRequest request) {
    return editing.cancelGrant(key, request);
  }

  /** Tells what came of a grant. */
  @PUT
  @Path("/{key}/evaluation")
  public GrantResponse evaluateGrant(@RestPath String key, EvaluationRequest request) {
    return editing.evaluateGrant(key, request);
  }

  /** Tells of something that was delivered with the money. */
  @POST
  @Path("/{key}/interventions")
  public RestResponse<GrantResponse> addIntervention(
      @RestPath String key, InterventionRequest request) {
    GrantResponse grant = editing.addIntervention(key, request);
    return RestResponse.ResponseBuilder.<GrantResponse>created(URI.create(grant.href()))
        .entity(grant)
        .build();
  }

  /** Tells of it anew. */
  @PUT
  @Path("/{key}/interventions/{id}")
  public GrantResponse replaceIntervention(
      @RestPath String key, @RestPath UUID id, InterventionRequest request) {
    return editing.replaceIntervention(key, id, request);
  }

  /** Takes back that it was delivered. */
  @DELETE
  @Path("/{key}/interventions/{id}")
  public void deleteIntervention(@RestPath String key, @RestPath UUID id) {
    editing.deleteIntervention(key, id);
  }
}
