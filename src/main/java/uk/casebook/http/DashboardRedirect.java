package uk.casebook.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Leads from the dashboard's address without its last slash to the page, whose files lie there. */
@Singleton
class DashboardRedirect {

  private static final String WITHOUT_SLASH = "/dashboard";

  void register(@Observes Router router) {
    router.route(WITHOUT_SLASH).handler(DashboardRedirect::handle);
  }

  private static void handle(RoutingContext exchange) {
    // The router takes a last slash for nothing.
    if (WITHOUT_SLASH.equals(exchange.request().path())) {
      exchange.redirect(WITHOUT_SLASH + "/");
    } else {
      exchange.next();
    }
  }
}
