package uk.casebook.webhook;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages as Standard Webhooks has it. It connects to an address that {@link WebhookTargets}
 * has looked at, whatever the host's name means by then; it follows no redirects, waits no longer
 * than a set time, and reads of an answer little more than its status.
 */
@Singleton
class WebhookClient {

  /** How long it may take to find a host's address: after that nothing is sent any more. */
  static final Duration LOOKUP = Duration.ofSeconds(30);

  private static final int MOST_READ = 8 * 1024;

  /** How long an answer may take to end, once its status is known. */
  private static final Duration END = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final WebhookTargets targets;
  private final InstantSource clock;
  private final Duration timeout;
  private final HttpClient client;

  WebhookClient(
      Vertx vertx,
      WebhookTargets targets,
      InstantSource clock,
      @ConfigProperty(name = "casebook.webhook.timeout") Duration timeout) {
    this.vertx = vertx;
    this.targets = targets;
    this.clock = clock;
    this.timeout = timeout;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setConnectTimeout(Math.toIntExact(timeout.toMillis())),
            new PoolOptions().setHttp1MaxSize(WebhookSender.MOST_AT_ONCE));
  }

  /** How long sending may take once the host's address is known. */
  Duration timeout() {
    return timeout;
  }

  /** Sends a message and tells what came of it. */
  Outcome send(Delivery delivery) {
    long began = System.nanoTime();
    Target target;
    try {
      target = targets.resolve(delivery.url());
    } catch (RefusedTargetException e) {
      return Outcome.failed(FailureReason.ADDRESS_REFUSED);
    } catch (UnknownHostException e) {
      return Outcome.failed(FailureReason.UNKNOWN_HOST);
    }
    if (System.nanoTime() - began > LOOKUP.toNanos()) {
      return Outcome.failed(FailureReason.TIMED_OUT);
    }
    Sending sending = new Sending();
    try {
      return sending.begin(delivery, target).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return sending.timedOut();
    } catch (ExecutionException e) {
      return Outcome.failed(reason(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(FailureReason.NOT_REACHED);
    } finally {
      sending.end();
    }
  }

  private static FailureReason reason(@Nullable Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof SSLException) {
        return FailureReason.NOT_TRUSTED;
      }
      if (each instanceof TimeoutException || each instanceof ConnectTimeoutException) {
        return FailureReason.TIMED_OUT;
      }
    }
    return FailureReason.NOT_REACHED;
  }

  /** Retries go round the host's addresses, so that one that is down does not stop them. */
  private static SocketAddress address(Delivery delivery, Target target) {
    List<InetAddress> all = target.addresses();
    InetAddress address = all.get(delivery.attempt() % all.size());
    return SocketAddress.inetSocketAddress(Target.port(target.uri()), address.getHostAddress());
  }

  private RequestOptions options(Delivery delivery, Target target) {
    long timestamp = clock.instant().getEpochSecond();
    String signatures =
        delivery.secrets().stream()
            .map(secret -> secret.sign(delivery.messageId(), timestamp, delivery.body()))
            .collect(Collectors.joining(" "));
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(address(delivery, target))
        .setHost(target.uri().getHost())
        .setPort(Target.port(target.uri()))
        .setSsl(Target.isSecure(target.uri()))
        .setURI(target.path())
        .setFollowRedirects(false)
        .setConnectTimeout(timeout.toMillis())
        .putHeader("Content-Type", "application/json")
        .putHeader("User-Agent", "Casebook")
        .putHeader("webhook-id", delivery.messageId())
        .putHeader("webhook-timestamp", Long.toString(timestamp))
        .putHeader("webhook-signature", signatures);
  }

  /** One request, which has a connection of its own. */
  private final class Sending {

    private final Promise<Outcome> outcome = Promise.promise();
    private @Nullable HttpClientRequest request;
    private @Nullable Outcome known;
    private boolean ended;

    CompletableFuture<Outcome> begin(Delivery delivery, Target target) {
      client
          .request(options(delivery, target))
          .onFailure(outcome::tryFail)
          .onSuccess(begun -> send(begun, Buffer.buffer(delivery.body())));
      return outcome.future().toCompletionStage().toCompletableFuture();
    }

    /** Who is to read the answer stands ready before there can be one. */
    private void send(HttpClientRequest begun, Buffer body) {
      if (isWanted(begun)) {
        begun.response().onFailure(outcome::tryFail).onSuccess(this::read);
        begun.end(body);
      } else {
        begun.reset();
      }
    }

    private synchronized boolean isWanted(HttpClientRequest begun) {
      request = begun;
      return !ended;
    }

    /** The status is all that counts; receivers like to have the rest taken off them, too. */
    private void read(HttpClientResponse answer) {
      Outcome status = Outcome.answered(answer.statusCode(), retryAfter(answer));
      synchronized (this) {
        known = status;
      }
      AtomicInteger length = new AtomicInteger();
      answer.handler(
          part -> {
            if (length.addAndGet(part.length()) > MOST_READ) {
              outcome.tryComplete(status);
            }
          });
      answer.end().onComplete(end -> outcome.tryComplete(status));
      vertx.setTimer(END.toMillis(), timer -> outcome.tryComplete(status));
    }

    /** What is known when time is up. */
    synchronized Outcome timedOut() {
      return known == null ? Outcome.failed(FailureReason.TIMED_OUT) : known;
    }

    /** Hangs up, whatever is still to come. */
    void end() {
      HttpClientRequest begun;
      synchronized (this) {
        ended = true;
        begun = request;
      }
      if (begun != null) {
        begun.reset();
      }
    }
  }

  /** In seconds; a date is not worth its reading. */
  private static Duration retryAfter(HttpClientResponse answer) {
    String field = answer.getHeader(HttpHeaders.RETRY_AFTER);
    return field != null && field.matches("\\d{1,9}")
        ? Duration.ofSeconds(Long.parseLong(field))
        : Duration.ZERO;
  }
}
