package uk.casebook.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;

/** What is made of a token that was verified. */
class TokenOrganisationTest {

  private static final UUID ESSEX = new UUID(0, 1);

  private static final Owners OWNERS =
      new Owners() {
        @Override
        public Optional<UUID> findOrganisation(String key) {
          return key.equals("essex") ? Optional.of(ESSEX) : Optional.empty();
        }

        @Override
        public Map<UUID, String> slugs(Collection<UUID> ids) {
          return Map.of();
        }
      };

  private static final AuthenticationRequestContext CONTEXT =
      new AuthenticationRequestContext() {
        @Override
        public Uni<SecurityIdentity> runBlocking(Supplier<SecurityIdentity> work) {
          return Uni.createFrom().item(work);
        }
      };

  private record Token(String claims) implements JsonWebToken {
    @Override
    public String getName() {
      return "4711";
    }

    @Override
    public Set<String> getClaimNames() {
      return Set.of("sub", "raw_token");
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the interface has it
    public <T> T getClaim(String name) {
      return (T)
          switch (name) {
            case "sub" -> "4711";
            case "raw_token" ->
                "head."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
                    + ".signature";
            default -> null;
          };
    }
  }

  private static Caller caller(String claim, String claims) {
    SecurityIdentity verified =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(new Token(claims))
            .addRoles(Set.of("grant-officer", "chess-club"))
            .build();
    return Callers.of(
        new TokenHolders(OWNERS, claim, true, Optional.of(List.of("casebook")))
            .augment(verified, CONTEXT)
            .await()
            .indefinitely());
  }

  @Test
  void namesThePersonByTheSubjectAndKeepsTheRolesThatThereAre() {
    assertThat(caller("organisation", "{}"))
        .isEqualTo(new Caller("person:4711", Set.of(Role.GRANT_OFFICER), null));
  }

  @Test
  void findsTheOrganisationInAClaimOrInAClaimOfAClaim() {
    assertThat(caller("organisation", "{\"organisation\": \"essex\"}").organisationId())
        .isEqualTo(ESSEX);
    assertThat(caller("work/body", "{\"work\": {\"body\": \"essex\"}}").organisationId())
        .isEqualTo(ESSEX);
  }

  @Test
  void takesAnOrganisationThatItDoesNotHaveForNone() {
    assertThat(caller("organisation", "{\"organisation\": \"atlantis\"}").organisationId())
        .isNull();
    assertThat(caller("work/body", "{\"work\": \"essex\"}").organisationId()).isNull();
    assertThat(caller("work", "{\"work\": {\"body\": \"essex\"}}").organisationId()).isNull();
  }

  @Test
  void doesNotStartWithoutAnAudience() {
    TokenHolders holders = new TokenHolders(OWNERS, "organisation", true, Optional.empty());
    assertThatIllegalStateException()
        .isThrownBy(() -> holders.check(new StartupEvent()))
        .withMessageContaining("QUARKUS_OIDC_TOKEN_AUDIENCE");
  }
}
