package uk.casebook.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Stands between a mirror and the service, and does to both what a test wants. */
final class FaultyProxy implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI service;
  private final Fault fault;
  private final HttpServer server;

  /**
   * An answer.
   *
   * @param retryAfter empty if the answer does not say
   */
  record Answer(int status, String retryAfter, String body) {

    static Answer ok(String body) {
      return new Answer(200, "", body);
    }
  }

  /** What it does. */
  interface Fault {

    /** The path and query that the service gets in the place of what the mirror sent. */
    default String ask(String path) {
      return path;
    }

    /** The answer that the mirror gets in the place of what the service gave. */
    default Answer answer(String path, Answer answer) throws IOException {
      return answer;
    }
  }

  FaultyProxy(URI service, Fault fault) throws IOException {
    this.service = service;
    this.fault = fault;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::forward);
    server.start();
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private void forward(HttpExchange exchange) throws IOException {
    String path = fault.ask(exchange.getRequestURI().toString());
    try (exchange) {
      Answer answer = fault.answer(path, get(path));
      byte[] body = answer.body().getBytes(UTF_8);
      if (!answer.retryAfter().isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
      }
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer get(String path) throws IOException {
    try {
      HttpResponse<String> response =
          CLIENT.send(
              HttpRequest.newBuilder(service.resolve(path)).build(), BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Retry-After").orElse(""),
          response.body());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
