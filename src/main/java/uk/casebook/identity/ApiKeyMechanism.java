package uk.casebook.identity;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Exchange;
import uk.casebook.contract.ProblemException;

/**
 * Knows callers by their API key. Whatever else stands in {@code Authorization} is left to OpenID
 * Connect; what nobody knows is refused by {@link Gatekeeper}.
 */
@ApplicationScoped
class ApiKeyMechanism implements HttpAuthenticationMechanism {

  private static final String SCHEME = "Bearer ";

  /** A key that came with a request. */
  static final class Presented extends BaseAuthenticationRequest {

    private final Secret secret;

    Presented(Secret secret) {
      this.secret = secret;
    }
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext exchange, IdentityProviderManager providers) {
    if (Exchange.operationId(exchange).isEmpty()) {
      // Health, metrics and the pages of the documentation ask nobody who they are.
      return Uni.createFrom().nullItem();
    }
    return secret(exchange.request().getHeader(HttpHeaders.AUTHORIZATION))
        .map(secret -> providers.authenticate(new Presented(secret)))
        .orElseGet(() -> Uni.createFrom().nullItem());
  }

  private static Optional<Secret> secret(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return Secret.parse(authorization.substring(SCHEME.length()).strip());
  }

  /** Before OpenID Connect, which takes every bearer for a token and refuses what is none. */
  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 1_000;
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext exchange) {
    return Uni.createFrom()
        .item(new ChallengeData(401, "WWW-Authenticate", ProblemException.CHALLENGE));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(Presented.class);
  }

  /** Finds the key, off the event loop. */
  @ApplicationScoped
  static class Provider implements IdentityProvider<Presented> {

    private final ApiKeyService keys;

    Provider(ApiKeyService keys) {
      this.keys = keys;
    }

    @Override
    public Class<Presented> getRequestType() {
      return Presented.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
        Presented presented, AuthenticationRequestContext context) {
      return context.runBlocking(
          () -> keys.authenticate(presented.secret).map(Provider::identity).orElse(null));
    }

    private static SecurityIdentity identity(Caller caller) {
      return QuarkusSecurityIdentity.builder()
          .setPrincipal(new QuarkusPrincipal(caller.name()))
          .addAttribute(Callers.CALLER, caller)
          .build();
    }
  }
}
