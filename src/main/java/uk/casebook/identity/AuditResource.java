package uk.casebook.identity;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** The audit over HTTP. */
@Path("/v1/audit")
public class AuditResource {

  private final AuditService audit;

  AuditResource(AuditService audit) {
    this.audit = audit;
  }

  /** Who changed what, the latest first. */
  @GET
  public Page<AuditResponse> listAudit(@Context UriInfo uri, @BeanParam AuditFilter filter) {
    return audit.listAudit(ListRequest.of(uri), filter);
  }
}
