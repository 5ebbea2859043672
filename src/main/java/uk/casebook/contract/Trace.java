package uk.casebook.contract;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The identifier that a request has in answers, log lines and traces: that of the OpenTelemetry
 * span if tracing is on, else of the caller's trace, else a new one. 32 hexadecimal digits.
 */
final class Trace {

  /** The name of the identifier in the routing context and among the log's fields. */
  static final String KEY = "traceId";

  private static final int VERSION_AND_DASH = 3;
  private static final int SPAN = VERSION_AND_DASH + TraceId.getLength() + 1;
  private static final int SHORTEST = SPAN + SpanId.getLength() + 3;

  private Trace() {}

  /** Gives the request its identifier, before anything else sees it. */
  static void begin(RoutingContext exchange) {
    of(exchange);
    exchange.next();
  }

  static String of(RoutingContext exchange) {
    String known = exchange.get(KEY);
    if (known != null) {
      return known;
    }
    String id = identify(exchange.request().getHeader("traceparent"));
    exchange.put(KEY, id);
    MDC.put(KEY, id);
    return id;
  }

  private static String identify(@Nullable String traceparent) {
    SpanContext span = Span.current().getSpanContext();
    if (span.isValid()) {
      return span.getTraceId();
    }
    if (traceparent != null && isValid(traceparent)) {
      return traceparent.substring(VERSION_AND_DASH, SPAN - 1);
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return TraceId.fromLongs(random.nextLong() | 1, random.nextLong());
  }

  /** W3C Trace Context, section 3.2: version, trace, span and flags with dashes between them. */
  private static boolean isValid(String traceparent) {
    return traceparent.length() >= SHORTEST
        && !traceparent.startsWith("ff")
        && traceparent.charAt(VERSION_AND_DASH - 1) == '-'
        && traceparent.charAt(SPAN - 1) == '-'
        && TraceId.isValid(traceparent.substring(VERSION_AND_DASH, SPAN - 1))
        && SpanId.isValid(traceparent.substring(SPAN, SPAN + SpanId.getLength()));
  }
}
