package uk.casebook.organisation;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestPath;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** Organisations of every kind over HTTP. */
@Path("/v1/organisations")
public class OrganisationResource {

  private final OrganisationService organisations;

  OrganisationResource(OrganisationService organisations) {
    this.organisations = organisations;
  }

  /** Every body in the register by name. */
  @GET
  public Page<OrganisationResponse> listOrganisations(
      @Context UriInfo uri, @BeanParam OrganisationFilter filter) {
    return organisations.listOrganisations(ListRequest.of(uri), filter);
  }

  /** One organisation by id or slug. */
  @GET
  @Path("/{key}")
  public OrganisationResponse getOrganisation(@RestPath String key) {
    return organisations.getOrganisation(key);
  }
}
