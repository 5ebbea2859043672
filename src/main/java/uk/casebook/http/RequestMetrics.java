package uk.casebook.http;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Exchange;

/**
 * Names requests in {@code http_server_requests} by the contract's paths. Whatever callers make up,
 * paths and methods alike, counts under one name, so that a flood of it adds no series.
 */
@Singleton
class RequestMetrics implements HttpServerMetricsTagsContributor {

  private static final String ROUTE = RequestMetrics.class.getName();
  private static final Set<String> OPERATORS_PATHS =
      Set.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

  void register(@Observes Filters filters) {
    filters.register(this::handle, FilterOrder.REQUEST_METRICS);
  }

  /** The method, or one name for all that HTTP interfaces do not use. */
  static String method(String method) {
    return METHODS.contains(method) ? method : "OTHER";
  }

  @Produces
  @Singleton
  MeterFilter knownMethodsOnly() {
    return MeterFilter.replaceTagValues("method", RequestMetrics::method);
  }

  @Override
  public Tags contribute(Context exchange) {
    String route = exchange.requestContextLocalData(ROUTE);
    return route == null ? Tags.empty() : Tags.of("uri", route);
  }

  private void handle(RoutingContext exchange) {
    HttpRequestMetric.getRequestMetric(exchange)
        .setTemplatePath(withoutOperation(exchange.request().path()));
    exchange.addHeadersEndHandler(
        written -> {
          Exchange.route(exchange)
              .ifPresent(
                  route ->
                      ((HttpServerRequestInternal) exchange.request())
                          .context()
                          .putLocal(ROUTE, route));
        });
    exchange.next();
  }

  private static String withoutOperation(@Nullable String path) {
    if (path == null) {
      return "/unknown";
    }
    if (OPERATORS_PATHS.contains(path)) {
      return path;
    }
    return Exchange.besideContract(path).orElse("/unknown");
  }
}
