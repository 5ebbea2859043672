package uk.casebook.identity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
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

@ApplicationScoped
class ApiKeyRepository implements PanacheRepositoryBase<ApiKey, UUID> {

  private static final String KEYS = "api_key k";

  private static final Keyset<Instant, UUID, UUID> NEWEST_FIRST =
      new Keyset<>("k.created_at", Instant.class, "k.id", UUID.class, "k.id", UUID.class, true);

  List<Keyset.Entry<UUID>> newestFirst(@Nullable Position start, int limit) {
    return NEWEST_FIRST.fetch(getEntityManager(), KEYS, new Conditions(), start, limit);
  }

  Map<UUID, ApiKey> byIds(Collection<UUID> ids) {
    return list("id in ?1", ids).stream()
        .collect(Collectors.toMap(ApiKey::id, Function.identity()));
  }

  Optional<ApiKey> findByPrefix(String prefix) {
    return find("prefix", prefix).firstResultOptional();
  }

  void changeOrganisation(UUID from, UUID into) {
    update("organisationId = ?1 where organisationId = ?2", into, from);
  }

  /** One of several replicas that start at once makes the first key; the others wait for it. */
  void lockForFirst() {
    Sql.lock(getEntityManager(), "api_key");
  }
}
