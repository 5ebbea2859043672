package uk.casebook.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A key of a system, as far as it is kept. */
@Entity
@Table(name = "api_key")
@DynamicUpdate // the service may change no other columns than the ones it does
class ApiKey {

  /** More often than this nobody needs to know that a key is in use. */
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

  @Id private UUID id;
  private String prefix;
  private byte[] hash;
  private String name;

  @Column(name = "organisation_id")
  private @Nullable UUID organisationId;

  @JdbcTypeCode(SqlTypes.JSON)
  private Set<Role> roles;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "created_by")
  private String createdBy;

  @Column(name = "expires_at")
  private @Nullable Instant expiresAt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  @Column(name = "last_used_at")
  private @Nullable Instant lastUsedAt;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected ApiKey() {}

  /** What a key is for. */
  record Grant(
      String name,
      @Nullable UUID organisationId,
      Set<Role> roles,
      String createdBy,
      @Nullable Instant expiresAt) {}

  ApiKey(UUID id, Secret secret, Grant grant, Instant now) {
    this.id = id;
    this.prefix = secret.prefix();
    this.hash = secret.hash();
    this.name = grant.name();
    this.organisationId = grant.organisationId();
    this.roles = Set.copyOf(grant.roles());
    this.createdBy = grant.createdBy();
    this.expiresAt = grant.expiresAt();
    this.createdAt = now;
  }

  /** Whether this is the key, and it may still be used. Takes as long whatever is wrong. */
  boolean admits(Secret secret, Instant now) {
    boolean same = MessageDigest.isEqual(hash, secret.hash());
    boolean current = isCurrent(now);
    return same && current;
  }

  /** Whether it was neither revoked nor has expired. */
  boolean isCurrent(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** Whether its use has to be noted again. */
  boolean isUnusedSince(Instant now) {
    return lastUsedAt == null || lastUsedAt.plus(USE_NOTED_EVERY).isBefore(now);
  }

  void used(Instant now) {
    lastUsedAt = now;
  }

  /** It admits nobody any more. */
  void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
    }
  }

  Caller caller() {
    return new Caller(Caller.KEY + prefix, roles, organisationId);
  }

  UUID id() {
    return id;
  }

  String prefix() {
    return prefix;
  }

  String name() {
    return name;
  }

  @Nullable UUID organisationId() {
    return organisationId;
  }

  Set<Role> roles() {
    return roles;
  }

  Instant createdAt() {
    return createdAt;
  }

  String createdBy() {
    return createdBy;
  }

  @Nullable Instant expiresAt() {
    return expiresAt;
  }

  @Nullable Instant revokedAt() {
    return revokedAt;
  }

  @Nullable Instant lastUsedAt() {
    return lastUsedAt;
  }
}
