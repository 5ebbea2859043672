package uk.casebook.grant;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** Ledgers of grants over HTTP. */
@Path("/v1/grants/{key}/ledger")
public class LedgerResource {

  private final LedgerService ledgers;

  LedgerResource(LedgerService ledgers) {
    this.ledgers = ledgers;
  }

  /** The entries as they were made. */
  @GET
  public Page<LedgerEntryResponse> listLedger(@Context UriInfo uri, @RestPath String key) {
    return ledgers.listLedger(ListRequest.of(uri), key);
  }

  /** Enters what happened to the money; the same again answers what is there. */
  @POST
  public RestResponse<LedgerEntryResponse> createLedgerEntry(
      @RestPath String key, LedgerEntryRequest request) {
    LedgerService.Entered entered = ledgers.createLedgerEntry(key, request);
    return entered.created()
        ? RestResponse.ResponseBuilder.<LedgerEntryResponse>created(URI.create(entered.href()))
            .entity(entered.entry())
            .build()
        : RestResponse.ok(entered.entry());
  }
}
