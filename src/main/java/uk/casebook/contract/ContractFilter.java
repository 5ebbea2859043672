package uk.casebook.contract;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks every request against the contract before anything else of the service sees it, static
 * resources included. Runs on the event loop and never waits.
 */
@Singleton
class ContractFilter {

  /** The highest goes first: a request has its identifier before it is logged or refused. */
  private static final int IDENTIFY = 2_000;

  /** Below the filters that add header fields to every answer, refusals included. */
  private static final int CHECK = 900;

  /** Below authentication and authorisation, above the resources. */
  private static final int ADMIT = 50;

  /** In the routing context: the {@code operationId} and the path template of the request. */
  static final String OPERATION_ID = "operationId";

  static final String ROUTE = "route";

  /** In the routing context: there if {@code Accept} chooses among several formats. */
  static final String NEGOTIATED = "negotiated";

  /** In the routing context: the operation itself, and the bytes of the body once they are read. */
  static final String OPERATION = "operation";

  static final String BODY = "body";

  private static final int LONGEST_TARGET = 8_000;
  private static final int LARGEST_HEADERS = 16 * 1024;
  static final int LARGEST_BODY = 1024 * 1024;

  /** A field's colon, space and line end. */
  private static final int AROUND_FIELD = 4;

  private final Contract contract;
  private final Problems problems;
  private final Gate gate;

  ContractFilter(Contract contract, Problems problems, Gate gate) {
    this.contract = contract;
    this.problems = problems;
    this.gate = gate;
  }

  void register(@Observes Filters filters) {
    filters.register(Trace::begin, IDENTIFY);
    filters.register(this::handle, CHECK);
    filters.register(this::admit, ADMIT);
  }

  /** Failures of other filters and routes end as problem details too. */
  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::fail);
    router.errorHandler(
        ProblemType.NOT_FOUND.status(),
        exchange -> problems.answer(exchange, ProblemException.of(ProblemType.NOT_FOUND)));
  }

  private void fail(RoutingContext exchange) {
    Throwable failure = exchange.failure();
    Operation operation = exchange.get(OPERATION);
    if (operation != null && failure instanceof AuthenticationFailedException) {
      // Authentication ends a request before the gate has seen it, which counts what is not valid.
      try {
        gate.admit(exchange, operation.access());
      } catch (ProblemException e) {
        problems.answer(exchange, e);
        return;
      }
    }
    problems.answer(exchange, failure);
  }

  private void handle(RoutingContext exchange) {
    try {
      if (isAnswered(exchange)) {
        return;
      }
    } catch (ProblemException e) {
      problems.answer(exchange, e);
      return;
    }
    exchange.next();
  }

  private void admit(RoutingContext exchange) {
    Operation operation = exchange.get(OPERATION);
    if (operation != null) {
      try {
        gate.admit(exchange, operation.access());
      } catch (ProblemException e) {
        problems.answer(exchange, e);
        return;
      }
    }
    exchange.next();
  }

  private boolean isAnswered(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    checkSize(request);
    String path = normalized(exchange);
    if (Exchange.besideContract(path).isPresent()) {
      return false;
    }
    if (request.method().equals(HttpMethod.OPTIONS)) {
      String methods = String.join(", ", contract.path(path).methods());
      exchange.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, methods).end();
      return true;
    }
    Operation operation = contract.operation(request.method().name(), path);
    exchange.put(OPERATION, operation);
    exchange.put(OPERATION_ID, operation.id());
    exchange.put(ROUTE, operation.path());
    if (operation.produces().size() > 1) {
      exchange.put(NEGOTIATED, true);
    }
    checkFormats(operation, request);
    List<Violation> violations =
        contract.check(operation, path, request.query(), request::getHeader);
    if (operation.needsBody() && !hasBody(request)) {
      violations.add(Violation.atPointer("", "required", "The body is missing; it must be JSON."));
    }
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
    gate.arrive(exchange);
    return false;
  }

  /** The path that resources are matched by; as it came if it is malformed. */
  private static String normalized(RoutingContext exchange) {
    try {
      return exchange.normalizedPath();
    } catch (IllegalArgumentException e) {
      return Objects.requireNonNullElse(exchange.request().path(), "/");
    }
  }

  private static void checkSize(HttpServerRequest request) {
    int target = request.uri().length();
    if (target > LONGEST_TARGET) {
      throw ProblemException.of(
          ProblemType.URI_TOO_LONG,
          "The address has %d characters; %d are the most.".formatted(target, LONGEST_TARGET));
    }
    int size = 0;
    for (Map.Entry<String, String> field : request.headers()) {
      size += field.getKey().length() + field.getValue().length() + AROUND_FIELD;
    }
    if (size > LARGEST_HEADERS) {
      throw ProblemException.of(
          ProblemType.HEADER_FIELDS_TOO_LARGE,
          "The header fields have %d bytes; %d are the most.".formatted(size, LARGEST_HEADERS));
    }
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && Long.parseLong(length) > LARGEST_BODY) {
      throw tooLarge();
    }
  }

  static ProblemException tooLarge() {
    return ProblemException.of(
            ProblemType.CONTENT_TOO_LARGE,
            "The body has more than %d bytes, which are the most.".formatted(LARGEST_BODY))
        .withHeader("Connection", "close");
  }

  private static void checkFormats(Operation operation, HttpServerRequest request) {
    List<String> produces = operation.produces();
    if (operation.hasFormat() && isFormatChosen(request.query())) {
      request.headers().remove(HttpHeaders.ACCEPT);
    } else if (!produces.isEmpty() && Accept.best(accept(request.headers()), produces).isEmpty()) {
      throw ProblemException.of(
              ProblemType.NOT_ACCEPTABLE,
              "This can be had as %s.".formatted(String.join(", ", produces)))
          .with("available", produces);
    }
    Set<String> readable = operation.consumes().keySet();
    if (!readable.isEmpty()
        && hasBody(request)
        && !readable.contains(mediaType(request.getHeader(HttpHeaders.CONTENT_TYPE)))) {
      throw ProblemException.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "The body is read as %s.".formatted(String.join(", ", readable)))
          .with("available", readable);
    }
  }

  private static boolean isFormatChosen(@Nullable String query) {
    return query != null && (query.startsWith("format=") || query.contains("&format="));
  }

  private static @Nullable String accept(MultiMap headers) {
    List<String> fields = headers.getAll(HttpHeaders.ACCEPT);
    return fields.isEmpty() ? null : fields.size() == 1 ? fields.get(0) : String.join(",", fields);
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        : !length.equals("0");
  }

  private static String mediaType(@Nullable String contentType) {
    if (contentType == null) {
      return "";
    }
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
