package uk.casebook.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import uk.casebook.database.Conditions;
import uk.casebook.database.Sql;

@ApplicationScoped
class ChangeRepository {

  /** How much of the log one page looks at, however little of it is in the filter. */
  private static final int SPAN = 10_000;

  private static final int BATCH = 1_000;

  private final EntityManager entities;

  ChangeRepository(EntityManager entities) {
    this.entities = entities;
  }

  /** Gives what has been committed its places in the log, some at a time; false if that was all. */
  boolean order() {
    return Sql.list(entities, "select order_changes(:most)", Integer.class, Map.of("most", BATCH))
            .get(0)
        == BATCH;
  }

  long head() {
    return Sql.list(entities, "select coalesce(max(position), 0) from change", Long.class, Map.of())
        .get(0);
  }

  /** Changes behind a position, in one state of the log. */
  ChangePage after(ChangeFilter filter, long position, int limit) {
    long head = head();
    long end = Math.min(head, position + SPAN);
    Conditions conditions =
        filter
            .conditions()
            .and("c.position > :position", "position", position)
            .and("c.position <= :end", "end", end);
    List<Change> items =
        Sql.list(
                entities,
                """
                select c.position, c.resource, c.resource_id,  c.slug, c.version, c.at,
                  case when c.op in ('withdrawn', 'erased') or (%s) then c.op else 'removed' end as op
                from change c where %s order by c.position limit %d
                """
                    .formatted(filter.holds(), conditions.sql(), limit),
                Tuple.class,
                conditions.values())
            .stream()
            .map(ChangeRepository::change)
            .toList();
    boolean full = items.size() == limit;
    return new ChangePage(items, full ? items.get(limit - 1).position() : end, head);
  }

  private static Change change(Tuple row) {
    return new Change(
        row.get("position", Long.class),
        row.get("resource", String.class),
        row.get("resource_id", UUID.class),
        row.get("slug", String.class),
        row.get("op", String.class),
        row.get("version", Integer.class),
        row.get("at", Instant.class));
  }
}
