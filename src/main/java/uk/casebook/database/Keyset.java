package uk.casebook.database;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.query.TupleTransformer;
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

  private static final TupleTransformer<Object[]> ROW = (row, names) -> row;

  /** Where a row stands in the list, and what it is loaded by. */
  public record Entry<R>(Position position, R row) {}

  /**
   * Rows of a list.
   *
   * @param total how many rows the whole list has
   */
  public record Counted<R>(List<Entry<R>> entries, long total) {}

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
    from(start, key, tie).ifPresent(page::and);
    String sql =
        "select %s as k, %s as t, %s as r from %s where %s order by %s limit :fetched"
            .formatted(key, tie, row, from, page.sql(), ordered(key, tie));
    return Sql.list(entities, sql, ROW, bound(page, start, limit)).stream()
        .map(found -> entry(found, 0))
        .toList();
  }

  /**
   * As {@link #fetch}, and how many rows the whole list has, of which all that it selects are
   * looked at once.
   */
  public Counted<R> fetchCounted(
      EntityManager entities,
      String from,
      Conditions conditions,
      @Nullable Position start,
      int limit) {
    if (conditions.isEmpty()) {
      return new Counted<>(
          fetch(entities, from, conditions, start, limit), count(entities, from, conditions));
    }
    String sql =
        """
        with found as materialized (select %s as k, %s as t, %s as r from %s where %s)
        select c.total, p.k, p.t, p.r from (select count(*) as total from found) c
        left join (select * from found where %s order by %s limit :fetched) p on true
        order by %s
        """
            .formatted(
                key,
                tie,
                row,
                from,
                conditions.sql(),
                from(start, "k", "t").orElse("true"),
                ordered("k", "t"),
                ordered("k", "t"));
    List<Object[]> rows = Sql.list(entities, sql, ROW, bound(conditions.copy(), start, limit));
    return new Counted<>(
        rows.stream().filter(found -> found[3] != null).map(found -> entry(found, 1)).toList(),
        (Long) rows.get(0)[0]);
  }

  private Optional<String> from(@Nullable Position start, String k, String t) {
    return Optional.ofNullable(start)
        .map(any -> "(%s, %s) %s (:startKey, :startTie)".formatted(k, t, descending ? "<" : ">"));
  }

  private String ordered(String k, String t) {
    String direction = descending ? "desc" : "asc";
    return "%s %s, %s %s".formatted(k, direction, t, direction);
  }

  private Map<String, Object> bound(Conditions page, @Nullable Position start, int limit) {
    if (start != null) {
      page.with("startKey", keyType.cast(start.values().get(0)))
          .with("startTie", tieType.cast(start.values().get(1)));
    }
    return page.with("fetched", limit + 1).values();
  }

  private Entry<R> entry(Object[] found, int column) {
    return new Entry<>(
        Position.of(keyType.cast(found[column]), tieType.cast(found[column + 1])),
        rowType.cast(found[column + 2]));
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
