package uk.casebook.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which list was asked for and which page of it. A list is its path with its filters and sort; two
 * requests that differ only in the order of their parameters, or in the format of the answer, ask
 * for the same list.
 *
 * @param path as it stands in the request, percent-encoded
 * @param filters everything in the query but {@code cursor} and {@code limit}
 * @param cursor where the page starts, or null for the first one
 * @param limit how many rows the page has at most
 */
public record ListRequest(
    String path, SortedMap<String, List<String>> filters, @Nullable String cursor, int limit) {

  private static final String CURSOR = "cursor";
  private static final String LIMIT = "limit";
  private static final String FORMAT = "format";
  private static final int DEFAULT_LIMIT = 20;

  /** Reads a request that the contract has let through, so that its limit is a number in bounds. */
  public static ListRequest of(UriInfo uri) {
    SortedMap<String, List<String>> filters = new TreeMap<>(uri.getQueryParameters());
    Optional<String> cursor = first(filters.remove(CURSOR));
    Optional<String> limit = first(filters.remove(LIMIT));
    return new ListRequest(
        uri.getRequestUri().getRawPath(),
        filters,
        cursor.orElse(null),
        limit.map(Integer::valueOf).orElse(DEFAULT_LIMIT));
  }

  /** What makes this list another one than any other: its path, filters and sort. */
  String identity() {
    SortedMap<String, List<String>> identifying = new TreeMap<>(filters);
    identifying.remove(FORMAT);
    return path + '?' + query(identifying, Stream::sorted);
  }

  /** The same list without some of its parameters. */
  public ListRequest without(Set<String> parameters) {
    SortedMap<String, List<String>> others = new TreeMap<>(filters);
    others.keySet().removeAll(parameters);
    return new ListRequest(path, others, cursor, limit);
  }

  /** What is asked of this list, asked elsewhere. */
  public ListRequest under(String otherPath) {
    return new ListRequest(otherPath, filters, cursor, limit);
  }

  /** Where its first page is, with as many rows as usual. */
  public String address() {
    String query = query(filters, values -> values);
    return query.isEmpty() ? path : path + '?' + query;
  }

  /** Where the page that starts at a cursor is. */
  String at(String next) {
    String filter = query(filters, values -> values);
    return path
        + '?'
        + filter
        + (filter.isEmpty() ? "" : "&")
        + "limit="
        + limit
        + "&cursor="
        + next;
  }

  private static String query(
      Map<String, List<String>> filters, UnaryOperator<Stream<String>> order) {
    return filters.entrySet().stream()
        .flatMap(
            filter ->
                order
                    .apply(filter.getValue().stream())
                    .map(value -> encode(filter.getKey()) + '=' + encode(value)))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("%7E", "~");
  }

  private static Optional<String> first(@Nullable List<String> values) {
    return values == null ? Optional.empty() : values.stream().findFirst();
  }
}
