package uk.casebook.change;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Tuple;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.query.TupleTransformer;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.Conditions;
import uk.casebook.database.Sql;
import uk.casebook.http.RegisterWatch.State;

@ApplicationScoped
class ChangeRepository {

  /** How many changes are given their places in one transaction. */
  private static final int BATCH = 1_000;

  /** How much of the log one page looks at, however little of it is in the filter. */
  private static final int SPAN = 10_000;

  /** The latest change, and what has no place in the change log. */
  static final String STATE =
      """
      select feed_epoch() || '-' || (select coalesce(sum(version), 0) from vocabulary) as mark,
        (select coalesce(max(position), 0) from change) as position
      """;

  private static final TupleTransformer<Change> CHANGE =
      (row, names) ->
          new Change(
              (long) row[0],
              (String) row[1],
              (UUID) row[2],
              (String) row[3],
              (String) row[4],
              (int) row[5],
              (Instant) row[6]);

  private final EntityManager entities;
  private final AgroalDataSource database;

  ChangeRepository(EntityManager entities, AgroalDataSource database) {
    this.entities = entities;
    this.database = database;
  }

  /**
   * What has got places in the log.
   *
   * @param isMoreLeft whether there may be more that has none yet
   * @param head the last position there is
   */
  record Ordered(boolean isMoreLeft, long head) {}

  /**
   * Gives what has been committed its places in the log, some at a time. Sent as one and a
   * transaction of its own, since every write waits for it.
   */
  Ordered order() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select order_changes(?); select coalesce(max(position), 0) from change")) {
      statement.setInt(1, BATCH);
      statement.execute();
      boolean isMoreLeft = first(statement) == BATCH;
      statement.getMoreResults();
      return new Ordered(isMoreLeft, first(statement));
    } catch (SQLException e) {
      throw new PersistenceException("Changes have no place in the log yet", e);
    }
  }

  private static long first(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.getResultSet()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The state that the database is in. */
  State state() {
    try (Connection connection = database.getConnection()) {
      return state(connection);
    } catch (SQLException e) {
      throw new PersistenceException("Nobody knows how far the log goes", e);
    }
  }

  /** The state that a database is in. */
  static State state(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STATE)) {
      return state(statement);
    }
  }

  /** As {@link #state(Connection)}, for a statement that is used again: {@link #STATE}. */
  static State state(PreparedStatement statement) throws SQLException {
    try (ResultSet now = statement.executeQuery()) {
      now.next();
      return State.of(now.getString("mark"), now.getLong("position"));
    }
  }

  /** The last place there is. */
  Place head() {
    return place(
        """
        (select max(position) as position from change) last left join change c using (position)\
        """,
        Map.of());
  }

  /** A place, or the beginning if there is no such place. */
  Place place(long position) {
    return place(
        "(select cast(:position as bigint) as position) asked left join change c using (position)",
        Map.of("position", position));
  }

  private Place place(String from, Map<String, ?> values) {
    Tuple row =
        Sql.list(
                entities,
                "select feed_epoch() as epoch, coalesce(c.position, 0) as position, c.at from "
                    + from,
                Tuple.class,
                values)
            .get(0);
    return new Place(
        row.get("epoch", String.class),
        row.get("position", Long.class),
        row.get("at", Instant.class));
  }

  /** Changes behind a position and up to the head. */
  List<Change> after(ChangeFilter filter, long position, long end, int limit) {
    Conditions conditions =
        filter
            .conditions()
            .and("c.position > :position", "position", position)
            .and("c.position <= :end", "end", end);
    return Sql.list(
        entities,
        """
        select c.position, c.resource, c.resource_id, c.slug,
          case when c.op in ('withdrawn', 'erased') or (%s) then c.op else 'removed' end as op,
          c.version, c.at
        from change c where %s order by c.position limit %d
        """
            .formatted(filter.holds(), conditions.sql(), limit),
        CHANGE,
        conditions.values());
  }

  /** How far a page that begins behind a position looks at most. */
  static long end(long position, long head) {
    return Math.min(head, position + SPAN);
  }

  /** All buckets, in the order of their names. */
  List<DigestResponse.Bucket> buckets() {
    return Sql.list(
            entities,
            """
            select cast(bucket as integer) as bucket, items, cast(digest as text) as bits
            from register_digest order by 1
            """,
            Tuple.class,
            Map.of())
        .stream()
        .map(
            row ->
                DigestResponse.Bucket.of(
                    row.get("bucket", Integer.class),
                    row.get("items", Integer.class),
                    new BigInteger(row.get("bits", String.class), 2)))
        .toList();
  }

  /** What everybody may read, in the order of resource and id. */
  List<Shown> shown(@Nullable Shown after, int limit) {
    Conditions conditions = new Conditions();
    if (after != null) {
      conditions
          .and("(resource, resource_id) > (:resource, :id)")
          .with("resource", after.resource())
          .with("id", after.id());
    }
    return shown(conditions, " limit " + limit);
  }

  /** As {@link #shown(Shown, int)}, all of one bucket. */
  List<Shown> shown(int bucket) {
    return shown(new Conditions().and("bucket = cast(:bucket as smallint)", "bucket", bucket), "");
  }

  private List<Shown> shown(Conditions conditions, String limit) {
    return Sql.list(
            entities,
            """
            select resource, resource_id, slug, version from register_item
            where %s order by resource, resource_id%s
            """
                .formatted(conditions.sql(), limit),
            Tuple.class,
            conditions.values())
        .stream()
        .map(
            row ->
                new Shown(
                    row.get("resource", String.class),
                    row.get("resource_id", UUID.class),
                    row.get("slug", String.class),
                    row.get("version", Integer.class)))
        .toList();
  }
}
