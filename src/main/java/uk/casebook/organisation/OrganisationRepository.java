package uk.casebook.organisation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
class OrganisationRepository implements PanacheRepositoryBase<Organisation, UUID> {

  static final String ORGANISATIONS = "organisation o";
  static final String COUNCILS = "organisation o join council c on c.organisation_id = o.id";

  private static final Keyset<String, UUID, UUID> BY_NAME =
      new Keyset<>(
          "lower(o.name) collate \"C\"",
          String.class,
          "o.id",
          UUID.class,
          "o.id",
          UUID.class,
          false);

  List<Keyset.Entry<UUID>> byName(
      String from, Conditions conditions, @Nullable Position start, int limit) {
    return BY_NAME.fetch(getEntityManager(), from, conditions, start, limit);
  }

  long count(String from, Conditions conditions) {
    return Keyset.count(getEntityManager(), from, conditions);
  }

  Map<UUID, Organisation> byIds(Collection<UUID> ids) {
    return list("id in ?1", ids).stream()
        .collect(Collectors.toMap(Organisation::id, Function.identity()));
  }

  /** By id, slug or, for a council, GSS code. */
  Optional<Organisation> findByKey(String key) {
    return ResourceId.parse(key)
        .map(this::findByIdOptional)
        .orElseGet(() -> idByCode(key).flatMap(this::findByIdOptional));
  }

  /**
   * Writes what is pending and forgets it: else every later query looks for changes in all of it.
   */
  void writeAndForget() {
    flush();
    getEntityManager().clear();
  }

  private Optional<UUID> idByCode(String key) {
    return Sql.list(
            getEntityManager(),
            """
            select id from organisation where slug = :slug
            union select organisation_id from council where gss_code = :gssCode
            """,
            UUID.class,
            Map.of("slug", key.toLowerCase(Locale.ROOT), "gssCode", key.toUpperCase(Locale.ROOT)))
        .stream()
        .findFirst();
  }

  /** These councils and all that they came to replace, directly or through others. */
  Set<UUID> withPredecessors(Collection<UUID> councils) {
    return Set.copyOf(
        Sql.list(
            getEntityManager(),
            """
            with recursive found (id) as (
              select id from organisation where id in (:councils)
              union
              select s.council_id from council_successor s join found f on f.id = s.successor_id)
            select id from found
            """,
            UUID.class,
            Map.of("councils", councils)));
  }

  List<String> slugs(boolean councilsOnly) {
    return Sql.list(
        getEntityManager(),
        "select slug from organisation where kind = 'council' or not :councilsOnly",
        String.class,
        Map.of("councilsOnly", councilsOnly));
  }
}
