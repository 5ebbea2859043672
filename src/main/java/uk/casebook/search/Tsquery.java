package uk.casebook.search;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Combines tsqueries in the form in which PostgreSQL wrote them, so never what a user typed; empty
 * ones fall out.
 */
final class Tsquery {
  private Tsquery() {}

  static String and(List<String> queries) {
    return joined(queries, " & ");
  }

  static String or(List<String> queries) {
    return joined(queries, " | ");
  }

  static String not(String query) {
    return query.isEmpty() ? "" : "!(" + query + ")";
  }

  static String next(String first, String second) {
    return joined(List.of(first, second), " <-> ");
  }

  /** What finds the same words in any order. */
  static String loosened(String query) {
    return query.replaceAll("<(-|[0-9]+)>", "&");
  }

  private static String joined(List<String> queries, String operator) {
    List<String> parts = queries.stream().filter(query -> !query.isEmpty()).toList();
    return parts.size() == 1
        ? parts.get(0)
        : parts.stream().map(query -> "(" + query + ")").collect(Collectors.joining(operator));
  }
}
