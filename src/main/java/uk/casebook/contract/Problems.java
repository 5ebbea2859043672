package uk.casebook.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Turns whatever went wrong into a problem detail, whichever layer it went wrong in. */
@Singleton
class Problems {

  private static final Logger LOG = Logger.getLogger(Problems.class);
  private static final int LONGEST_INSTANCE = 200;

  private final ObjectMapper mapper;

  Problems(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** A problem detail as it goes out. */
  record Answer(int status, Map<String, String> headers, Buffer body) {}

  /** Answers a failure below the resources. */
  void answer(RoutingContext exchange, @Nullable Throwable failure) {
    Answer answer = of(exchange, failure);
    HttpServerResponse response = exchange.response();
    if (response.ended()) {
      return;
    }
    if (response.headWritten()) {
      // Half an answer is out: breaking off is the only way left to say that it is not whole.
      exchange.request().connection().close();
      return;
    }
    answer.headers().forEach(response::putHeader);
    response
        .setStatusCode(answer.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(answer.body());
  }

  Answer of(RoutingContext exchange, @Nullable Throwable failure) {
    ProblemException problem = problem(exchange, failure);
    ProblemType type = problem.type();
    Problem body =
        new Problem(
            type.uri(),
            type.title(),
            type.status(),
            problem.detail().orElse(null),
            instance(exchange.request().path()),
            Trace.of(exchange),
            problem.errors(),
            problem.extensions());
    try {
      return new Answer(
          type.status(), problem.headers(), Buffer.buffer(mapper.writeValueAsBytes(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String instance(@Nullable String path) {
    return path == null ? "" : path.substring(0, Math.min(path.length(), LONGEST_INSTANCE));
  }

  private static ProblemException problem(RoutingContext exchange, @Nullable Throwable failure) {
    if (failure instanceof ProblemException problem) {
      return problem;
    }
    if (failure instanceof AuthenticationFailedException) {
      return ProblemException.notAccepted();
    }
    if (failure != null && DatabaseFailure.isBehind(failure)) {
      LOG.warnf("The database is away: %s", failure);
      return ProblemException.of(
              ProblemType.SERVICE_UNAVAILABLE, "The database does not answer. Ask again shortly.")
          .withHeader("Retry-After", "5");
    }
    if (failure != null && DatabaseFailure.isCollision(failure)) {
      return ProblemException.of(
          ProblemType.CONFLICT,
          "Somebody else changed the same at the same moment. Nothing was changed; send it again.");
    }
    int status = status(exchange, failure);
    if (status >= 400 && status < 500) {
      return ProblemException.of(ProblemType.find(status).orElse(ProblemType.INVALID_REQUEST));
    }
    if (!exchange.response().ended()) {
      String operation = exchange.get(ContractFilter.OPERATION_ID);
      LOG.errorf(failure, "Unexpected failure of %s", operation == null ? "a request" : operation);
    }
    return ProblemException.of(ProblemType.INTERNAL_ERROR);
  }

  private static int status(RoutingContext exchange, @Nullable Throwable failure) {
    if (failure instanceof WebApplicationException refused) {
      return refused.getResponse().getStatus();
    }
    if (failure instanceof HttpException refused) {
      return refused.getStatusCode();
    }
    return failure == null ? exchange.statusCode() : ProblemType.INTERNAL_ERROR.status();
  }
}
