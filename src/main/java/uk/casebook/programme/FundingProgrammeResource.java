package uk.casebook.programme;

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
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** Funding programmes over HTTP. */
@Path("/v1/funding-programmes")
public class FundingProgrammeResource {

  private final FundingProgrammeService programmes;
  private final FundingProgrammeEditingService editing;

  FundingProgrammeResource(
      FundingProgrammeService programmes, FundingProgrammeEditingService editing) {
    this.programmes = programmes;
    this.editing = editing;
  }

  /** Funds and their rounds by name. */
  @GET
  public Page<FundingProgrammeResponse> listFundingProgrammes(
      @Context UriInfo uri, @BeanParam FundingProgrammeFilter filter) {
    return programmes.listFundingProgrammes(ListRequest.of(uri), filter);
  }

  /** One programme by id or slug. */
  @GET
  @Path("/{key}")
  public FundingProgrammeResponse getFundingProgramme(@RestPath String key) {
    return programmes.getFundingProgramme(key);
  }

  /** Enters a programme; everybody sees it at once. */
  @POST
  public RestResponse<FundingProgrammeResponse> createFundingProgramme(
      FundingProgrammeRequest request) {
    FundingProgrammeResponse created = editing.createFundingProgramme(request);
    return RestResponse.ResponseBuilder.<FundingProgrammeResponse>created(
            URI.create(created.href()))
        .entity(created)
        .build();
  }

  /** Says all of a programme anew. */
  @PUT
  @Path("/{key}")
  public FundingProgrammeResponse replaceFundingProgramme(
      @RestPath String key, FundingProgrammeRequest request) {
    return editing.replaceFundingProgramme(key, request);
  }

  /** Changes some fields of a programme. */
  @PATCH
  @Path("/{key}")
  @Consumes("application/merge-patch+json")
  public FundingProgrammeResponse patchFundingProgramme(@RestPath String key, JsonNode patch) {
    return editing.patchFundingProgramme(key, patch);
  }
}
