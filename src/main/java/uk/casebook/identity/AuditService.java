package uk.casebook.identity;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Exchange;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.database.ResourceId;
import uk.casebook.http.Cursors;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/**
 * Keeps who changed what, which version, when and with which key. Entries are only ever added; they
 * name resources and never say what is in them.
 */
@ApplicationScoped
@Transactional
public class AuditService {

  private final AuditRepository entries;
  private final Owners owners;
  private final Callers callers;
  private final RoutingContext exchange;
  private final Cursors cursors;
  private final InstantSource clock;

  AuditService(
      AuditRepository entries,
      Owners owners,
      Callers callers,
      RoutingContext exchange,
      Cursors cursors,
      InstantSource clock) {
    this.entries = entries;
    this.owners = owners;
    this.callers = callers;
    this.exchange = exchange;
    this.cursors = cursors;
    this.clock = clock;
  }

  /**
   * Enters that the current request changed something, in its transaction: both are kept or
   * neither.
   *
   * @param resource what sort of thing, such as {@code case-study}
   * @param version the version that came of it, or null where a thing has none
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void enter(String resource, UUID id, String slug, @Nullable Integer version) {
    entries.persist(
        new AuditEntry(
            ResourceId.ofNew(),
            clock.instant(),
            callers.current(),
            Exchange.operationId(exchange).orElseThrow(),
            new AuditEntry.Subject(resource, id, slug, version),
            Exchange.traceId(exchange)));
  }

  Page<AuditResponse> listAudit(ListRequest list, AuditFilter filter) {
    Conditions conditions = filter.conditions();
    Page<UUID> page =
        Keyset.page(
            cursors,
            list,
            entries.newestFirst(conditions, cursors.start(list), list.limit()),
            entries.count(conditions));
    Map<UUID, AuditEntry> found = entries.byIds(page.items());
    Map<UUID, String> organisations =
        owners.slugs(
            found.values().stream()
                .map(AuditEntry::organisationId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    return page.<AuditEntry>of(found).map(entry -> AuditResponse.from(entry, organisations));
  }
}
