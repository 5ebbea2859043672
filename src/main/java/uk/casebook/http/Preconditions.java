package uk.casebook.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;

/**
 * Keeps a change from undoing one that its author has not seen: {@code If-Match} has to name the
 * state that is being changed (RFC 9110, section 13.1.1).
 */
@Singleton
public class Preconditions {

  private final ObjectMapper mapper;
  private final RoutingContext exchange;

  Preconditions(ObjectMapper mapper, RoutingContext exchange) {
    this.mapper = mapper;
    this.exchange = exchange;
  }

  /**
   * Lets the request pass if its author has seen the thing as it is now. To be called with the
   * thing locked.
   *
   * @param current what a GET would answer its author now; its tags in all codings count
   * @throws ProblemException of type {@link ProblemType#PRECONDITION_REQUIRED} without {@code
   *     If-Match}, or {@link ProblemType#PRECONDITION_FAILED} if it names another state
   */
  public void require(Record current) {
    List<String> fields = exchange.request().headers().getAll(HttpHeaders.IF_MATCH);
    if (fields.isEmpty()) {
      throw ProblemException.of(
          ProblemType.PRECONDITION_REQUIRED,
          "Send If-Match with the ETag of what you read last, so that nobody's change is lost.");
    }
    String field = String.join(",", fields);
    Set<String> listed = EntityTag.listed(field);
    EntityTag plain = tag(current);
    boolean seen =
        field.strip().equals("*")
            || List.of(ContentCoding.values()).stream()
                .anyMatch(coding -> plain.in(coding).isIn(listed));
    if (!seen) {
      throw ProblemException.of(
          ProblemType.PRECONDITION_FAILED,
          "It has changed since the state that If-Match names. Read it again, and send its ETag.");
    }
  }

  private EntityTag tag(Record current) {
    try {
      return EntityTag.of("application/json", mapper.writeValueAsBytes(current));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
