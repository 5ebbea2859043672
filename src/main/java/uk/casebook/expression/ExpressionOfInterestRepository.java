package uk.casebook.expression;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.database.ResourceId;
import uk.casebook.database.Sql;
import uk.casebook.http.Position;

@ApplicationScoped
class ExpressionOfInterestRepository implements PanacheRepositoryBase<ExpressionOfInterest, UUID> {

  private static final String APPLICATIONS = "expression_of_interest e";

  /** Drafts come last. */
  private static final Keyset<Instant, UUID, UUID> OLDEST_FIRST =
      new Keyset<>(
          "coalesce(e.submitted_at, timestamptz '9999-12-31 00:00:00+00')",
          Instant.class,
          "e.id",
          UUID.class,
          "e.id",
          UUID.class,
          false);

  List<Keyset.Entry<UUID>> oldestFirst(Conditions conditions, @Nullable Position start, int limit) {
    return OLDEST_FIRST.fetch(getEntityManager(), APPLICATIONS, conditions, start, limit);
  }

  long count(Conditions conditions) {
    return Keyset.count(getEntityManager(), APPLICATIONS, conditions);
  }

  Map<UUID, ExpressionOfInterest> byIds(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : list("id in ?1", ids).stream()
            .collect(Collectors.toMap(ExpressionOfInterest::id, Function.identity()));
  }

  /** By id or reference. */
  Optional<ExpressionOfInterest> findByKey(String key) {
    return findId(key).flatMap(this::findByIdOptional);
  }

  /** As {@link #findByKey}, and nobody else changes it until the end of the transaction. */
  Optional<ExpressionOfInterest> lock(String key) {
    return findId(key)
        .flatMap(
            id ->
                Optional.ofNullable(
                    getEntityManager()
                        .find(ExpressionOfInterest.class, id, LockModeType.PESSIMISTIC_WRITE)));
  }

  /** The id of an application by id or reference; an id is not looked up. */
  private Optional<UUID> findId(String key) {
    Optional<UUID> id = ResourceId.parse(key);
    return id.isPresent()
        ? id
        : Sql.list(
                getEntityManager(),
                "select id from expression_of_interest where reference = :reference",
                UUID.class,
                Map.of("reference", key.toUpperCase(Locale.ROOT)))
            .stream()
            .findFirst();
  }

  /** Those of an organisation. */
  List<ExpressionOfInterest> ofApplicant(UUID organisation) {
    return list("applicantId = ?1 order by id", organisation);
  }

  /**
   * Those that ended without money before an instant, and drafts that were left alone since then,
   * which still say who they were about.
   */
  List<ExpressionOfInterest> toBeForgotten(Instant before, int most) {
    return find(
            """
            (status in ?1 and endedAt < ?2 or status = ?3 and updatedAt < ?2)
              and (beneficiaryReference is not null or size(needs) > 0)
            order by updatedAt\
            """,
            List.of(ExpressionStatus.DECLINED, ExpressionStatus.WITHDRAWN),
            before,
            ExpressionStatus.DRAFT)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .page(0, most)
        .list();
  }
}
