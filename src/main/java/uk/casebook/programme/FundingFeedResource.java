package uk.casebook.programme;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import uk.casebook.http.AtomFeed;

/** Open calls as a feed over HTTP. */
@Path("/v1/funding-programmes.atom")
public class FundingFeedResource {

  private final FundingProgrammeService programmes;

  FundingFeedResource(FundingProgrammeService programmes) {
    this.programmes = programmes;
  }

  /** The programmes that take applications now, newest first. */
  @GET
  @Produces(AtomFeed.TYPE)
  public String getFundingFeed() {
    return programmes.feed();
  }
}
