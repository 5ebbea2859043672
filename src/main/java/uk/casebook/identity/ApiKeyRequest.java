package uk.casebook.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that is asked for.
 *
 * @param name what it is for; no personal data
 * @param organisation id, slug or GSS code of the organisation that it writes for
 * @param expiresAt from when on it admits nobody; null for never
 */
public record ApiKeyRequest(
    String name, @Nullable String organisation, List<Role> roles, @Nullable Instant expiresAt) {}
