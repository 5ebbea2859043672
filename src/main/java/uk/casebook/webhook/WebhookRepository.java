package uk.casebook.webhook;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.database.Sql;
import uk.casebook.http.Position;
import uk.casebook.identity.Caller;

@ApplicationScoped
class WebhookRepository implements PanacheRepositoryBase<Webhook, UUID> {

  private static final String WEBHOOKS = "webhook w";

  private static final Keyset<Instant, UUID, UUID> NEWEST_FIRST =
      new Keyset<>("w.created_at", Instant.class, "w.id", UUID.class, "w.id", UUID.class, true);

  List<Keyset.Entry<UUID>> newestFirst(Conditions conditions, @Nullable Position start, int limit) {
    return NEWEST_FIRST.fetch(getEntityManager(), WEBHOOKS, conditions, start, limit);
  }

  long count(Conditions conditions) {
    return Keyset.count(getEntityManager(), WEBHOOKS, conditions);
  }

  Map<UUID, Webhook> byIds(Collection<UUID> ids) {
    return list("id in ?1", ids).stream()
        .collect(Collectors.toMap(Webhook::id, Function.identity()));
  }

  /** One that nobody else changes until the end of the transaction. */
  Optional<Webhook> lock(UUID id) {
    return Optional.ofNullable(
        getEntityManager().find(Webhook.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /** How many somebody has; who makes another one waits here until others are done with that. */
  long countToAdd(Caller owner) {
    UUID organisation = owner.organisationId();
    String name = organisation == null ? owner.name() : organisation.toString();
    Sql.lock(getEntityManager(), "webhooks of " + name);
    return organisation == null
        ? count("organisationId is null and caller = ?1", owner.name())
        : count("organisationId = ?1", organisation);
  }

  void changeOrganisation(UUID from, UUID into) {
    update("organisationId = ?1 where organisationId = ?2", into, from);
  }

  /**
   * Leases webhooks that have something to look at: what is leased, nobody else gets before the
   * lease ends. Leases go by the database's clock, which is the same for every replica.
   *
   * @param head the last position of the change log
   */
  List<UUID> lease(UUID holder, Duration length, long head, Instant now, int most) {
    return Sql.list(
        getEntityManager(),
        """
        with due as (
          select id from webhook
          where status = 'active' and due_at <= :now and (position < :head or message_id is not null)
            and (leased_until is null or leased_until <= clock_timestamp())
          order by due_at limit :most for update skip locked),
        leased as (
          update webhook w
          set lease = :holder, leased_until = clock_timestamp() + :milliseconds * interval '1 ms'
          from due where w.id = due.id returning w.id)
        select id from leased
        """,
        UUID.class,
        Map.<String, Object>of(
            "now", now,
            "head", head,
            "most", most,
            "holder", holder,
            "milliseconds", length.toMillis()));
  }
}
