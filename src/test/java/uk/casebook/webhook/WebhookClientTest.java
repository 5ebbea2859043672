package uk.casebook.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTPS, to a receiver with a certificate of its own making. */
class WebhookClientTest {

  private static final String TRUSTED = "javax.net.ssl.trustStore";
  private static final String PASSWORD = "changeit";

  @TempDir static Path directory;
  private static HttpsServer server;
  private static Vertx vertx;

  @BeforeAll
  static void start() throws Exception {
    Path keys = directory.resolve("keys");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "receiver",
                "-keyalg",
                "EC",
                "-dname",
                "CN=receiver.test",
                "-ext",
                "SAN=dns:receiver.test",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys.toString())
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(keys)) {
      store.load(file, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("receiver", store.getCertificate("receiver"));
    try (OutputStream file = Files.newOutputStream(directory.resolve("trusted"))) {
      trusted.store(file, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    vertx = Vertx.vertx();
    TestResolver.know("receiver.test", "127.0.0.1");
    TestResolver.know("other.test", "127.0.0.1");
  }

  @AfterAll
  static void stop() {
    System.clearProperty(TRUSTED);
    System.clearProperty(TRUSTED + "Password");
    server.stop(0);
    vertx.close();
  }

  private static Outcome sentTo(String host) {
    return sent("https://%s:%d/".formatted(host, server.getAddress().getPort()));
  }

  private static Outcome sent(String url) {
    WebhookClient client =
        new WebhookClient(
            vertx,
            new WebhookTargets(new TestResolver(), Optional.of(List.of("127.0.0.0/8", "::1/128"))),
            Clock.systemUTC(),
            Duration.ofSeconds(10));
    return client.send(
        new Delivery(UUID.randomUUID(), url, "msg_1", "{}", 0, List.of(SigningSecret.random())));
  }

  @Test
  void sendsToNobodyWhoseCertificateIsNotTrustedForItsName() {
    assertThat(sentTo("receiver.test").failure()).isEqualTo(FailureReason.NOT_TRUSTED);

    System.setProperty(TRUSTED, directory.resolve("trusted").toString());
    System.setProperty(TRUSTED + "Password", PASSWORD);
    assertThat(sentTo("other.test").failure()).isEqualTo(FailureReason.NOT_TRUSTED);
    assertThat(sentTo("receiver.test").failure()).isNull();
  }

  @Test
  void sendsToAnAddressOfVersion6() throws IOException {
    HttpServer other;
    try {
      other = HttpServer.create(new InetSocketAddress(InetAddress.getAllByName("::1")[0], 0), 0);
    } catch (SocketException e) {
      Assumptions.abort("There is no IPv6 here");
      return;
    }
    Queue<String> hosts = new ConcurrentLinkedQueue<>();
    other.createContext(
        "/",
        exchange -> {
          hosts.add(exchange.getRequestHeaders().getFirst("Host"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    other.start();
    try {
      String authority = "[::1]:" + other.getAddress().getPort();
      assertThat(sent("http://" + authority + "/")).isEqualTo(Outcome.answered(204, Duration.ZERO));
      assertThat(hosts).containsExactly(authority);
    } finally {
      other.stop(0);
    }
  }
}
