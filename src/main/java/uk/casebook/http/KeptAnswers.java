package uk.casebook.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Access;
import uk.casebook.contract.Exchange;
import uk.casebook.contract.Gate;

/**
 * Keeps answers that everybody may read, as they are sent. Whoever asks the same again, and is not
 * signed in, is answered on the event loop, without a worker thread and without the database, for
 * as long as {@link RegisterWatch} says that the answer holds.
 */
@Singleton
class KeptAnswers {

  /** How many answers there is room for at least, so that no few large ones take it all. */
  private static final int FEWEST = 16;

  private static final String ASKED = KeptAnswers.class.getName();
  private static final Access ANYBODY = new Access(true, Set.of());

  private final RegisterWatch register;
  private final Gate gate;
  private final boolean keeps;
  private final long mostOfOne;
  private final Cache<Asked, Kept> kept;
  private final Counter fromMemory;
  private final Counter fromRegister;

  /**
   * What was asked for.
   *
   * @param query the parameters in the order of their names
   * @param accept where it chooses among formats
   */
  private record Asked(
      String authority, String path, @Nullable String query, @Nullable String accept) {

    static Asked of(RoutingContext exchange) {
      HttpServerRequest request = exchange.request();
      return new Asked(
          request.scheme() + "://" + request.authority(),
          exchange.normalizedPath(),
          canonical(request.query()),
          Exchange.isNegotiated(exchange) ? request.getHeader(HttpHeaders.ACCEPT) : null);
    }

    /** Of parameters with one name the order stays, since it may mean something. */
    private static @Nullable String canonical(@Nullable String query) {
      if (query == null || query.indexOf('&') < 0) {
        return query;
      }
      String[] parameters = query.split("&", -1);
      Arrays.sort(parameters, Comparator.comparing(Asked::name));
      return String.join("&", parameters);
    }

    private static String name(String parameter) {
      int equals = parameter.indexOf('=');
      return equals < 0 ? parameter : parameter.substring(0, equals);
    }

    int size() {
      return path.length() + (query == null ? 0 : query.length());
    }
  }

  private record Kept(Answer answer, RegisterWatch.Seen seen) {}

  /** What is kept as soon as it has been answered. */
  private record Awaited(Asked asked, RegisterWatch.Seen seen) {}

  /**
   * Keeps up to a number of bytes.
   *
   * @param bytes 0 keeps nothing
   */
  KeptAnswers(
      RegisterWatch register,
      Gate gate,
      MeterRegistry meters,
      @ConfigProperty(name = "casebook.cache.bytes") long bytes) {
    this.register = register;
    this.gate = gate;
    this.keeps = bytes > 0;
    this.mostOfOne = bytes / FEWEST;
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Asked asked, Kept one) -> one.answer().size() + asked.size())
            .build();
    this.fromMemory = counter(meters, "memory");
    this.fromRegister = counter(meters, "register");
  }

  private static Counter counter(MeterRegistry meters, String from) {
    return Counter.builder("casebook.public.reads")
        .description("Requests of those who are not signed in, by where the answer came from")
        .tag("from", from)
        .register(meters);
  }

  void register(@Observes Filters filters) {
    filters.register(this::handle, FilterOrder.KEPT_ANSWERS);
  }

  private void handle(RoutingContext exchange) {
    if (!keeps || !mayBeKept(exchange)) {
      exchange.next();
      return;
    }
    Asked asked = Asked.of(exchange);
    Kept found = RegisterPosition.isReached(exchange) ? kept.getIfPresent(asked) : null;
    Duration age = found == null ? null : register.age(found.seen()).orElse(null);
    if (found == null || age == null) {
      fromRegister.increment();
      exchange.put(ASKED, new Awaited(asked, register.from(RegisterPosition.state(exchange))));
      exchange.next();
      return;
    }
    gate.admit(exchange, ANYBODY);
    fromMemory.increment();
    send(exchange, found.answer(), age);
  }

  /** Whoever waits for another state is not answered from this one. */
  private static boolean mayBeKept(RoutingContext exchange) {
    String query = exchange.request().query();
    return RegisterPosition.isPublicRead(exchange) && (query == null || !query.contains("wait="));
  }

  private static void send(RoutingContext exchange, Answer answer, Duration age) {
    HttpServerRequest request = exchange.request();
    HttpServerResponse response = exchange.response();
    Answer.Chosen chosen =
        answer.choose(
            request.getHeader(HttpHeaders.ACCEPT_ENCODING),
            request.getHeader(HttpHeaders.IF_NONE_MATCH));
    answer
        .headers()
        .forEach((name, values) -> values.forEach(value -> response.headers().add(name, value)));
    response.putHeader(HttpHeaders.ETAG, chosen.tag().toString());
    if (!age.isZero()) {
      // RFC 9111, section 5.1: seconds since the answer was last known to be right.
      response.putHeader("Age", Long.toString(age.toSeconds()));
    }
    if (chosen.isHeld()) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, answer.type().toString());
    if (chosen.coding() != ContentCoding.IDENTITY) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, chosen.coding().token());
    }
    byte[] body = answer.in(chosen.coding());
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(Buffer.buffer(body));
    }
  }

  /**
   * Keeps an answer, if it is one that everybody may have.
   *
   * @param about the thing that alone it is about; null if it follows from the whole register
   */
  void keep(RoutingContext exchange, Answer answer, @Nullable UUID about) {
    if (exchange.get(ASKED) instanceof Awaited awaited && answer.size() <= mostOfOne) {
      UUID alone = awaited.asked().query() == null ? about : null;
      kept.put(awaited.asked(), new Kept(answer, awaited.seen().about(alone)));
    }
  }
}
