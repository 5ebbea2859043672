package uk.casebook.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The contract of this service: an OpenAPI 3.1 document that requests are checked against. */
final class Contract {

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

  /** These fields are described by other means (OpenAPI 3.1, "Parameter Object"). */
  private static final Set<String> DESCRIBED_ELSEWHERE =
      Set.of("accept", "content-type", "authorization");

  private final byte[] yaml;
  private final byte[] json;
  private final Document document;
  private final PathTree paths = new PathTree();
  private final List<Operation> operations = new ArrayList<>();

  private Contract(byte[] yaml, Document document) {
    this.yaml = yaml;
    this.document = document;
    this.json = document.root().toString().getBytes(UTF_8);
    Document.Place all = document.at("paths");
    for (String template : all.names()) {
      PathTree.Path path = path(template, all.child(template));
      paths.add(path);
      operations.addAll(path.operations().values());
    }
    Set<String> ids = new HashSet<>();
    for (Operation operation : operations) {
      if (operation.id().isEmpty() || !ids.add(operation.id())) {
        throw new IllegalStateException(
            "%s %s needs an operationId of its own"
                .formatted(operation.method(), operation.path()));
      }
    }
  }

  /**
   * Reads a contract.
   *
   * @throws IllegalStateException if it uses what is not checked here
   */
  static Contract of(byte[] yaml) {
    return new Contract(yaml, Document.parse(yaml));
  }

  /** The document, byte for byte as it was written. */
  byte[] yaml() {
    return yaml;
  }

  /** The same document as JSON. */
  byte[] json() {
    return json;
  }

  List<Operation> operations() {
    return operations;
  }

  /** A schema by its name among the components. */
  Document.Place schema(String name) {
    return document.at("components", "schemas", name);
  }

  private PathTree.Path path(String template, Document.Place item) {
    Map<String, Operation> operations = new LinkedHashMap<>();
    for (String method : item.names()) {
      if (METHODS.contains(method)) {
        operations.put(method.toUpperCase(Locale.ROOT), operation(template, method, item));
      }
    }
    return new PathTree.Path(template, operations);
  }

  private Operation operation(String template, String method, Document.Place item) {
    Document.Place place = item.child(method);
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    Stream.of(item, place)
        .flatMap(owner -> owner.child("parameters").elements().stream())
        .map(Parameter::new)
        .forEach(parameter -> parameters.put(parameter.in() + " " + parameter.name(), parameter));
    Map<String, Parameter> query = new LinkedHashMap<>();
    List<Parameter> headers = new ArrayList<>();
    Map<Integer, Parameter> path = new LinkedHashMap<>();
    List<String> segments = PathTree.segments(template);
    for (Parameter parameter : parameters.values()) {
      switch (parameter.in()) {
        case "query" -> query.put(parameter.name(), parameter);
        case "path" -> path.put(segments.indexOf("{" + parameter.name() + "}"), parameter);
        default -> {
          if (!DESCRIBED_ELSEWHERE.contains(parameter.name().toLowerCase(Locale.ROOT))) {
            headers.add(parameter);
          }
        }
      }
    }
    if (path.containsKey(-1)
        || segments.stream().filter(PathTree::isParameter).count() != path.size()) {
      throw new IllegalStateException(template + " and its path parameters do not agree");
    }
    Map<String, Operation.Response> responses = responses(place.child("responses"));
    List<String> produces =
        responses.entrySet().stream()
            .filter(response -> response.getKey().startsWith("2"))
            .flatMap(response -> response.getValue().content().keySet().stream())
            .distinct()
            .toList();
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        template,
        place.node().path("operationId").asText(),
        path,
        query,
        headers,
        schemas(place.child("requestBody").child("content")),
        place.child("requestBody").node().path("required").asBoolean(),
        produces,
        access(place),
        responses);
  }

  /** What the operation says, or else the whole document: one requirement is enough. */
  private Access access(Document.Place operation) {
    Document.Place own = operation.child("security");
    Document.Place requirements = own.node().isMissingNode() ? document.at("security") : own;
    boolean anybody = requirements.elements().stream().anyMatch(one -> one.node().isEmpty());
    Set<String> roles = new LinkedHashSet<>();
    operation.child("x-roles").node().forEach(role -> roles.add(role.asText()));
    return new Access(anybody, roles);
  }

  /** The places of the schemas by media type. */
  private static Map<String, Document.Place> schemas(Document.Place content) {
    Map<String, Document.Place> schemas = new LinkedHashMap<>();
    content.names().forEach(type -> schemas.put(type, content.child(type).raw("schema")));
    return schemas;
  }

  private static Map<String, Operation.Response> responses(Document.Place place) {
    Map<String, Operation.Response> responses = new LinkedHashMap<>();
    for (String status : place.names()) {
      Document.Place response = place.child(status);
      Map<String, Document.Place> headers = new LinkedHashMap<>();
      response
          .child("headers")
          .names()
          .forEach(name -> headers.put(name, response.child("headers").child(name)));
      responses.put(status, new Operation.Response(schemas(response.child("content")), headers));
    }
    return responses;
  }

  /**
   * The operation that a request asks for.
   *
   * @param method in capitals
   * @param path as it came, without the query
   * @throws ProblemException if the contract has no such path, or the path no such method
   */
  Operation operation(String method, String path) {
    PathTree.Path found = path(path);
    Operation operation = found.operations().get(method.equals("HEAD") ? "GET" : method);
    if (operation == null) {
      throw ProblemException.of(
              ProblemType.METHOD_NOT_ALLOWED,
              "%s has no %s; it has %s."
                  .formatted(found.template(), method, String.join(", ", found.methods())))
          .with("allowed", found.methods())
          .withHeader("Allow", String.join(", ", found.methods()));
    }
    return operation;
  }

  /**
   * The path of the contract that a request's path matches.
   *
   * @throws ProblemException if there is none
   */
  PathTree.Path path(String path) {
    List<String> segments = PathTree.segments(path);
    PathTree.Path found = paths.find(segments);
    if (found == null) {
      String meant =
          Nearest.to(path, paths.likeliest(segments))
              .map(" Did you mean %s?"::formatted)
              .orElse("");
      throw ProblemException.notFound("The contract has no such path." + meant);
    }
    return found;
  }

  /**
   * Everything in a request's address and header fields that breaks the contract.
   *
   * @param path as it came, without the query; it matches the operation
   * @param query as it came, without the question mark
   * @param header the value of a header field by its name
   */
  List<Violation> check(
      Operation operation,
      String path,
      @Nullable String query,
      Function<String, @Nullable String> header) {
    List<Violation> violations = new ArrayList<>();
    if (!operation.pathParameters().isEmpty()) {
      List<String> segments = PathTree.segments(path);
      operation
          .pathParameters()
          .forEach((segment, parameter) -> checkPath(parameter, segments.get(segment), violations));
    }
    new QueryCheck(operation, violations).check(query == null ? "" : query);
    for (Parameter parameter : operation.headers()) {
      String value = header.apply(parameter.name());
      parameter.check(value == null ? List.of() : List.of(value), violations);
    }
    return violations;
  }

  private static void checkPath(Parameter parameter, String raw, List<Violation> violations) {
    try {
      parameter.check(List.of(PercentEncoding.decodeSegment(raw)), violations);
    } catch (PercentEncoding.Malformed e) {
      violations.add(e.in(parameter.name()));
    }
  }
}
