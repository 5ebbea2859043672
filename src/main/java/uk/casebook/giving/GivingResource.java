package uk.casebook.giving;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import uk.casebook.http.RegisterMark;
import uk.casebook.http.Streamed;

/** Grants for 360Giving over HTTP. */
@Path("/v1/exports")
public class GivingResource {

  private final GivingPackage grants;
  private final RegisterMark register;

  GivingResource(GivingPackage grants, RegisterMark register) {
    this.grants = grants;
    this.register = register;
  }

  /** All grants as a package of 360Giving 1.4. */
  @GET
  @Path("/360giving.json")
  @Produces("application/json")
  public Streamed exportGiving(@Context UriInfo uri) {
    String base = uri.getBaseUri().toString();
    String state = register.mark() + ' ' + uri.getRequestUri();
    Instant modified = grants.modified();
    return new Streamed(state, out -> grants.writeJson(modified, base, out));
  }

  /** The same as a table. */
  @GET
  @Path("/360giving.csv")
  @Produces("text/csv;charset=utf-8")
  public Streamed exportGivingCsv(@Context UriInfo uri) {
    String base = uri.getBaseUri().toString();
    String state = register.mark() + ' ' + uri.getRequestUri();
    Instant modified = grants.modified();
    return new Streamed(state + modified, out -> grants.writeCsv(base, out));
  }
}
