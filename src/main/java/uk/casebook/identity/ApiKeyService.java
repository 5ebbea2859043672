package uk.casebook.identity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;
import uk.casebook.database.Keyset;
import uk.casebook.database.ResourceId;
import uk.casebook.http.Cursors;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** Gives out keys, knows them again and revokes them. */
@ApplicationScoped
@Transactional
public class ApiKeyService {

  private static final String RESOURCE = "api-key";

  private final ApiKeyRepository keys;
  private final Owners owners;
  private final Callers callers;
  private final AuditService audit;
  private final Cursors cursors;
  private final InstantSource clock;

  ApiKeyService(
      ApiKeyRepository keys,
      Owners owners,
      Callers callers,
      AuditService audit,
      Cursors cursors,
      InstantSource clock) {
    this.keys = keys;
    this.owners = owners;
    this.callers = callers;
    this.audit = audit;
    this.cursors = cursors;
    this.clock = clock;
  }

  ApiKeyResponse createApiKey(ApiKeyRequest request) {
    Instant now = clock.instant();
    List<Violation> violations = new ArrayList<>();
    UUID organisation = organisation(request, violations);
    Instant expiresAt = request.expiresAt();
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      violations.add(
          Violation.atPointer("/expiresAt", "in-the-past", "expiresAt has to lie in the future."));
    }
    ProblemException.refuseBroken(violations);
    Secret secret = Secret.random();
    ApiKey key =
        new ApiKey(
            ResourceId.ofNew(),
            secret,
            new ApiKey.Grant(
                request.name(),
                organisation,
                EnumSet.copyOf(request.roles()),
                callers.current().name(),
                expiresAt),
            now);
    keys.persist(key);
    audit.enter(RESOURCE, key.id(), key.prefix(), null);
    return ApiKeyResponse.from(key, organisations(List.of(key)), secret.text());
  }

  private @Nullable UUID organisation(ApiKeyRequest request, List<Violation> violations) {
    String named = request.organisation();
    if (named == null) {
      if (request.roles().contains(Role.CONTRIBUTOR)) {
        violations.add(
            Violation.atPointer(
                "/organisation",
                "required",
                "A contributor's key needs the organisation that it writes for."));
      }
      return null;
    }
    Optional<UUID> found = owners.findOrganisation(named);
    if (found.isEmpty()) {
      violations.add(
          Violation.atPointer(
              "/organisation",
              "unknown",
              "No organisation has the id, slug or GSS code '%s'.".formatted(named)));
    }
    return found.orElse(null);
  }

  Page<ApiKeyResponse> listApiKeys(ListRequest list) {
    Page<UUID> page =
        Keyset.page(
            cursors, list, keys.newestFirst(cursors.start(list), list.limit()), keys.count());
    Map<UUID, ApiKey> found = keys.byIds(page.items());
    Map<UUID, String> organisations = organisations(found.values());
    return page.<ApiKey>of(found).map(key -> ApiKeyResponse.from(key, organisations, null));
  }

  private Map<UUID, String> organisations(Iterable<ApiKey> found) {
    List<UUID> ids = new ArrayList<>();
    for (ApiKey key : found) {
      UUID id = key.organisationId();
      if (id != null) {
        ids.add(id);
      }
    }
    return owners.slugs(ids);
  }

  ApiKeyResponse getApiKey(UUID id) {
    ApiKey key = find(id);
    return ApiKeyResponse.from(key, organisations(List.of(key)), null);
  }

  void revokeApiKey(UUID id) {
    ApiKey key = find(id);
    key.revoke(clock.instant());
    audit.enter(RESOURCE, id, key.prefix(), null);
  }

  /** The keys of one organisation are another one's from now on: the two were one and the same. */
  public void changeOrganisation(UUID from, UUID into) {
    keys.changeOrganisation(from, into);
  }

  private ApiKey find(UUID id) {
    return keys.findByIdOptional(id)
        .orElseThrow(() -> ProblemException.notFound("No key has the id %s.".formatted(id)));
  }

  /**
   * Whose key this is, if it admits anybody. It is read without a transaction, since every request
   * of a signed-in caller waits for it; that it was used is noted to the minute, in one.
   */
  @ActivateRequestContext
  @Transactional(TxType.NOT_SUPPORTED)
  public Optional<Caller> authenticate(Secret secret) {
    Instant now = clock.instant();
    Optional<ApiKey> admitting =
        keys.findByPrefix(secret.prefix()).filter(key -> key.admits(secret, now));
    admitting
        .filter(key -> key.isUnusedSince(now))
        .ifPresent(
            key -> QuarkusTransaction.requiringNew().run(() -> keys.findById(key.id()).used(now)));
    return admitting.map(ApiKey::caller);
  }

  /**
   * Whether a caller, by its name, may still sign in: a key that was neither revoked nor has
   * expired. Of people only their provider knows.
   */
  public boolean isCurrent(String caller) {
    return !caller.startsWith(Caller.KEY)
        || keys.findByPrefix(caller.substring(Caller.KEY.length()))
            .filter(key -> key.isCurrent(clock.instant()))
            .isPresent();
  }

  /** Whether a key has ever been made. */
  boolean hasKeys() {
    keys.lockForFirst();
    return keys.count() > 0;
  }

  /** Makes an administrator's key of a secret, unless it is one already. */
  void enterAdministrator(Secret secret) {
    keys.lockForFirst();
    Optional<ApiKey> known = keys.findByPrefix(secret.prefix());
    if (known.isPresent()) {
      if (!known.get().admits(secret, clock.instant())) {
        throw new IllegalStateException(
            "CASEBOOK_ADMIN_KEY begins like another key or was revoked; make a new one");
      }
      return;
    }
    keys.persist(
        new ApiKey(
            ResourceId.ofNew(),
            secret,
            new ApiKey.Grant("The first administrator", null, Set.of(Role.ADMIN), "start-up", null),
            clock.instant()));
  }
}
