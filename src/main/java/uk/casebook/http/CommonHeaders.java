package uk.casebook.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.casebook.contract.Exchange;

/**
 * The header fields of every answer, from whichever layer it comes, those of CORS preflights
 * included.
 *
 * <p>Anybody's page may read, so every origin gets the same {@code *} and no cache has to tell
 * origins apart. Quarkus' own CORS filter echoes the origin without a {@code Vary}, and refuses
 * writes that the service's own documentation page sends.
 */
@Singleton
class CommonHeaders {

  private static final String READS = "GET, HEAD, OPTIONS";
  private static final String READABLE_FIELDS =
      "Allow, Casebook-Position, Content-Disposition, Deprecation, ETag, Link, Location, RateLimit, RateLimit-Policy, "
          + "Retry-After, Sunset";
  private static final String SENDABLE_FIELDS =
      "Accept, Authorization, Casebook-Position, If-None-Match, traceparent, tracestate";

  /** What a browser does with an answer of the API: show it, and load nothing for it. */
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  /** What it does with a picture of the API: the same, but a style sheet inside it may speak. */
  private static final String PICTURE =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

  /**
   * What Swagger UI's page loads: its own files, this service's answers, the pictures inside its
   * style sheet, and, by their hashes, the two scripts that stand in the page and the style of its
   * own logo.
   */
  private static final String SWAGGER_UI =
      "default-src 'none'; script-src 'self' 'sha256-5tQb2HlGJoDFJLpN9QifhhYwIo/pIZqhnsCbWCIY0tE='"
          + " 'sha256-1zvsvOTpq+We3S4Z+75MVXHlNSwTVIdZwIrbBAj4OK4=';"
          + " style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w=';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  /**
   * What the dashboard's page loads: its own files, a library from here, and answers of the API.
   */
  private static final String DASHBOARD =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final String preflightSeconds;

  CommonHeaders(
      InstantSource clock,
      @ConfigProperty(name = "casebook.cors-max-age", defaultValue = "86400") String maxAge) {
    this.clock = clock;
    this.preflightSeconds = maxAge;
  }

  void register(@Observes Filters filters) {
    filters.register(this::handle, FilterOrder.COMMON_HEADERS);
  }

  private void handle(RoutingContext exchange) {
    exchange.addHeadersEndHandler(written -> complete(exchange));
    if (isPreflight(exchange)) {
      exchange
          .response()
          .putHeader("Access-Control-Allow-Methods", READS)
          .putHeader("Access-Control-Allow-Headers", SENDABLE_FIELDS)
          .putHeader("Access-Control-Max-Age", preflightSeconds);
    }
    exchange.next();
  }

  private void complete(RoutingContext exchange) {
    MultiMap headers = exchange.response().headers();
    String beside = beside(exchange);
    headers.set(HttpHeaders.DATE, HTTP_DATE.format(clock.instant()));
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Content-Security-Policy", policy(beside, headers));
    headers.set("Cross-Origin-Resource-Policy", isOpen(exchange) ? "cross-origin" : "same-origin");
    if (exchange.request().isSSL()) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    if (isOpen(exchange)) {
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
      headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE_FIELDS);
    }
    int status = exchange.response().getStatusCode();
    if (status >= 400) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    } else if (status == 304) {
      headers.remove(HttpHeaders.CONTENT_TYPE);
    } else if (!beside.isEmpty() && !beside.equals("/q")) {
      headers.set(HttpHeaders.CACHE_CONTROL, caching(beside, headers));
    }
  }

  private static String beside(RoutingContext exchange) {
    String path = exchange.request().path();
    return path == null ? "" : Exchange.besideContract(path).orElse("");
  }

  private static String policy(String beside, MultiMap headers) {
    String type = headers.get(HttpHeaders.CONTENT_TYPE);
    return switch (beside) {
      case "/dashboard" -> DASHBOARD;
      case "/docs" -> SWAGGER_UI;
      default -> type != null && type.startsWith("image/svg+xml") ? PICTURE : NOTHING;
    };
  }

  /**
   * Only a library has its version in its path; other files keep theirs from release to release.
   */
  private static String caching(String beside, MultiMap headers) {
    if (beside.equals("/webjars")) {
      return "public, max-age=31536000, immutable";
    }
    String type = headers.get(HttpHeaders.CONTENT_TYPE);
    boolean isPage = type != null && type.startsWith("text/html");
    return isPage || beside.equals("/dashboard") ? "public, no-cache" : "public, max-age=86400";
  }

  private static boolean isPreflight(RoutingContext exchange) {
    return exchange.request().method().equals(HttpMethod.OPTIONS)
        && exchange.request().headers().contains("Origin")
        && exchange.request().headers().contains("Access-Control-Request-Method")
        && isOpen(exchange);
  }

  /** Health and metrics are for operators, not for other people's pages. */
  private static boolean isOpen(RoutingContext exchange) {
    String path = exchange.request().path();
    return path != null && !path.startsWith("/q/");
  }
}
