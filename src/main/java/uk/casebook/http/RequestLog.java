package uk.casebook.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Exchange;

/**
 * One line for every request, at INFO; at DEBUG for health, metrics and other operators' paths. The
 * line has the operation, never the path, query, address or fields that the caller sent, since any
 * of them may hold personal data. With JSON logging each part is a field under {@code mdc}.
 */
@Singleton
class RequestLog {

  private static final Logger LOG = Logger.getLogger(RequestLog.class.getName());

  void register(@Observes Filters filters) {
    filters.register(this::handle, FilterOrder.REQUEST_LOG);
  }

  private void handle(RoutingContext exchange) {
    long began = System.nanoTime();
    exchange.addEndHandler(end -> log(exchange, System.nanoTime() - began, end.succeeded()));
    exchange.next();
  }

  private static void log(RoutingContext exchange, long nanoseconds, boolean complete) {
    String path = exchange.request().path();
    Level level = path != null && path.startsWith("/q/") ? Level.DEBUG : Level.INFO;
    if (!LOG.isLoggable(level)) {
      return;
    }
    String method = RequestMetrics.method(exchange.request().method().name());
    String route = Exchange.route(exchange).orElse(null);
    String operation = Exchange.operationId(exchange).orElse(null);
    String status = complete ? Integer.toString(exchange.response().getStatusCode()) : "aborted";
    String milliseconds = Double.toString(Math.round(nanoseconds / 1e5) / 10.0);
    String bytes = Long.toString(exchange.response().bytesWritten());
    ExtLogRecord line =
        new ExtLogRecord(
            level,
            method
                + (route == null ? " -" : " " + route)
                + (operation == null ? " -" : " " + operation)
                + (" " + status + " " + milliseconds + " ms " + bytes + " bytes"),
            ExtLogRecord.FormatStyle.NO_FORMAT,
            RequestLog.class.getName());
    put(line, "method", method);
    put(line, "route", route);
    put(line, "operationId", operation);
    put(line, "status", status);
    put(line, "durationMs", milliseconds);
    put(line, "bytes", bytes);
    put(line, "traceId", Exchange.traceId(exchange));
    LOG.logRaw(line);
  }

  private static void put(ExtLogRecord line, String name, @Nullable String value) {
    if (value != null) {
      line.putMdc(name, value);
    }
  }
}
