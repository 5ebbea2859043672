package uk.casebook.organisation;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestPath;
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

  /** One council by GSS code, slug or id. */
  @GET
  @Path("/{key}")
  public CouncilResponse getCouncil(@RestPath String key) {
    return organisations.getCouncil(key);
  }
}
