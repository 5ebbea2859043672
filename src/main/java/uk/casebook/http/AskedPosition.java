package uk.casebook.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;

/** Lets nobody be answered from before the position that he names. */
class AskedPosition {

  private static final String SNAPSHOT = "/v1/exports/register.ndjson";

  private final ChangeLog changes;

  AskedPosition(ChangeLog changes) {
    this.changes = changes;
  }

  /**
   * Asks the database, which has the position unless it is another one, if this process does not
   * know that it has been reached.
   */
  @ServerRequestFilter
  public void require(ContainerRequestContext request, RoutingContext exchange) {
    String asked = request.getHeaderString(RegisterPosition.FIELD);
    if (asked == null
        || !RegisterPosition.isRead(exchange.request())
        || RegisterPosition.isReached(exchange)) {
      return;
    }
    if (!changes.reaches(asked)) {
      throw ProblemException.of(
              ProblemType.EXPIRED_CURSOR,
              "The database is not the one that gave out this Casebook-Position, or was restored since. Leave it out.")
          .with("snapshot", SNAPSHOT);
    }
    RegisterPosition.leaveReplica(exchange);
    RegisterPosition.tell(exchange, asked);
  }
}
