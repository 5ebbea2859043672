package uk.casebook.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import uk.casebook.contract.Redirect;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** Organisations of every kind over HTTP. */
@Path("/v1/organisations")
public class OrganisationResource {

  private final OrganisationService organisations;
  private final OrganisationEditingService editing;

  OrganisationResource(OrganisationService organisations, OrganisationEditingService editing) {
    this.organisations = organisations;
    this.editing = editing;
  }

  /** Every body in the register by name. */
  @GET
  public Page<OrganisationResponse> listOrganisations(
      @Context UriInfo uri, @BeanParam OrganisationFilter filter) {
    return organisations.listOrganisations(ListRequest.of(uri), filter);
  }

  /** One organisation by id or slug; a merged record leads to the one that it was merged into. */
  @GET
  @Path("/{key}")
  public RestResponse<OrganisationResponse> getOrganisation(@RestPath String key) {
    Found<OrganisationResponse> found = organisations.getOrganisation(key);
    return found.movedTo() == null
        ? RestResponse.ok(found.response())
        : Redirect.permanent("/v1/organisations/" + found.movedTo());
  }

  /** Enters an organisation that is no council. */
  @POST
  public RestResponse<OrganisationResponse> createOrganisation(OrganisationRequest request) {
    OrganisationResponse created = editing.createOrganisation(request);
    return RestResponse.ResponseBuilder.<OrganisationResponse>created(URI.create(created.href()))
        .entity(created)
        .build();
  }

  /** Says all of an organisation anew. */
  @PUT
  @Path("/{key}")
  public OrganisationResponse replaceOrganisation(
      @RestPath String key, OrganisationRequest request) {
    return editing.replaceOrganisation(key, request);
  }

  /** Changes some fields of an organisation. */
  @PATCH
  @Path("/{key}")
  @Consumes("application/merge-patch+json")
  public OrganisationResponse patchOrganisation(@RestPath String key, JsonNode patch) {
    return editing.patchOrganisation(key, patch);
  }

  /** Merges a record into another one of the same body. */
  @POST
  @Path("/{key}/merge")
  public OrganisationResponse mergeOrganisation(
      @RestPath String key, OrganisationMergeRequest request) {
    return editing.mergeOrganisation(key, request);
  }
}
