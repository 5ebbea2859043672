package uk.casebook.organisation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.SessionCheckMode;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.database.ResourceId;
import uk.casebook.database.Sql;
import uk.casebook.http.Position;

@ApplicationScoped
class OrganisationRepository implements PanacheRepositoryBase<Organisation, UUID> {

  static final String ORGANISATIONS = "organisation o";
  static final String NOT_MERGED = "o.merged_into_id is null";
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

  /** Those with these ids; what the transaction has read already is not read again. */
  Map<UUID, Organisation> byIds(Collection<UUID> ids) {
    return getEntityManager()
        .unwrap(Session.class)
        .findMultiple(Organisation.class, List.copyOf(Set.copyOf(ids)), SessionCheckMode.ENABLED)
        .stream()
        .filter(Objects::nonNull)
        .collect(Collectors.toMap(Organisation::id, Function.identity()));
  }

  /** Those of some organisations that are councils. */
  List<UUID> councilsAmong(Collection<UUID> ids) {
    return Sql.list(
        getEntityManager(),
        "select organisation_id from council where organisation_id = any(:ids)",
        (row, names) -> (UUID) row[0],
        Map.of("ids", ids.toArray(UUID[]::new)));
  }

  /**
   * By id, slug or, for a council, GSS code: for a record that was merged, the one that it was
   * merged into.
   */
  Optional<Organisation> findByKey(String key) {
    return findRecord(key).map(this::standing);
  }

  /**
   * The id of what {@link #findByKey} finds. Nothing is loaded, which what is read of it later in
   * the transaction would be taken from.
   */
  Optional<UUID> findId(String key, boolean councilsOnly) {
    return ResourceId.parse(key).or(() -> idByCode(key)).stream()
        .flatMap(
            id ->
                Sql.list(
                    getEntityManager(),
                    """
                    select coalesce(o.merged_into_id, o.id) from organisation o
                    where o.id = :id and (not :councilsOnly or exists (
                      select 1 from council c
                      where c.organisation_id = coalesce(o.merged_into_id, o.id)))
                    """,
                    UUID.class,
                    Map.<String, Object>of("id", id, "councilsOnly", councilsOnly))
                    .stream())
        .findFirst();
  }

  /** As {@link #findByKey}, but a record that was merged itself. */
  Optional<Organisation> findRecord(String key) {
    return ResourceId.parse(key)
        .map(this::findByIdOptional)
        .orElseGet(() -> idByCode(key).flatMap(this::findByIdOptional));
  }

  /** The record that stands for this one: itself, unless it was merged. */
  Organisation standing(Organisation organisation) {
    UUID other = organisation.mergedIntoId();
    return other == null ? organisation : findById(other);
  }

  /** As {@link #findByKey}, and nobody else edits it until the end of the transaction. */
  Optional<Organisation> lock(String key) {
    Optional<Organisation> found = findByKey(key);
    if (found.isEmpty()) {
      return found;
    }
    lock(List.of(found.get().id()), "no key update");
    getEntityManager().refresh(found.get());
    // It may have been merged while this waited.
    return found.get().mergedIntoId() == null ? found : lock(key);
  }

  /**
   * Locks both for a merge: who writes rows that name one of them waits until the end of the
   * transaction, and this waits for those who have.
   */
  void lockForMerge(Organisation one, Organisation other) {
    lock(List.of(one.id(), other.id()), "update");
    getEntityManager().refresh(one);
    getEntityManager().refresh(other);
  }

  private void lock(List<UUID> ids, String strength) {
    Sql.list(
        getEntityManager(),
        "select id from organisation where id in (:ids) order by id for " + strength,
        UUID.class,
        Map.of("ids", ids));
  }

  /** One at a time gives identifiers, so that each has one organisation. */
  void lockIdentifiers() {
    Sql.lock(getEntityManager(), "organisation_identifier");
  }

  /** The organisation that has an identifier. */
  Optional<Organisation> findByIdentifier(Identifier identifier) {
    return find(
            "select o from Organisation o join o.identifiers i where i.scheme = ?1 and i.code = ?2",
            identifier.scheme(),
            identifier.code())
        .firstResultOptional();
  }

  /** What was merged into one that goes itself goes with it. */
  void moveMerged(UUID from, UUID into) {
    getEntityManager()
        .createNativeQuery(
            "update organisation set merged_into_id = :into where merged_into_id = :from")
        .setParameter("from", from)
        .setParameter("into", into)
        .executeUpdate();
  }

  /** The councils that a council came to replace. */
  List<Council> predecessors(UUID council) {
    return getEntityManager()
        .createQuery(
            "select c from Council c join c.replacedBy s where s.id = :council order by c.id",
            Council.class)
        .setParameter("council", council)
        .getResultList();
  }

  /** These organisations with all records that were merged into them. */
  Set<UUID> withMerged(Collection<UUID> ids) {
    return Set.copyOf(
        Sql.list(
            getEntityManager(),
            "select id from organisation where id in (:ids) or merged_into_id in (:ids)",
            UUID.class,
            Map.of("ids", ids)));
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
        """
        select slug from organisation
        where merged_into_id is null and (kind = 'council' or not :councilsOnly)
        """,
        String.class,
        Map.of("councilsOnly", councilsOnly));
  }
}
