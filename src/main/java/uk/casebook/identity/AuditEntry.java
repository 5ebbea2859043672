package uk.casebook.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** That somebody changed something. Never changed again. */
@Entity
@Immutable
@Table(name = "audit_entry")
class AuditEntry {

  @Id private UUID id;
  private Instant at;
  private String caller;

  @Column(name = "organisation_id")
  private @Nullable UUID organisationId;

  private String operation;
  private String resource;

  @Column(name = "resource_id")
  private UUID resourceId;

  private String slug;
  private @Nullable Integer version;

  @Column(name = "trace_id")
  private String traceId;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected AuditEntry() {}

  AuditEntry(
      UUID id, Instant at, Caller caller, String operation, Subject subject, String traceId) {
    this.id = id;
    this.at = at;
    this.caller = caller.name();
    this.organisationId = caller.organisationId();
    this.operation = operation;
    this.resource = subject.resource();
    this.resourceId = subject.id();
    this.slug = subject.slug();
    this.version = subject.version();
    this.traceId = traceId;
  }

  /** What was changed. */
  record Subject(String resource, UUID id, String slug, @Nullable Integer version) {}

  UUID id() {
    return id;
  }

  Instant at() {
    return at;
  }

  String caller() {
    return caller;
  }

  @Nullable UUID organisationId() {
    return organisationId;
  }

  String operation() {
    return operation;
  }

  Subject subject() {
    return new Subject(resource, resourceId, slug, version);
  }

  String traceId() {
    return traceId;
  }
}
