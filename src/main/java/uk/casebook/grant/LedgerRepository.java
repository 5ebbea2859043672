package uk.casebook.grant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
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
class LedgerRepository implements PanacheRepositoryBase<LedgerEntry, UUID> {

  private static final String ENTRIES = "ledger_entry e";

  private static final Keyset<Long, UUID, UUID> AS_ENTERED =
      new Keyset<>(
          "cast(e.position as bigint)", Long.class, "e.id", UUID.class, "e.id", UUID.class, false);

  List<Keyset.Entry<UUID>> asEntered(Conditions conditions, @Nullable Position start, int limit) {
    return AS_ENTERED.fetch(getEntityManager(), ENTRIES, conditions, start, limit);
  }

  long count(Conditions conditions) {
    return Keyset.count(getEntityManager(), ENTRIES, conditions);
  }

  Map<UUID, LedgerEntry> byIds(Collection<UUID> ids) {
    return list("id in ?1", ids).stream()
        .collect(Collectors.toMap(LedgerEntry::id, Function.identity()));
  }

  Optional<LedgerEntry> find(UUID grantId, String reference) {
    return find("grantId = ?1 and reference = ?2", grantId, reference).firstResultOptional();
  }

  boolean isReversed(LedgerEntry entry) {
    return count("grantId = ?1 and reverses = ?2", entry.grantId(), entry.reference()) > 0;
  }

  /** What is still set aside by a commitment. */
  BigDecimal outstanding(LedgerEntry commitment) {
    return Sql.list(
            getEntityManager(),
            "select outstanding(e) from ledger_entry e where e.id = :id",
            BigDecimal.class,
            Map.of("id", commitment.id()))
        .get(0);
  }

  /** Enters it; it tells then what the database made of it. */
  void enter(LedgerEntry entry) {
    persistAndFlush(entry);
  }
}
