package uk.casebook.programme;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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
class FundingProgrammeRepository implements PanacheRepositoryBase<FundingProgramme, UUID> {

  private static final String PROGRAMMES = "funding_programme p";

  private static final Keyset<String, UUID, UUID> BY_NAME =
      new Keyset<>(
          "lower(p.name) collate \"C\"",
          String.class,
          "p.id",
          UUID.class,
          "p.id",
          UUID.class,
          false);

  List<Keyset.Entry<UUID>> byName(Conditions conditions, @Nullable Position start, int limit) {
    return BY_NAME.fetch(getEntityManager(), PROGRAMMES, conditions, start, limit);
  }

  long count(Conditions conditions) {
    return Keyset.count(getEntityManager(), PROGRAMMES, conditions);
  }

  Map<UUID, FundingProgramme> byIds(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : list("id in ?1", ids).stream()
            .collect(Collectors.toMap(FundingProgramme::id, Function.identity()));
  }

  /** Those that succeed one of these, in an order that stays. */
  List<FundingProgramme> succeeding(Collection<UUID> ids) {
    return ids.isEmpty() ? List.of() : list("succeedsId in ?1 order by slug", ids);
  }

  /** Whether one programme succeeds another one, directly or through others. */
  boolean succeeds(UUID successor, UUID predecessor) {
    return Sql.list(
            getEntityManager(),
            """
            with recursive before (id) as (
              select succeeds_id from funding_programme where id = :successor
              union
              select p.succeeds_id from funding_programme p join before b on b.id = p.id)
            select exists (select 1 from before where id = :predecessor)
            """,
            Boolean.class,
            Map.of("successor", successor, "predecessor", predecessor))
        .get(0);
  }

  /** By id or slug. */
  Optional<FundingProgramme> findByKey(String key) {
    return ResourceId.parse(key)
        .map(this::findByIdOptional)
        .orElseGet(() -> find("slug", key.toLowerCase(Locale.ROOT)).firstResultOptional());
  }

  /** As {@link #findByKey}, and nobody else edits it until the end of the transaction. */
  Optional<FundingProgramme> lock(String key) {
    return findByKey(key)
        .map(
            programme -> {
              getEntityManager().refresh(programme, LockModeType.PESSIMISTIC_WRITE);
              return programme;
            });
  }

  /** Those that name an organisation. */
  List<FundingProgramme> naming(UUID organisation) {
    return list("funderId = ?1 or ?1 member of funderIds", organisation);
  }

  /** Of the programmes that name a metric the one that names the fewest, by the metric's id. */
  Map<UUID, FundingProgramme> ofMetrics(Collection<UUID> metricIds) {
    Map<UUID, FundingProgramme> found = new HashMap<>();
    if (metricIds.isEmpty()) {
      return found;
    }
    List<FundingProgramme> naming =
        list(
            "select distinct p from FundingProgramme p join p.metricIds m where m in ?1",
            metricIds);
    naming.stream()
        .sorted(
            Comparator.comparing(
                    (FundingProgramme programme) -> programme.content().metricIds().size())
                .thenComparing(FundingProgramme::slug))
        .forEach(
            programme ->
                programme.content().metricIds().forEach(id -> found.putIfAbsent(id, programme)));
    return found;
  }

  List<String> slugs() {
    return Sql.list(
        getEntityManager(), "select slug from funding_programme", String.class, Map.of());
  }
}
