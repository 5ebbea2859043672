package uk.casebook.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is read.
 *
 * @param prefix the characters that the key begins with, to tell keys apart by
 * @param organisation slug of the organisation that it writes for
 * @param createdBy the caller that made it
 * @param lastUsedAt to the minute
 * @param key the key itself; only in the answer that it is made with, since it is kept nowhere
 */
public record ApiKeyResponse(
    UUID id,
    String prefix,
    String name,
    @Nullable String organisation,
    List<Role> roles,
    Instant createdAt,
    String createdBy,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt,
    String href,
    @Nullable String key) {

  static ApiKeyResponse from(ApiKey key, Map<UUID, String> organisations, @Nullable String secret) {
    UUID organisation = key.organisationId();
    return new ApiKeyResponse(
        key.id(),
        key.prefix(),
        key.name(),
        organisation == null ? null : organisations.get(organisation),
        key.roles().stream().sorted().toList(),
        key.createdAt(),
        key.createdBy(),
        key.expiresAt(),
        key.revokedAt(),
        key.lastUsedAt(),
        "/v1/api-keys/" + key.id(),
        secret);
  }

  /** Says nothing that could be used. */
  @Override
  public String toString() {
    return "ApiKeyResponse[" + prefix + "]";
  }
}
