package uk.casebook.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * When the current request arrived, before anything of it was looked at: what comes in time stays
 * in time, however long it takes to do.
 */
@Singleton
public class Arrival {

  private static final String AT = Arrival.class.getName();

  private final InstantSource clock;
  private final RoutingContext exchange;

  Arrival(InstantSource clock, RoutingContext exchange) {
    this.clock = clock;
    this.exchange = exchange;
  }

  void register(@Observes Filters filters) {
    filters.register(this::note, FilterOrder.ARRIVAL);
  }

  private void note(RoutingContext arriving) {
    arriving.put(AT, clock.instant());
    arriving.next();
  }

  /** The instant at which the request arrived. */
  public Instant instant() {
    return Objects.requireNonNull(exchange.<Instant>get(AT));
  }
}
