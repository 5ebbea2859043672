package uk.casebook.contract;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** What the contract knows of a request, for whoever handles it later. */
public final class Exchange {

  private static final byte[] NO_BODY = {};

  /**
   * What is served beside the contract, all of it by the framework: the dashboard and the libraries
   * of its page, Swagger UI, health and metrics.
   */
  private static final List<String> BESIDE_CONTRACT =
      List.of("/dashboard", "/docs", "/q", "/webjars");

  private Exchange() {}

  /** The operation that is asked for; none where the contract has none, or has not looked yet. */
  public static Optional<String> operationId(RoutingContext exchange) {
    return Optional.ofNullable(exchange.get(ContractFilter.OPERATION_ID));
  }

  /** The first segment of a path that is served beside the contract; none for every other path. */
  public static Optional<String> besideContract(String path) {
    return BESIDE_CONTRACT.stream()
        .filter(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"))
        .findFirst();
  }

  /** The path template of the operation. */
  public static Optional<String> route(RoutingContext exchange) {
    return Optional.ofNullable(exchange.get(ContractFilter.ROUTE));
  }

  /** Whether {@code Accept} chooses among several formats of the answer. */
  public static boolean isNegotiated(RoutingContext exchange) {
    return exchange.get(ContractFilter.NEGOTIATED) != null;
  }

  /** The body as it came; empty if there was none, or it was not read. */
  public static byte[] body(RoutingContext exchange) {
    byte[] body = exchange.get(ContractFilter.BODY);
    return body == null ? NO_BODY : body;
  }

  /** The identifier of the request in answers, log lines and traces: 32 hexadecimal digits. */
  public static String traceId(RoutingContext exchange) {
    return Trace.of(exchange);
  }
}
