package uk.casebook.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;

/** Sends a request as it is written, malformed or not. */
final class RawHttp {

  private RawHttp() {}

  /** The whole answer to a request without body on a connection of its own. */
  static String get(String target, String... headerFields) {
    return send("GET " + target, headerFields, "");
  }

  static String send(String methodAndTarget, String[] headerFields, String body) {
    String request =
        methodAndTarget
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + String.join("", java.util.Arrays.stream(headerFields).map(f -> f + "\r\n").toList())
            + "\r\n"
            + body;
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
