package uk.casebook.identity;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.ProblemException;

/**
 * How much one caller may ask of the service: who signed in goes by its name, everybody else by the
 * address that the request came from. Who sends keys that are not valid is soon not listened to.
 * Only operations of the contract are limited.
 */
@Singleton
class RateLimits {

  /** The network that an IPv6 address is in: its owner has all addresses of it. */
  private static final int NETWORK_BYTES = 8;

  private final @Nullable RateLimit addresses;
  private final @Nullable RateLimit callers;
  private final @Nullable RateLimit failedSignIns;

  RateLimits(
      InstantSource clock,
      @ConfigProperty(name = "casebook.limit.per-address") int perAddress,
      @ConfigProperty(name = "casebook.limit.per-caller") int perCaller,
      @ConfigProperty(name = "casebook.limit.failed-sign-ins") int failedSignIns) {
    this.addresses = limit("address", perAddress, clock);
    this.callers = limit("caller", perCaller, clock);
    this.failedSignIns = limit("failed-sign-ins", failedSignIns, clock);
  }

  private static @Nullable RateLimit limit(String name, int quota, InstantSource clock) {
    return quota == 0 ? null : new RateLimit(name, quota, clock);
  }

  /**
   * Looks whether too many keys that are not valid came from there: before another one is looked
   * up, so that guessing gains nothing.
   *
   * @throws ProblemException of type {@link uk.casebook.contract.ProblemType#TOO_MANY_REQUESTS} if
   *     there were
   */
  void refuseGuessing(RoutingContext exchange) {
    if (failedSignIns != null && exchange.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
      failedSignIns
          .exhausted(address(exchange))
          .ifPresent(verdict -> verdict.tell(exchange.response()).pass());
    }
  }

  /**
   * Counts a request.
   *
   * @throws ProblemException of type {@link uk.casebook.contract.ProblemType#TOO_MANY_REQUESTS} if
   *     it is one too many
   */
  void take(RoutingContext exchange, Caller caller) {
    if (caller.isAnonymous()) {
      if (addresses != null) {
        addresses.take(address(exchange)).tell(exchange.response()).pass();
      }
    } else if (callers != null) {
      callers.take(caller.name()).tell(exchange.response()).pass();
    }
  }

  /** Counts a sign-in with something that is not valid. */
  void countFailedSignIn(RoutingContext exchange) {
    if (failedSignIns != null) {
      failedSignIns.take(address(exchange));
    }
  }

  private static String address(RoutingContext exchange) {
    SocketAddress remote = exchange.request().remoteAddress();
    String address = remote == null ? null : remote.hostAddress();
    return network(Objects.requireNonNullElse(address, "unknown"));
  }

  /** What an address is counted as: itself, or for IPv6 its /64 network. */
  static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    return bytes == null ? address : HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES);
  }
}
