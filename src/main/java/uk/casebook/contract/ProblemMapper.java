package uk.casebook.contract;

import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what resources throw. */
class ProblemMapper {

  private final Problems problems;

  ProblemMapper(Problems problems) {
    this.problems = problems;
  }

  /** Named one by one, because the framework has mappers of its own for some of these. */
  @ServerExceptionMapper({
    Throwable.class,
    WebApplicationException.class,
    NotFoundException.class,
    MismatchedInputException.class,
    StreamReadException.class
  })
  Response answer(Throwable failure, RoutingContext exchange) {
    if (failure instanceof WebApplicationException redirection
        && redirection.getResponse().getStatus() < 400) {
      return redirection.getResponse();
    }
    Problems.Answer answer = problems.of(exchange, failure);
    Response.ResponseBuilder response =
        Response.status(answer.status()).type(Problem.MEDIA_TYPE).entity(answer.body().getBytes());
    answer.headers().forEach(response::header);
    return response.build();
  }
}
