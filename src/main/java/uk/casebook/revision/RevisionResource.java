package uk.casebook.revision;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import uk.casebook.casestudy.Reading;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** Versions and files of case studies over HTTP. */
@Path("/v1/case-studies/{key}")
public class RevisionResource {

  private final RevisionService revisions;

  RevisionResource(RevisionService revisions) {
    this.revisions = revisions;
  }

  /** The versions of a case study, the latest first. */
  @GET
  @Path("/revisions")
  public Page<RevisionResponse> listRevisions(
      @Context UriInfo uri, @RestPath String key, @BeanParam Reading reading) {
    return revisions.listRevisions(ListRequest.of(uri), key, reading);
  }

  /** One version with what it said. */
  @GET
  @Path("/revisions/{version}")
  public RevisionResponse getRevision(
      @RestPath String key, @RestPath int version, @BeanParam Reading reading) {
    return revisions.getRevision(key, version, reading);
  }

  /** A case study with its figures as a file. */
  @GET
  @Path("/file")
  public RestResponse<CaseStudyFile> getCaseStudyFile(
      @RestPath String key, @BeanParam Reading reading) {
    CaseStudyFile file = revisions.getCaseStudyFile(key, reading);
    return RestResponse.ResponseBuilder.ok(file)
        .header(
            "Content-Disposition",
            "attachment; filename=\"%s.json\"".formatted(file.caseStudy().slug()))
        .build();
  }

  /** Reads a file in as a draft, or tells what that would change. */
  @PUT
  @Path("/file")
  public RestResponse<?> replaceCaseStudyFile(
      @RestPath String key, @RestQuery boolean dryRun, CaseStudyFile file) {
    return dryRun
        ? RestResponse.ResponseBuilder.ok(
                revisions.tryCaseStudyFile(key, file), "application/json-patch+json")
            .build()
        : RestResponse.ResponseBuilder.ok(
                revisions.replaceCaseStudyFile(key, file), MediaType.APPLICATION_JSON)
            .build();
  }
}
