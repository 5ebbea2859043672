package uk.casebook.change;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestPath;
import uk.casebook.change.ChangeService.Told;

/** The change feed over HTTP. */
@Path("/v1/changes")
public class ChangeResource {

  private final ChangeService changes;
  private final ChangeSignal signal;

  ChangeResource(ChangeService changes, ChangeSignal signal) {
    this.changes = changes;
    this.signal = signal;
  }

  /** Changes, or nothing once the caller's patience is at its end; who waits holds no thread. */
  @GET
  @Blocking
  public Uni<ChangesResponse> listChanges(@Context UriInfo uri, @BeanParam ChangeQuery query) {
    URI asked = uri.getRequestUri();
    long end = System.nanoTime() + query.patience().toNanos();
    return orLater(changes.list(query), end).map(told -> response(told, asked));
  }

  private Uni<Told> orLater(Told told, long end) {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (!told.isNothing() || left.isNegative() || left.isZero()) {
      return Uni.createFrom().item(told);
    }
    return signal
        .after(told.asked().filter(), told.to(), left)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(woken -> changes.next(told))
        .flatMap(next -> orLater(next, end));
  }

  private static ChangesResponse response(Told told, URI asked) {
    URI next = UriBuilder.fromUri(asked).replaceQueryParam("since", told.cursor()).build();
    return new ChangesResponse(
        told.items(), told.cursor(), next.getRawPath() + "?" + next.getRawQuery(), told.caughtUp());
  }

  /** The digest of everything that everybody may read. */
  @GET
  @Path("/digest")
  public DigestResponse getDigest() {
    return changes.digest();
  }

  /** What a bucket of the digest holds. */
  @GET
  @Path("/digest/{bucket}")
  public DigestBucketResponse getDigestBucket(@RestPath String bucket) {
    return changes.digest(bucket);
  }
}
