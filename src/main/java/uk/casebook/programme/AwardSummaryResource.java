package uk.casebook.programme;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** Awards that are only reported in sum, over HTTP. */
@Path("/v1/award-summaries")
public class AwardSummaryResource {

  private final FundingProgrammeService programmes;

  AwardSummaryResource(FundingProgrammeService programmes) {
    this.programmes = programmes;
  }

  /** What is only reported in sum, by the name of its fund. */
  @GET
  public Page<AwardSummaryResponse> listAwardSummaries(
      @Context UriInfo uri, @RestQuery List<String> programme) {
    return programmes.listAwardSummaries(ListRequest.of(uri), programme);
  }
}
