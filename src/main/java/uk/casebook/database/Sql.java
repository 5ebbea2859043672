package uk.casebook.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.TupleTransformer;

/** Runs SQL where the query language of entities does not reach. */
public final class Sql {

  private static final int FETCHED_AT_ONCE = 4000;

  private Sql() {}

  /**
   * Holds a name until the end of the transaction: whoever comes second with it waits here until
   * the first has committed or given up.
   */
  public static void lock(EntityManager entities, String name) {
    list(
        entities,
        "select cast(pg_advisory_xact_lock(hashtextextended(:name, 0)) as text)",
        String.class,
        Map.of("name", name));
  }

  /**
   * The rows of a query.
   *
   * @param type of a row: of its one column, or {@link Tuple}
   * @param parameters the values for what the query names; whatever a caller sent is among these,
   *     never in the query
   */
  @SuppressWarnings("unchecked") // a native query knows its type only at run time
  public static <T> List<T> list(
      EntityManager entities, String query, Class<T> type, Map<String, ?> parameters) {
    // Always as tuples: Hibernate keeps its plan for those, and makes a new one for any other type.
    List<Tuple> rows = prepare(entities, query, parameters).getResultList();
    return type == Tuple.class
        ? (List<T>) rows
        : rows.stream().map(row -> row.get(0, type)).toList();
  }

  /**
   * The rows of a query that has hundreds of them: a {@link Tuple} each costs more than the row.
   *
   * @param read what becomes of a row, given the values of its columns; a constant, since Hibernate
   *     keeps a plan for each
   */
  public static <T> List<T> list(
      EntityManager entities, String query, TupleTransformer<T> read, Map<String, ?> parameters) {
    return prepare(entities, query, parameters).setTupleTransformer(read).getResultList();
  }

  /**
   * Hands over the rows of a query one after the other: however many there are, there is room for
   * them.
   *
   * @param read as for {@link #list(EntityManager, String, TupleTransformer, Map)}
   */
  public static <T> void each(
      EntityManager entities,
      String query,
      TupleTransformer<T> read,
      Map<String, ?> parameters,
      Consumer<? super T> use) {
    try (Stream<T> rows =
        prepare(entities, query, parameters)
            .setTupleTransformer(read)
            .setFetchSize(FETCHED_AT_ONCE)
            .getResultStream()) {
      rows.forEach(use);
    }
  }

  @SuppressWarnings("unchecked") // as above
  private static NativeQuery<Tuple> prepare(
      EntityManager entities, String query, Map<String, ?> parameters) {
    NativeQuery<Tuple> prepared =
        entities.createNativeQuery(query, Tuple.class).unwrap(NativeQuery.class);
    parameters.forEach(prepared::setParameter);
    return prepared;
  }
}
