package uk.casebook.organisation;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import uk.casebook.contract.Redirect;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** Councils over HTTP. */
@Path("/v1/councils")
public class CouncilResource {

  private final OrganisationService organisations;

  CouncilResource(OrganisationService organisations) {
    this.organisations = organisations;
  }

  /** Current and abolished councils by name. */
  @GET
  public Page<CouncilResponse> listCouncils(@Context UriInfo uri, @BeanParam CouncilFilter filter) {
    return organisations.listCouncils(ListRequest.of(uri), filter);
  }

  /** One council by GSS code, slug or id; a merged record leads to its other one. */
  @GET
  @Path("/{key}")
  public RestResponse<CouncilResponse> getCouncil(@RestPath String key) {
    Found<CouncilResponse> found = organisations.getCouncil(key);
    return found.movedTo() == null
        ? RestResponse.ok(found.response())
        : Redirect.permanent("/v1/councils/" + found.movedTo());
  }
}
