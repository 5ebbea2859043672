package uk.casebook.casestudy;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import uk.casebook.http.ListRequest;

/** Case studies over HTTP. */
@Path("/v1/case-studies")
public class CaseStudyResource {

  private final CaseStudyService caseStudies;

  CaseStudyResource(CaseStudyService caseStudies) {
    this.caseStudies = caseStudies;
  }

  /** Published case studies, newest first or by relevance to a search. */
  @GET
  public CaseStudyPage listCaseStudies(@Context UriInfo uri, @BeanParam CaseStudyQuery query) {
    return caseStudies.listCaseStudies(ListRequest.of(uri), query);
  }

  /** One published case study by slug or id. */
  @GET
  @Path("/{key}")
  public CaseStudyResponse getCaseStudy(@RestPath String key) {
    return caseStudies.getCaseStudy(key);
  }

  /** The published case studies most like one. */
  @GET
  @Path("/{key}/related")
  public RelatedResponse listRelatedCaseStudies(
      @RestPath String key, @RestQuery @DefaultValue("5") int limit) {
    return caseStudies.listRelatedCaseStudies(key, limit);
  }
}
