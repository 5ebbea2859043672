package uk.casebook.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** An OpenID provider with one key, which tests get as the setting {@code test.token-key}. */
public final class TokenServer implements QuarkusTestResourceLifecycleManager {

  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId("one");
      key.setAlgorithm("RS256");
      key.setUse("sig");
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      String url = "http://localhost:" + server.getAddress().getPort();
      answer("/keys", new JsonWebKeySet(List.of(key)).toJson(OutputControlLevel.PUBLIC_ONLY));
      answer(
          "/.well-known/openid-configuration",
          "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\",\"token_endpoint\":\"%1$s/token\"}"
              .formatted(url));
      server.start();
      return Map.of(
          "quarkus.oidc.auth-server-url",
          url,
          "quarkus.oidc.token.audience",
          "casebook",
          "quarkus.oidc.roles.role-claim-path",
          "groups",
          "casebook.oidc.organisation-claim",
          "employer/code",
          "test.token-key",
          key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(String path, String json) {
    server.createContext(path, exchange -> send(exchange, json.getBytes(UTF_8)));
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }
}
