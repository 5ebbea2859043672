package uk.casebook.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the path of the contract that a request's path matches, segment by segment. */
final class PathTree {

  /** A path of the contract with its operations by method. */
  record Path(String template, Map<String, Operation> operations) {

    /** The methods for {@code Allow}; whatever can be read has HEAD, and every path OPTIONS. */
    List<String> methods() {
      List<String> methods = new ArrayList<>(operations.keySet());
      if (methods.contains("GET")) {
        methods.add("HEAD");
      }
      methods.add("OPTIONS");
      return methods.stream().sorted().toList();
    }
  }

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private @Nullable Node parameter;
    private @Nullable Path path;
  }

  private final Node root = new Node();
  private final List<String> templates = new ArrayList<>();

  void add(Path path) {
    Node node = root;
    for (String segment : segments(path.template)) {
      if (isParameter(segment)) {
        if (node.parameter == null) {
          node.parameter = new Node();
        }
        node = node.parameter;
      } else if (segment.contains("{")) {
        throw new IllegalStateException(path.template + ": a parameter must be a whole segment");
      } else {
        node = node.literals.computeIfAbsent(segment, name -> new Node());
      }
    }
    node.path = path;
    templates.add(path.template);
  }

  @Nullable Path find(List<String> segments) {
    return find(root, segments, 0);
  }

  /** A literal segment goes before a parameter (OpenAPI 3.1, "Path Templating Matching"). */
  private static @Nullable Path find(Node node, List<String> segments, int depth) {
    if (depth == segments.size()) {
      return node.path;
    }
    String segment = segments.get(depth);
    Node literal = node.literals.get(segment);
    Path found = literal == null ? null : find(literal, segments, depth + 1);
    if (found == null && node.parameter != null && !segment.isEmpty()) {
      found = find(node.parameter, segments, depth + 1);
    }
    return found;
  }

  /** Every path of the contract, its parameters filled in from the given path where it has them. */
  List<String> likeliest(List<String> segments) {
    return templates.stream()
        .map(
            template -> {
              List<String> filled = new ArrayList<>(segments(template));
              for (int i = 0; i < Math.min(filled.size(), segments.size()); i++) {
                if (isParameter(filled.get(i)) && !segments.get(i).isEmpty()) {
                  filled.set(i, segments.get(i));
                }
              }
              return "/" + String.join("/", filled);
            })
        .toList();
  }

  static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  /** What stands between the slashes. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    int start = 1;
    for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', start)) {
      segments.add(path.substring(start, slash));
      start = slash + 1;
    }
    segments.add(path.substring(start));
    return segments;
  }
}
