package uk.casebook.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

/** Reads a query and checks it against an operation's parameters. */
final class QueryCheck {

  private final Operation operation;
  private final List<Violation> violations;
  private final Map<String, List<String>> given = new LinkedHashMap<>();
  private final Set<String> malformed = new HashSet<>();

  QueryCheck(Operation operation, List<Violation> violations) {
    this.operation = operation;
    this.violations = violations;
  }

  void check(String query) {
    // The server's own reader takes a semicolon for a separator too: what it will see is checked.
    StringTokenizer pairs = new StringTokenizer(query, "&;");
    while (pairs.hasMoreTokens()) {
      read(pairs.nextToken());
    }
    for (String name : given.keySet()) {
      if (!operation.query().containsKey(name)) {
        violations.add(unknown(name));
      }
    }
    for (Parameter parameter : operation.query().values()) {
      if (!malformed.contains(parameter.name())) {
        parameter.check(given.getOrDefault(parameter.name(), List.of()), violations);
      }
    }
  }

  private void read(String pair) {
    int equals = pair.indexOf('=');
    String rawName = equals < 0 ? pair : pair.substring(0, equals);
    String name = rawName;
    try {
      name = PercentEncoding.decodeQuery(rawName);
      String value = equals < 0 ? "" : PercentEncoding.decodeQuery(pair.substring(equals + 1));
      given.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
    } catch (PercentEncoding.Malformed e) {
      if (malformed.add(name)) {
        violations.add(e.in(name));
      }
    }
  }

  private Violation unknown(String name) {
    Set<String> known = operation.query().keySet();
    String meant =
        Nearest.to(name, known)
            .map("did you mean '%s'?"::formatted)
            .orElse(
                known.isEmpty()
                    ? "it has none."
                    : "it has %s.".formatted(String.join(", ", known)));
    String detail =
        "%s is not a query parameter of %s; %s"
            .formatted(Parameter.shown(name), operation.id(), meant);
    return Violation.ofParameter(name, "unknown-parameter", detail);
  }
}
