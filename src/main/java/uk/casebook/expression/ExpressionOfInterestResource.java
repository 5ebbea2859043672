package uk.casebook.expression;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.Csv;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;
import uk.casebook.http.TableFormat;

/** Applications over HTTP. */
@Path("/v1/expressions-of-interest")
public class ExpressionOfInterestResource {

  private final ExpressionOfInterestService applications;
  private final ExpressionOfInterestEditingService editing;
  private final DecisionService decisions;
  private final Csv csv;

  ExpressionOfInterestResource(
      ExpressionOfInterestService applications,
      ExpressionOfInterestEditingService editing,
      DecisionService decisions,
      Csv csv) {
    this.applications = applications;
    this.editing = editing;
    this.decisions = decisions;
    this.csv = csv;
  }

  /** The applications that the caller may see, as they are or as a table for reviewers. */
  @GET
  public RestResponse<?> listExpressionsOfInterest(
      @Context UriInfo uri,
      @BeanParam ExpressionOfInterestFilter filter,
      @RestQuery("format") Optional<String> code,
      @RestHeader("Accept") Optional<String> accept) {
    TableFormat format = TableFormat.of(code, accept);
    Page<ExpressionOfInterestResponse> page =
        applications.listExpressionsOfInterest(ListRequest.of(uri), filter);
    var answer =
        RestResponse.ResponseBuilder.<Object>ok(
            format == TableFormat.CSV
                ? csv.write(ReviewRow.COLUMNS, page.map(ReviewRow::from).items())
                : page,
            format.mediaType());
    if (format == TableFormat.CSV && page.next() != null) {
      answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(page.next()));
    }
    return answer.build();
  }

  /** Begins an application of the caller's organisation. */
  @POST
  public RestResponse<ExpressionOfInterestResponse> createExpressionOfInterest(
      ExpressionOfInterestRequest request) {
    ExpressionOfInterestResponse created = editing.createExpressionOfInterest(request);
    return RestResponse.ResponseBuilder.<ExpressionOfInterestResponse>created(
            URI.create(created.href()))
        .entity(created)
        .build();
  }

  /** One application by id or reference. */
  @GET
  @Path("/{id}")
  public ExpressionOfInterestResponse getExpressionOfInterest(@RestPath String id) {
    return applications.getExpressionOfInterest(id);
  }

  /** Says all of a draft anew. */
  @PUT
  @Path("/{id}")
  public ExpressionOfInterestResponse replaceExpressionOfInterest(
      @RestPath String id, ExpressionOfInterestRequest request) {
    return editing.replaceExpressionOfInterest(id, request);
  }

  /** Changes some fields of a draft. */
  @PATCH
  @Path("/{id}")
  @Consumes("application/merge-patch+json")
  public ExpressionOfInterestResponse patchExpressionOfInterest(
      @RestPath String id, JsonNode patch) {
    return editing.patchExpressionOfInterest(id, patch);
  }

  /** Throws a draft away. */
  @DELETE
  @Path("/{id}")
  public void deleteExpressionOfInterest(@RestPath String id) {
    editing.deleteExpressionOfInterest(id);
  }

  /** Hands a draft to the grant officers. */
  @POST
  @Path("/{id}/submit")
  public ExpressionOfInterestResponse submitExpressionOfInterest(@RestPath String id) {
    return editing.submitExpressionOfInterest(id);
  }

  /** Takes back what was submitted. */
  @POST
  @Path("/{id}/withdraw")
  public ExpressionOfInterestResponse withdrawExpressionOfInterest(
      @RestPath String id, @Nullable ExpressionWithdrawalRequest request) {
    return editing.withdrawExpressionOfInterest(id, request);
  }

  /** Tells the authors that somebody looks at it. */
  @POST
  @Path("/{id}/review")
  public ExpressionOfInterestResponse reviewExpressionOfInterest(@RestPath String id) {
    return decisions.reviewExpressionOfInterest(id);
  }

  /** Awards or declines. */
  @POST
  @Path("/{id}/decide")
  public ExpressionOfInterestResponse decideExpressionOfInterest(
      @RestPath String id, DecisionRequest request) {
    return decisions.decideExpressionOfInterest(id, request);
  }
}
