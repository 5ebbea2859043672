package uk.casebook.identity;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.security.Key;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access tokens of an OpenID provider. */
@QuarkusTest
@TestProfile(TokenHoldersTest.Profile.class)
class TokenHoldersTest {

  /** Runs the service with a provider. */
  public static class Profile implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(TokenServer.class));
    }
  }

  @Inject
  @ConfigProperty(name = "test.token-key")
  String keyText;

  @Inject
  @ConfigProperty(name = "quarkus.oidc.auth-server-url")
  String issuer;

  private RsaJsonWebKey key;

  @BeforeEach
  void readKey() throws JoseException {
    key = (RsaJsonWebKey) JsonWebKey.Factory.newJwk(keyText);
  }

  private JwtClaims claims(Consumer<JwtClaims> change) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setAudience("casebook");
    claims.setSubject("4711");
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(5);
    claims.setStringListClaim("groups", "admin", "chess-club");
    claims.setClaim("employer", Map.of("code", "E10000012"));
    change.accept(claims);
    return claims;
  }

  private static String sign(JwtClaims claims, String algorithm, Key key) throws JoseException {
    JsonWebSignature token = new JsonWebSignature();
    token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    token.setPayload(claims.toJson());
    token.setKeyIdHeaderValue("one");
    token.setAlgorithmHeaderValue(algorithm);
    token.setKey(key);
    token.setDoKeyValidation(false);
    return token.getCompactSerialization();
  }

  private String token(Consumer<JwtClaims> change) throws JoseException {
    return sign(claims(change), "RS256", key.getPrivateKey());
  }

  private static ValidatableResponse read(String address, String token) {
    return given().header("Authorization", "Bearer " + token).get(address).then();
  }

  private static void assertRefused(String token) {
    read("/v1/councils/essex", token)
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer realm=\"casebook\", error=\"invalid_token\""))
        .body("detail", equalTo("The key or token is not accepted."));
  }

  @Test
  void acceptsATokenWithItsRolesAndSubject() throws JoseException {
    String made =
        given()
            .header("Authorization", "Bearer " + token(claims -> {}))
            .contentType(ContentType.JSON)
            .body(Map.of("name", "By a person", "roles", List.of("editor")))
            .post("/v1/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("createdBy");
    assertThat(made).isEqualTo("person:4711");
  }

  @Test
  void leavesOutWhatIsNoRoleHere() throws JoseException {
    read("/v1/api-keys", token(claims -> claims.setStringListClaim("groups", "chess-club")))
        .statusCode(403);
    read("/v1/api-keys", token(claims -> claims.unsetClaim("groups"))).statusCode(403);
  }

  @Test
  void acceptsAnOrganisationThatItDoesNotHaveAsNone() throws JoseException {
    read(
            "/v1/councils/essex",
            token(claims -> claims.setClaim("employer", Map.of("code", "atlantis"))))
        .statusCode(200);
    read("/v1/councils/essex", token(claims -> claims.setClaim("employer", "E10000012")))
        .statusCode(200);
  }

  @Test
  void stillAcceptsApiKeys() {
    given().header("Authorization", KeyFixture.admin()).get("/v1/api-keys").then().statusCode(200);
  }

  @Test
  void refusesAnExpiredToken() throws JoseException {
    assertRefused(token(claims -> claims.setExpirationTimeMinutesInTheFuture(-1)));
  }

  @Test
  void refusesATokenForAnotherService() throws JoseException {
    assertRefused(token(claims -> claims.setAudience("another")));
    assertRefused(token(claims -> claims.unsetClaim("aud")));
  }

  @Test
  void refusesATokenOfAnotherProvider() throws JoseException {
    assertRefused(token(claims -> claims.setIssuer("http://localhost:1")));
  }

  @Test
  void refusesATokenThatAnotherKeySigned() throws JoseException {
    assertRefused(
        sign(claims(claims -> {}), "RS256", RsaJwkGenerator.generateJwk(2048).getPrivateKey()));
  }

  @Test
  void refusesATokenThatNobodySigned() throws JoseException {
    assertRefused(sign(claims(claims -> {}), "none", null));
  }

  @Test
  void refusesATokenSignedWithThePublicKeyAsASecret() throws JoseException {
    assertRefused(
        sign(
            claims(claims -> {}),
            "HS256",
            new SecretKeySpec(key.getPublicKey().getEncoded(), "HmacSHA256")));
    assertRefused(
        sign(
            claims(claims -> {}),
            "HS256",
            new SecretKeySpec(
                key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY).getBytes(US_ASCII),
                "HmacSHA256")));
  }

  @Test
  void refusesWhatIsNoToken() {
    assertRefused("nonsense");
    assertRefused("a.b.c");
  }
}
