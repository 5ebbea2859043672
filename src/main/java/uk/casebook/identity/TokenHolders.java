package uk.casebook.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.EnumCode;

/** Finds out who holds an access token that OpenID Connect has verified. */
@Singleton
class TokenHolders implements SecurityIdentityAugmentor {

  private final Owners owners;
  private final String organisationClaim;
  private final boolean enabled;
  private final List<String> audience;

  TokenHolders(
      Owners owners,
      @ConfigProperty(name = "casebook.oidc.organisation-claim", defaultValue = "organisation")
          String organisationClaim,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean enabled,
      @ConfigProperty(name = "quarkus.oidc.token.audience") Optional<List<String>> audience) {
    this.owners = owners;
    this.organisationClaim = organisationClaim;
    this.enabled = enabled;
    this.audience = audience.orElse(List.of());
  }

  /** Without an audience, a token that the provider made for another service would do here. */
  void check(@Observes StartupEvent start) {
    if (enabled && audience.isEmpty()) {
      throw new IllegalStateException(
          "OpenID Connect needs QUARKUS_OIDC_TOKEN_AUDIENCE: the name that the provider's tokens"
              + " call this service by.");
    }
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return identity.getPrincipal() instanceof JsonWebToken token
        ? context.runBlocking(() -> withCaller(identity, token))
        : Uni.createFrom().item(identity);
  }

  private SecurityIdentity withCaller(SecurityIdentity identity, JsonWebToken token) {
    String subject = token.getSubject();
    if (subject == null) {
      throw new AuthenticationFailedException();
    }
    Set<Role> roles =
        identity.getRoles().stream()
            .flatMap(
                code -> Stream.of(Role.values()).filter(role -> EnumCode.of(role).equals(code)))
            .collect(Collectors.toSet());
    Caller caller = new Caller("person:" + subject, roles, organisation(token));
    return QuarkusSecurityIdentity.builder(identity).addAttribute(Callers.CALLER, caller).build();
  }

  private @Nullable UUID organisation(JsonWebToken token) {
    String claims = token.getRawToken().split("\\.", -1)[1];
    Object value = new JsonObject(new String(Base64.getUrlDecoder().decode(claims), UTF_8));
    for (String name : organisationClaim.split("/", -1)) {
      value = value instanceof JsonObject object ? object.getValue(name) : null;
    }
    return value instanceof String key ? owners.findOrganisation(key).orElse(null) : null;
  }
}
