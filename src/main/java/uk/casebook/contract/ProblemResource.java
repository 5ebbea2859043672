package uk.casebook.contract;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Arrays;
import java.util.List;

/** Explains the types of problem, at the addresses that problem details name. */
@Path("/problems")
public class ProblemResource {

  /** All types, in the order of their statuses. */
  public record ProblemTypeList(List<ProblemTypeResponse> items) {}

  /** Lists the types. */
  @GET
  public ProblemTypeList listProblems() {
    return new ProblemTypeList(
        Arrays.stream(ProblemType.values()).map(ProblemTypeResponse::from).toList());
  }

  /** Explains one type. */
  @GET
  @Path("{code}")
  public ProblemTypeResponse getProblem(@PathParam("code") String code) {
    return ProblemType.find(code)
        .map(ProblemTypeResponse::from)
        .orElseThrow(
            () -> ProblemException.notFound("There is no type of problem '%s'.".formatted(code)));
  }
}
