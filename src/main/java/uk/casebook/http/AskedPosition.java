package uk.casebook.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets nobody be answered from before the position that he names. */
class AskedPosition {

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
      throw ChangeLog.notOfThisLog(RegisterPosition.FIELD, "Leave it out.");
    }
    RegisterPosition.leaveReplica(exchange);
    RegisterPosition.tell(exchange, asked);
  }
}
