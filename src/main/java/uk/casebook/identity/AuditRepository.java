package uk.casebook.identity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.http.Position;

@ApplicationScoped
class AuditRepository implements PanacheRepositoryBase<AuditEntry, UUID> {

  private static final String ENTRIES = "audit_entry a";

  private static final Keyset<Instant, UUID, UUID> NEWEST_FIRST =
      new Keyset<>("a.at", Instant.class, "a.id", UUID.class, "a.id", UUID.class, true);

  List<Keyset.Entry<UUID>> newestFirst(Conditions conditions, @Nullable Position start, int limit) {
    return NEWEST_FIRST.fetch(getEntityManager(), ENTRIES, conditions, start, limit);
  }

  long count(Conditions conditions) {
    return Keyset.count(getEntityManager(), ENTRIES, conditions);
  }

  Map<UUID, AuditEntry> byIds(Collection<UUID> ids) {
    return list("id in ?1", ids).stream()
        .collect(Collectors.toMap(AuditEntry::id, Function.identity()));
  }
}
