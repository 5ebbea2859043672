package uk.casebook.casestudy;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import uk.casebook.http.AtomFeed;
import uk.casebook.http.ListRequest;

/** Case studies as a feed over HTTP. */
@Path(CaseStudyFeedResource.ADDRESS)
public class CaseStudyFeedResource {

  static final String ADDRESS = "/v1/case-studies.atom";

  private final CaseStudyService caseStudies;

  CaseStudyFeedResource(CaseStudyService caseStudies) {
    this.caseStudies = caseStudies;
  }

  /** The list of case studies with all of their texts, newest first. */
  @GET
  @Produces(AtomFeed.TYPE)
  public String getCaseStudyFeed(@Context UriInfo uri, @BeanParam CaseStudyQuery query) {
    return caseStudies.feed(ListRequest.of(uri), query);
  }
}
