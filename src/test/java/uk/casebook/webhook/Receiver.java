package uk.casebook.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What messages are sent to: it keeps each as it came and answers as it is told to. */
public final class Receiver implements AutoCloseable {

  /** How it answers; the exchange is closed afterwards. */
  @FunctionalInterface
  public interface Answer {
    void to(HttpExchange exchange, int earlier) throws IOException, InterruptedException;
  }

  /**
   * A message that came.
   *
   * @param at by {@link System#nanoTime}
   */
  public record Message(long at, Headers headers, String body) {

    /** By which a receiver knows what it has had already. */
    public String id() {
      return headers.getFirst("webhook-id");
    }

    List<String> changed() {
      return JsonPath.from(body).getList("data.changes.id", String.class);
    }

    /** The signature that the specification asks for, computed by hand. */
    public String signature(String secret) throws GeneralSecurityException {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
      assertThat(key).hasSize(32);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signed = id() + "." + headers.getFirst("webhook-timestamp") + "." + body;
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    }
  }

  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final List<Message> messages = new CopyOnWriteArrayList<>();

  private Receiver(Answer answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> receive(exchange, answer));
    server.setExecutor(workers);
    server.start();
  }

  private synchronized int keep(HttpExchange exchange) throws IOException {
    messages.add(
        new Message(
            System.nanoTime(),
            exchange.getRequestHeaders(),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    return messages.size() - 1;
  }

  private void receive(HttpExchange exchange, Answer answer) throws IOException {
    try {
      answer.to(exchange, keep(exchange));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  /** One that takes everything. */
  static Receiver thatTakes() {
    return thatAnswers(204);
  }

  /** One that answers one after the other of these, and goes on with the last. */
  static Receiver thatAnswers(int... statuses) {
    return that(
        (exchange, earlier) ->
            exchange.sendResponseHeaders(statuses[Math.min(earlier, statuses.length - 1)], -1));
  }

  /** One that answers so. */
  public static Receiver that(Answer answer) {
    return new Receiver(answer);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Where it receives. */
  public String url() {
    return "http://127.0.0.1:" + port() + "/secret-path";
  }

  /** What has come, in the order of arrival. */
  public List<Message> messages() {
    return messages;
  }

  /** The ids of what was told to have changed, in the order of arrival. */
  List<String> changed() {
    return messages.stream().flatMap(message -> message.changed().stream()).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
