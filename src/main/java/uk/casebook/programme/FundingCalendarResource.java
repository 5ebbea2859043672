package uk.casebook.programme;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Deadlines as a calendar over HTTP. */
@Path("/v1/funding-programmes.ics")
public class FundingCalendarResource {

  private final FundingProgrammeService programmes;

  FundingCalendarResource(FundingProgrammeService programmes) {
    this.programmes = programmes;
  }

  /** The deadlines of all programmes, and the days on which they open and close. */
  @GET
  @Produces("text/calendar")
  public String getFundingCalendar() {
    return programmes.calendar();
  }
}
