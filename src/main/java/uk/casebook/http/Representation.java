package uk.casebook.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Exchange;

/**
 * Turns what a resource returns into bytes, once, and gives the answer what follows from them:
 * {@code ETag}, {@code 304}, gzip, {@code Vary}, {@code Cache-Control} and the licence. What a
 * write answers is not coded and never cached; its tag is that of what was written.
 *
 * <p>Quarkus' own compression works below the resources, where one tag would end up on two codings,
 * so it stays off. What streams is tagged by the state that it is written from.
 */
class Representation {

  private final ObjectMapper mapper;
  private final KeptAnswers answers;
  private final String licence;

  Representation(
      ObjectMapper mapper,
      KeptAnswers answers,
      @ConfigProperty(name = "casebook.licence-url") String licenceUrl) {
    this.mapper = mapper;
    this.answers = answers;
    this.licence = "<" + licenceUrl + ">; rel=\"license\"";
  }

  /** Runs after all other response filters, so that nothing changes the bytes any more. */
  @ServerResponseFilter(priority = 0)
  public void represent(
      ContainerRequestContext request, ContainerResponseContext response, RoutingContext exchange) {
    MediaType type = response.getMediaType();
    if (type == null || (response.getStatus() != 200 && response.getStatus() != 201)) {
      return;
    }
    MultivaluedMap<String, Object> headers = response.getHeaders();
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      byte[] written = render(response.getEntity(), type);
      headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
      if (written != null) {
        headers.putSingle(HttpHeaders.ETAG, EntityTag.of(name(type), written).toString());
        response.setEntity(written, response.getEntityAnnotations(), type);
      }
      return;
    }
    cache(request, headers);
    if (Exchange.isNegotiated(exchange)) {
      add(headers, HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }
    if (request.getUriInfo().getPath().startsWith("/v1")) {
      add(headers, HttpHeaders.LINK, licence);
    }
    if (ContentCoding.isTextual(type)) {
      add(headers, HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
    if (response.getEntity() instanceof Streamed streamed) {
      stream(request, response, type, streamed, exchange);
      return;
    }
    byte[] body = render(response.getEntity(), type);
    if (body != null) {
      Answer answer = new Answer(type, headers, body, EntityTag.of(name(type), body));
      UUID about = response.getEntity() instanceof Identified one ? one.id() : null;
      answers.keep(exchange, answer, about);
      send(request, response, answer);
    }
  }

  private static void send(
      ContainerRequestContext request, ContainerResponseContext response, Answer answer) {
    Answer.Chosen chosen =
        answer.choose(
            request.getHeaderString(HttpHeaders.ACCEPT_ENCODING),
            request.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    if (isNew(response, chosen)) {
      byte[] encoded = answer.in(chosen.coding());
      response.getHeaders().putSingle(HttpHeaders.CONTENT_LENGTH, encoded.length);
      response.setEntity(encoded, response.getEntityAnnotations(), answer.type());
    }
  }

  private static void stream(
      ContainerRequestContext request,
      ContainerResponseContext response,
      MediaType type,
      Streamed streamed,
      RoutingContext exchange) {
    ContentCoding coding =
        ContentCoding.of(type, request.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
    EntityTag tag = EntityTag.of(name(type), streamed.state().getBytes(UTF_8));
    if (isNew(
        response, Answer.choose(tag, coding, request.getHeaderString(HttpHeaders.IF_NONE_MATCH)))) {
      boolean wanted = request.getMethod().equals("GET");
      StreamingOutput body =
          out -> {
            OutputStream coded = coding.encode(out);
            if (wanted) {
              write(streamed, coded, exchange);
            }
            coded.close();
          };
      response.setEntity(body, response.getEntityAnnotations(), type);
    }
  }

  /**
   * Half of an answer must not look like a whole one: whatever fails breaks the connection, since
   * the status has been sent.
   */
  private static void write(Streamed streamed, OutputStream coded, RoutingContext exchange)
      throws IOException {
    try {
      streamed.body().write(new LeftOpen(coded));
    } catch (IOException | RuntimeException e) {
      Log.error("An answer broke off while it was streamed", e);
      exchange.request().connection().close();
      throw e;
    }
  }

  /**
   * Whoever writes the body may close what it writes to; what is behind it is closed at the end.
   */
  private static final class LeftOpen extends FilterOutputStream {

    LeftOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /** Tags the answer; one that the caller holds is answered with 304. */
  private static boolean isNew(ContainerResponseContext response, Answer.Chosen chosen) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle(HttpHeaders.ETAG, chosen.tag().toString());
    if (chosen.isHeld()) {
      response.setStatus(304);
      response.setEntity(null);
      return false;
    }
    if (chosen.coding() != ContentCoding.IDENTITY) {
      headers.putSingle(HttpHeaders.CONTENT_ENCODING, chosen.coding().token());
    }
    return true;
  }

  private byte @Nullable [] render(@Nullable Object entity, MediaType type) {
    if (entity instanceof byte[] bytes) {
      return bytes;
    }
    if (entity instanceof Document document) {
      return document.json();
    }
    if (entity instanceof String text) {
      return text.getBytes(UTF_8);
    }
    if (type.getSubtype().endsWith("json")
        && (entity instanceof Record
            || entity instanceof Map<?, ?>
            || entity instanceof Collection<?>
            || entity instanceof JsonNode)) {
      return json(entity);
    }
    return null;
  }

  /**
   * A public answer may be kept by anybody and used again only once it is known to be current. An
   * answer for a signed-in caller is kept by nobody.
   */
  private static void cache(
      ContainerRequestContext request, MultivaluedMap<String, Object> headers) {
    boolean signedIn = request.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
    headers.putIfAbsent(
        HttpHeaders.CACHE_CONTROL, List.of(signedIn ? "private, no-store" : "public, no-cache"));
  }

  /** Without parameters, so that whoever has the bytes alone can tell the tag. */
  private static String name(MediaType type) {
    return type.getType() + "/" + type.getSubtype();
  }

  /** Adds a member to a field that is a list, as one line. */
  private static void add(MultivaluedMap<String, Object> headers, String name, String member) {
    List<Object> members = new ArrayList<>(headers.getOrDefault(name, List.of()));
    members.add(member);
    headers.putSingle(
        name, members.stream().map(Object::toString).collect(Collectors.joining(", ")));
  }

  private byte[] json(Object entity) {
    try {
      return mapper.writeValueAsBytes(entity);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
