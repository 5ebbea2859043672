package uk.casebook.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.restassured.filter.FilterContext;
import io.restassured.filter.OrderedFilter;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/**
 * Checks an exchange against the contract, both ways: the answer must be declared and be as
 * declared; a request that breaks the contract must have been refused, and one that does not must
 * not have been refused for breaking it.
 */
final class ContractExchange implements OrderedFilter {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** The codes of violations of the contract; a service's own reasons to refuse have others. */
  private static final Set<String> CONTRACT_CODES =
      Set.of(
          "all-of",
          "any-of",
          "const",
          "control-character",
          "encoding",
          "enum",
          "exclusive-maximum",
          "exclusive-minimum",
          "format",
          "max-items",
          "max-length",
          "maximum",
          "min-items",
          "min-length",
          "minimum",
          "multiple-of",
          "one-of",
          "pattern",
          "repeated",
          "required",
          "type",
          "unique-items",
          "unknown-parameter");

  private final Contract contract;

  ContractExchange(Contract contract) {
    this.contract = contract;
  }

  /** The last to see a request, so that it sees what is really sent. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification specification,
      FilterContext context) {
    Response response = context.next(request, specification);
    URI uri = URI.create(request.getURI());
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    if (Exchange.besideContract(path).isEmpty()) {
      SoftAssertions softly = new SoftAssertions();
      check(request, path, uri.getRawQuery(), response, softly);
      softly.assertAll();
    }
    return response;
  }

  private void check(
      FilterableRequestSpecification request,
      String path,
      @Nullable String query,
      Response response,
      SoftAssertions softly) {
    String exchange = request.getMethod() + " " + request.getURI();
    int status = response.statusCode();
    Operation operation;
    try {
      if (request.getMethod().equals("OPTIONS")) {
        contract.path(path);
        softly.assertThat(status).as(exchange).isEqualTo(204);
        softly.assertThat(response.header("Allow")).as(exchange).isNotEmpty();
        return;
      }
      operation = contract.operation(request.getMethod(), path);
    } catch (ProblemException refused) {
      softly.assertThat(status).as(exchange).isBetween(400, 499);
      softly.assertThat(response.contentType()).as(exchange).isEqualTo(Problem.MEDIA_TYPE);
      return;
    }
    List<Violation> violations =
        contract.check(operation, path, query, request.getHeaders()::getValue);
    if (!violations.isEmpty()) {
      softly
          .assertThat(status)
          .as("%s breaks the contract: %s", exchange, violations)
          .isBetween(400, 499);
    } else if (status == 400) {
      // Bodies are not checked here: what a merge patch makes of a thing is known to the service
      // alone.
      List<String> codes =
          response.jsonPath().getList("errors.findAll { it.parameter != null }.code", String.class);
      softly
          .assertThat(codes == null ? List.<String>of() : codes)
          .as("%s keeps the contract, and was refused: %s", exchange, response.asString())
          .doesNotContainAnyElementsOf(CONTRACT_CODES);
    }
    checkAnswer(operation, exchange, request.getMethod().equals("HEAD"), response, softly);
  }

  private void checkAnswer(
      Operation operation,
      String exchange,
      boolean isHead,
      Response response,
      SoftAssertions softly) {
    int status = response.statusCode();
    Map<String, Operation.Response> responses = operation.responses();
    // The default is for problems: an undeclared success is no accident that it could cover.
    Operation.Response declared =
        responses.getOrDefault(
            Integer.toString(status), status >= 400 ? responses.get("default") : null);
    softly.assertThat(declared).as("%s: status %d is declared", exchange, status).isNotNull();
    if (declared == null) {
      return;
    }
    byte[] body = isHead ? new byte[0] : response.asByteArray();
    if (body.length > 0) {
      checkBody(declared, exchange, response, softly);
    } else if (!isHead) {
      softly.assertThat(declared.content()).as("%s: no body", exchange).isEmpty();
    }
    declared
        .headers()
        .forEach((name, header) -> checkHeader(exchange, name, header, response, softly));
  }

  private static void checkBody(
      Operation.Response declared, String exchange, Response response, SoftAssertions softly) {
    String type = mediaType(response.contentType());
    softly.assertThat(declared.content()).as("%s: media type", exchange).containsKey(type);
    Document.Place schema = declared.content().get(type);
    if (schema == null) {
      return;
    }
    JsonNode body;
    try {
      body =
          type.endsWith("/json") || type.endsWith("+json")
              ? JSON.readTree(response.asByteArray())
              : TextNode.valueOf(response.asString());
    } catch (JsonProcessingException e) {
      softly.fail(exchange + ": the body is not JSON: " + e.getMessage());
      return;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    softly.assertThat(schema.schema().validate(body)).as("%s: body", exchange).isEmpty();
  }

  private static void checkHeader(
      String exchange,
      String name,
      Document.Place header,
      Response response,
      SoftAssertions softly) {
    String value = response.header(name);
    if (value == null) {
      softly
          .assertThat(header.node().path("required").asBoolean())
          .as("%s: header field %s is required", exchange, name)
          .isFalse();
    } else {
      softly
          .assertThat(header.raw("schema").schema().validate(TextNode.valueOf(value)))
          .as("%s: header field %s", exchange, name)
          .isEmpty();
    }
  }

  private static String mediaType(@Nullable String contentType) {
    return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
