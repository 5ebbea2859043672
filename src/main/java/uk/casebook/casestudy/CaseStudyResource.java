package uk.casebook.casestudy;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import uk.casebook.http.AtomFeed;
import uk.casebook.http.Document;
import uk.casebook.http.Documents;
import uk.casebook.http.Identified;
import uk.casebook.http.ListRequest;
import uk.casebook.identity.Callers;

/** Case studies over HTTP. */
@Path("/v1/case-studies")
public class CaseStudyResource {

  private final CaseStudyService caseStudies;
  private final CaseStudyEditingService editing;
  private final PublishedCaseStudies published;
  private final Documents documents;
  private final Callers callers;

  CaseStudyResource(
      CaseStudyService caseStudies,
      CaseStudyEditingService editing,
      PublishedCaseStudies published,
      Documents documents,
      Callers callers) {
    this.caseStudies = caseStudies;
    this.editing = editing;
    this.published = published;
    this.documents = documents;
    this.callers = callers;
  }

  /** Case studies, newest first or by relevance to a search. */
  @GET
  public RestResponse<CaseStudyPage> listCaseStudies(
      @Context UriInfo uri, @BeanParam CaseStudyQuery query) {
    ListRequest list = ListRequest.of(uri);
    return RestResponse.ResponseBuilder.ok(caseStudies.listCaseStudies(list, query))
        .header(
            HttpHeaders.LINK,
            "<%s>; rel=\"alternate\"; type=\"%s\""
                .formatted(
                    list.without(Set.of("asOf", "facets", "status", "view"))
                        .under(CaseStudyFeedResource.ADDRESS)
                        .address(),
                    AtomFeed.TYPE))
        .build();
  }

  /** One case study by slug or id; only who is signed in may see more than everybody. */
  @GET
  @Path("/{key}")
  public Identified getCaseStudy(@RestPath String key, @BeanParam Reading reading) {
    boolean isPublic = reading.isPublished() && callers.current().isAnonymous();
    Optional<Document> made = isPublic ? documents.find(published, key) : Optional.empty();
    return made.<Identified>map(document -> document)
        .orElseGet(() -> caseStudies.getCaseStudy(key, reading));
  }

  /** The published case studies most like one. */
  @GET
  @Path("/{key}/related")
  public RelatedResponse listRelatedCaseStudies(
      @RestPath String key, @RestQuery @DefaultValue("5") int limit) {
    return caseStudies.listRelatedCaseStudies(key, limit);
  }

  /** Begins a case study as a draft. */
  @POST
  public RestResponse<CaseStudyResponse> createCaseStudy(CaseStudyRequest request) {
    CaseStudyResponse created = editing.createCaseStudy(request);
    return RestResponse.ResponseBuilder.<CaseStudyResponse>created(
            URI.create(created.href() + "?view=working"))
        .entity(created)
        .build();
  }

  /** Writes the draft anew. */
  @PUT
  @Path("/{key}")
  public CaseStudyResponse replaceCaseStudy(@RestPath String key, CaseStudyRequest request) {
    return editing.replaceCaseStudy(key, request);
  }

  /** Changes some fields of the draft. */
  @PATCH
  @Path("/{key}")
  @Consumes("application/merge-patch+json")
  public CaseStudyResponse patchCaseStudy(@RestPath String key, JsonNode patch) {
    return editing.patchCaseStudy(key, patch);
  }

  /** Throws the draft away. */
  @DELETE
  @Path("/{key}")
  public void deleteCaseStudy(@RestPath String key) {
    editing.deleteCaseStudy(key);
  }

  /** Hands the draft to the editors. */
  @POST
  @Path("/{key}/submit")
  public CaseStudyResponse submitCaseStudy(@RestPath String key) {
    return editing.submitCaseStudy(key);
  }

  /** Gives the draft back to its authors. */
  @POST
  @Path("/{key}/return")
  public CaseStudyResponse returnCaseStudy(@RestPath String key, ReturnRequest request) {
    return editing.returnCaseStudy(key, request);
  }

  /** Shows the draft to readers. */
  @POST
  @Path("/{key}/publish")
  public CaseStudyResponse publishCaseStudy(@RestPath String key) {
    return editing.publishCaseStudy(key);
  }

  /** Takes back what was published. */
  @POST
  @Path("/{key}/withdraw")
  public CaseStudyResponse withdrawCaseStudy(@RestPath String key, WithdrawalRequest request) {
    return editing.withdrawCaseStudy(key, request);
  }

  /** Erases a contact at once. */
  @DELETE
  @Path("/{key}/contacts/{id}")
  public void eraseContact(@RestPath String key, @RestPath UUID id) {
    editing.eraseContact(key, id);
  }
}
