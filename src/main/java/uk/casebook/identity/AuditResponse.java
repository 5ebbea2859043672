package uk.casebook.identity;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody changed something.
 *
 * @param caller {@code key:} with the key's prefix, or {@code person:} with the identifier that the
 *     OpenID provider gives the person
 * @param organisation slug of the organisation that the caller belongs to
 * @param operation what was asked for, by its name in the contract
 * @param version the version that came of it
 * @param traceId finds the request in the log
 */
public record AuditResponse(
    UUID id,
    Instant at,
    String caller,
    @Nullable String organisation,
    String operation,
    String resource,
    UUID resourceId,
    String slug,
    @Nullable Integer version,
    String traceId) {

  static AuditResponse from(AuditEntry entry, Map<UUID, String> organisations) {
    AuditEntry.Subject subject = entry.subject();
    UUID organisation = entry.organisationId();
    return new AuditResponse(
        entry.id(),
        entry.at(),
        entry.caller(),
        organisation == null ? null : organisations.get(organisation),
        entry.operation(),
        subject.resource(),
        subject.id(),
        subject.slug(),
        subject.version(),
        entry.traceId());
  }
}
