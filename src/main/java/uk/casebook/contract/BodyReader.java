package uk.casebook.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Hands bodies to resources: parsed, checked against the operation's schema, and of the type that
 * the resource asks for. A resource that asks for a {@link JsonNode} gets the body with its nulls,
 * since in a merge patch they mean something.
 */
@Provider
@Consumes({
  MediaType.APPLICATION_JSON,
  "application/merge-patch+json",
  // What the server takes a request for that names no type, since it has no body.
  MediaType.APPLICATION_OCTET_STREAM
})
class BodyReader implements ServerMessageBodyReader<Object> {

  private final BodyCheck check;
  private final Bodies bodies;
  private final RoutingContext exchange;

  BodyReader(BodyCheck check, Bodies bodies, RoutingContext exchange) {
    this.check = check;
    this.bodies = bodies;
    this.exchange = exchange;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, ResteasyReactiveResourceInfo method, MediaType mediaType) {
    return true;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return true;
  }

  @Override
  public @Nullable Object readFrom(
      Class<Object> type, Type genericType, MediaType mediaType, ServerRequestContext context)
      throws IOException {
    byte[] bytes = read(context.getInputStream());
    exchange.put(ContractFilter.BODY, bytes);
    Operation operation = Objects.requireNonNull(exchange.get(ContractFilter.OPERATION));
    if (bytes.length == 0 && !operation.needsBody()) {
      return null;
    }
    Document.Place schema =
        operation.consumes().get(mediaType.getType() + "/" + mediaType.getSubtype());
    if (schema == null) {
      throw new IllegalStateException(operation.id() + " reads no " + mediaType);
    }
    JsonNode body = check.parse(bytes);
    if (type.isAssignableFrom(JsonNode.class)) {
      ProblemException.refuse(BodyCheck.check(schema, body));
      return body;
    }
    return bodies.read(body, schema, type);
  }

  /** The length may not have been known before: the limit holds here too. */
  private static byte[] read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(ContractFilter.LARGEST_BODY + 1);
    if (bytes.length > ContractFilter.LARGEST_BODY) {
      throw ContractFilter.tooLarge();
    }
    return bytes;
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream in) {
    throw new UnsupportedOperationException("The server reads with the context of the request");
  }
}
