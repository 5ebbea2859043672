package uk.casebook.http;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import uk.casebook.http.RegisterWatch.State;

/**
 * Says of each read which position of the change log its answer is not behind: the last one that
 * was confirmed when it was begun. {@link AskedPosition} holds it to the one that its caller names.
 */
@Singleton
public class RegisterPosition {

  /** The header field that names a position, of requests and of answers. */
  public static final String FIELD = "Casebook-Position";

  private static final String STATE = State.class.getName();
  private static final String REPLICA = RegisterPosition.class.getName();
  private static final String CONFIRMED = STATE + ".confirmed";

  private final RegisterWatch register;
  private final CurrentVertxRequest current;

  RegisterPosition(RegisterWatch register, CurrentVertxRequest current) {
    this.register = register;
    this.current = current;
  }

  void register(@Observes Filters filters) {
    filters.register(this::handle, FilterOrder.REGISTER_POSITION);
  }

  private void handle(RoutingContext exchange) {
    if (isRead(exchange.request())) {
      State state = register.state();
      exchange.put(STATE, state);
      tell(exchange, state.text());
      if (register.isConfirmed()) {
        exchange.put(CONFIRMED, state);
        if (isPublicRead(exchange) && isOfOneState(exchange.request())) {
          exchange.put(REPLICA, state);
        }
      }
    }
    exchange.next();
  }

  /**
   * The state that was confirmed when the current read was begun: nothing that it reads is older.
   * None if it was not confirmed, or nobody reads.
   */
  public Optional<State> confirmed() {
    return exchange().map(exchange -> exchange.get(CONFIRMED));
  }

  /** The exchange that this thread answers; none for much of what the service does. */
  public Optional<RoutingContext> exchange() {
    return Arc.container().requestContext().isActive()
        ? Optional.ofNullable(current.getCurrent())
        : Optional.empty();
  }

  static void tell(RoutingContext exchange, String position) {
    if (!position.isEmpty()) {
      exchange.response().putHeader(FIELD, position);
    }
  }

  static boolean isRead(HttpServerRequest request) {
    String path = request.path();
    return (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD))
        && path != null
        && path.startsWith("/v1");
  }

  /** Whether it asks for what everybody may read. */
  static boolean isPublicRead(RoutingContext exchange) {
    return exchange.get(STATE) != null
        && !exchange.request().headers().contains(HttpHeaders.AUTHORIZATION);
  }

  /**
   * Not so: the feed, which goes on from a place that another process may have told of, and what
   * streams, which reads on after it was begun.
   */
  private static boolean isOfOneState(HttpServerRequest request) {
    String path = Objects.requireNonNull(request.path());
    String query = request.query();
    return !path.startsWith("/v1/changes")
        && !path.startsWith("/v1/exports")
        && (query == null || !query.contains("all="));
  }

  /** The last state that was confirmed when a read was begun. */
  static State state(RoutingContext exchange) {
    return Objects.requireNonNull(exchange.get(STATE));
  }

  /** Whether that state holds what the caller asks for, as far as is known without asking. */
  static boolean isReached(RoutingContext exchange) {
    String asked = exchange.request().getHeader(FIELD);
    return asked == null || state(exchange).reaches(asked);
  }

  /** The state that a replica must have for the answer to be read there; none if it must not. */
  public static Optional<State> ofReplica(RoutingContext exchange) {
    return Optional.ofNullable(exchange.get(REPLICA));
  }

  /** Has all that is still to be read for the answer read from the primary. */
  public static void leaveReplica(RoutingContext exchange) {
    exchange.remove(REPLICA);
  }
}
