package uk.casebook.http;

import io.quarkus.logging.Log;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Whoever has been answered to a write finds it in the change log, and in every answer after it.
 */
class WrittenChanges {

  private final ChangeLog changes;

  WrittenChanges(ChangeLog changes) {
    this.changes = changes;
  }

  /** Orders what a write has committed. */
  @ServerResponseFilter
  public void order(ContainerRequestContext request, ContainerResponseContext response) {
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (reads || response.getStatus() >= 400) {
      return;
    }
    try {
      String position = changes.order();
      if (!position.isEmpty()) {
        response.getHeaders().putSingle(RegisterPosition.FIELD, position);
      }
    } catch (RuntimeException e) {
      // What was written is written: its sender must not take it for lost, and the next one orders
      // it.
      Log.error("Changes were committed and have no place in the change log yet", e);
    }
  }
}
