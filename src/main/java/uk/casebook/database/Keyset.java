package uk.casebook.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.Cursors;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;
import uk.casebook.http.Position;

/**
 * The order of a list: by a key and then by what is unique and outlives edits, both in the same
 * direction. A page begins behind the row at which the page before it ended, so rows that appear or
 * go meanwhile neither repeat nor hide another row.
 *
 * @param key an SQL expression that is never null
 * @param tie an SQL expression that is unique among the rows of one key
 * @param row an SQL expression for what the row is loaded by
 */
public record Keyset<K, T, R>(
    String key,
    Class<K> keyType,
    String tie,
    Class<T> tieType,
    String row,
    Class<R> rowType,
    boolean descending) {

  /** Where a row stands in the list, and what it is loaded by. */
  public record Entry<R>(Position position, R row) {}

  /**
   * The rows from a position on, one more than a page holds, to see whether another page follows.
   *
   * @param from what stands after {@code from}, with the aliases that everything else uses
   */
  public List<Entry<R>> fetch(
      EntityManager entities,
      String from,
      Conditions conditions,
      @Nullable Position start,
      int limit) {
    Conditions page = conditions.copy();
    if (start != null) {
      page.and("(%s, %s) %s (:startKey, :startTie)".formatted(key, tie, descending ? "<" : ">"))
          .with("startKey", keyType.cast(start.values().get(0)))
          .with("startTie", tieType.cast(start.values().get(1)));
    }
    String direction = descending ? "desc" : "asc";
    String sql =
        "select %s as k, %s as t, %s as r from %s where %s order by %s %s, %s %s limit :fetched"
            .formatted(key, tie, row, from, page.sql(), key, direction, tie, direction);
    return Sql.list(entities, sql, Tuple.class, page.with("fetched", limit + 1).values()).stream()
        .map(
            found ->
                new Entry<>(
                    Position.of(found.get("k", keyType), found.get("t", tieType)),
                    found.get("r", rowType)))
        .toList();
  }

  /**
   * A page of what its rows are loaded by.
   *
   * @param fetched as {@link #fetch} gave them
   * @param total how many rows the whole list has
   */
  public static <R> Page<R> page(
      Cursors cursors, ListRequest list, List<Entry<R>> fetched, long total) {
    return cursors.page(list, fetched, total, Entry::position).map(Entry::row);
  }

  /** How many rows a list has. */
  public static long count(EntityManager entities, String from, Conditions conditions) {
    String sql = "select count(*) from %s where %s".formatted(from, conditions.sql());
    return Sql.list(entities, sql, Long.class, conditions.values()).get(0);
  }
}
