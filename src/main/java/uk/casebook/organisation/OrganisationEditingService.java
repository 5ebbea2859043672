package uk.casebook.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Bodies;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.contract.Violation;
import uk.casebook.database.ResourceId;
import uk.casebook.database.Slug;
import uk.casebook.http.JsonPatches;
import uk.casebook.http.Preconditions;
import uk.casebook.identity.ApiKeyService;
import uk.casebook.identity.AuditService;
import uk.casebook.identity.IdempotencyService;

/**
 * Writes organisations, and merges two records of one. Other features hear of it by {@link
 * OrganisationChanged} and {@link OrganisationsMerged}, in the same transaction.
 */
@ApplicationScoped
@Transactional
public class OrganisationEditingService {

  static final String RESOURCE = "organisation";

  /** A slug of this form would be taken for a council's code. */
  private static final Pattern GSS_CODE = Pattern.compile("[ensw][0-9]{8}");

  private final OrganisationRepository organisations;
  private final OrganisationService reading;
  private final Event<OrganisationChanged> changed;
  private final Event<OrganisationsMerged> merged;
  private final ApiKeyService keys;
  private final Preconditions preconditions;
  private final IdempotencyService idempotency;
  private final AuditService audit;
  private final Bodies bodies;
  private final JsonPatches patches;
  private final InstantSource clock;

  OrganisationEditingService(
      OrganisationRepository organisations,
      OrganisationService reading,
      Event<OrganisationChanged> changed,
      Event<OrganisationsMerged> merged,
      ApiKeyService keys,
      Preconditions preconditions,
      IdempotencyService idempotency,
      AuditService audit,
      Bodies bodies,
      JsonPatches patches,
      InstantSource clock) {
    this.organisations = organisations;
    this.reading = reading;
    this.changed = changed;
    this.merged = merged;
    this.keys = keys;
    this.preconditions = preconditions;
    this.idempotency = idempotency;
    this.audit = audit;
    this.bodies = bodies;
    this.patches = patches;
    this.clock = clock;
  }

  OrganisationResponse createOrganisation(OrganisationRequest request) {
    return response(idempotency.once(() -> enter(request)));
  }

  private OrganisationResponse response(UUID id) {
    return OrganisationResponse.from(organisations.findByKey(id.toString()).orElseThrow());
  }

  private UUID enter(OrganisationRequest request) {
    List<Violation> violations = new ArrayList<>();
    String slug = request.slug();
    if (slug != null) {
      checkNew(slug, violations);
    }
    if (request.kind() == OrganisationKind.COUNCIL) {
      violations.add(
          Violation.atPointer(
              "/kind", "not-a-council", "Councils come with the register; none is entered."));
    }
    checkIdentifiers(null, request.identifiers(), violations);
    ProblemException.refuseBroken(violations);
    Organisation organisation =
        new Organisation(
            ResourceId.ofNew(),
            slug == null ? freeSlug(request.name()) : slug,
            request.content(),
            clock.instant());
    organisations.persistAndFlush(organisation);
    audit(organisation);
    return organisation.id();
  }

  private void checkNew(String slug, List<Violation> violations) {
    if (isGssCode(slug)) {
      violations.add(
          Violation.atPointer(
              "/slug", "reserved", "'%s' has the form of a council's GSS code.".formatted(slug)));
    } else {
      Slug.check(organisations.getEntityManager(), RESOURCE, slug, null, violations);
    }
  }

  private String freeSlug(String name) {
    String slug = Slug.of(name);
    boolean unfit = slug.isEmpty() || isGssCode(slug);
    return Slug.free(organisations.getEntityManager(), RESOURCE, unfit ? RESOURCE : slug);
  }

  private static boolean isGssCode(String slug) {
    return GSS_CODE.matcher(slug).matches();
  }

  OrganisationResponse replaceOrganisation(String key, OrganisationRequest request) {
    return write(open(key), request);
  }

  OrganisationResponse patchOrganisation(String key, JsonNode patch) {
    Organisation organisation = open(key);
    JsonNode patched = patches.merge(bodies.write(OrganisationRequest.from(organisation)), patch);
    return write(
        organisation, bodies.read(patched, "OrganisationRequest", OrganisationRequest.class));
  }

  /** An organisation, locked, which the caller has seen as it is. */
  private Organisation open(String key) {
    Organisation organisation =
        organisations.lock(key).orElseThrow(() -> OrganisationService.notFound(key));
    preconditions.require(OrganisationResponse.from(organisation));
    return organisation;
  }

  private OrganisationResponse write(Organisation organisation, OrganisationRequest request) {
    List<Violation> violations = new ArrayList<>();
    checkFixed(organisation, request, violations);
    checkIdentifiers(organisation, request.identifiers(), violations);
    ProblemException.refuseBroken(violations);
    if (!organisation.content().equals(request.content())) {
      organisation.write(request.content(), clock.instant());
      organisations.flush();
      changed.fire(new OrganisationChanged(organisation.id()));
      audit(organisation);
    }
    return OrganisationResponse.from(organisation);
  }

  private static void checkFixed(
      Organisation organisation, OrganisationRequest request, List<Violation> violations) {
    String slug = request.slug();
    if (slug != null && !slug.equals(organisation.slug())) {
      violations.add(
          Violation.atPointer(
              "/slug", "fixed", "The slug is '%s' and stays so.".formatted(organisation.slug())));
    }
    boolean toBeCouncil = request.kind() == OrganisationKind.COUNCIL;
    if (organisation.isCouncil() && !toBeCouncil) {
      violations.add(Violation.atPointer("/kind", "fixed", "A council stays a council."));
    } else if (toBeCouncil && !organisation.isCouncil()) {
      violations.add(
          Violation.atPointer(
              "/kind", "not-a-council", "Councils come with the register; this is none."));
    }
    if (organisation instanceof Council council) {
      checkCouncil(council, request, violations);
    }
  }

  private static void checkCouncil(
      Council council, OrganisationRequest request, List<Violation> violations) {
    if (!request.identifiers().contains(new Identifier("GSS", council.gssCode()))) {
      violations.add(
          Violation.atPointer(
              "/identifiers",
              "missing",
              "The council's own code, GSS %s, stays among its identifiers."
                  .formatted(council.gssCode())));
    }
    if (request.nation() == null) {
      violations.add(Violation.atPointer("/nation", "missing", "A council has a nation."));
    }
    if (request.region() == null) {
      violations.add(Violation.atPointer("/region", "missing", "A council has a region."));
    }
  }

  private void checkIdentifiers(
      @Nullable Organisation own, List<Identifier> identifiers, List<Violation> violations) {
    organisations.lockIdentifiers();
    for (int i = 0; i < identifiers.size(); i++) {
      Identifier identifier = identifiers.get(i);
      String place = "/identifiers/" + i;
      if (identifiers.subList(0, i).contains(identifier)) {
        violations.add(
            Violation.atPointer(
                place,
                "repeated",
                "%s %s stands here twice.".formatted(identifier.scheme(), identifier.code())));
        continue;
      }
      Optional<Organisation> owner = organisations.findByIdentifier(identifier);
      if (owner.isPresent() && !owner.get().equals(own)) {
        violations.add(
            Violation.atPointer(
                place,
                "taken",
                "%s %s belongs to '%s'."
                    .formatted(identifier.scheme(), identifier.code(), owner.get().slug())));
      }
    }
  }

  OrganisationResponse mergeOrganisation(String key, OrganisationMergeRequest request) {
    return response(idempotency.once(() -> merge(key, request.into())));
  }

  private UUID merge(String key, String intoKey) {
    Organisation from =
        organisations.findRecord(key).orElseThrow(() -> OrganisationService.notFound(key));
    Optional<Organisation> found = organisations.findByKey(intoKey);
    Organisation into = found.orElse(from);
    organisations.lockForMerge(from, into);
    if (from.mergedIntoId() != null || into.mergedIntoId() != null) {
      throw ProblemException.of(
          ProblemType.CONFLICT, "One of these records was merged into another one already.");
    }
    preconditions.require(OrganisationResponse.from(from));
    checkMerge(from, into, found.isEmpty() ? intoKey : null);
    Instant now = clock.instant();
    organisations.lockIdentifiers();
    moveSuccession(from, into, now);
    from.mergeInto(into, now);
    organisations.flush();
    organisations.moveMerged(from.id(), into.id());
    keys.changeOrganisation(from.id(), into.id());
    audit(from);
    audit(into);
    merged.fire(new OrganisationsMerged(from.id(), into.id()));
    return into.id();
  }

  private void checkMerge(Organisation from, Organisation into, @Nullable String unknown) {
    if (unknown != null) {
      throw ProblemException.broken(
          Violation.atPointer("/into", "unknown", reading.unknown(unknown, false)));
    }
    if (from.equals(into)) {
      throw ProblemException.broken(
          Violation.atPointer("/into", "same", "This is the organisation itself."));
    }
    if (from.isCouncil() != into.isCouncil()) {
      throw ProblemException.broken(
          Violation.atPointer(
              "/into",
              "unlike-kinds",
              "'%s' is %s, '%s' is %s: a council is merged with councils only."
                  .formatted(from.slug(), councilOrNot(from), into.slug(), councilOrNot(into))));
    }
  }

  private static String councilOrNot(Organisation organisation) {
    return organisation.isCouncil() ? "a council" : "none";
  }

  /** Councils that the one replaced were replaced by the other. */
  private void moveSuccession(Organisation from, Organisation into, Instant now) {
    if (from instanceof Council gone && into instanceof Council other) {
      organisations
          .predecessors(gone.id())
          .forEach(
              predecessor -> {
                predecessor.replaceSuccessor(gone, other, now);
                organisations.flush();
                changed.fire(new OrganisationChanged(predecessor.id()));
              });
    }
  }

  private void audit(Organisation organisation) {
    audit.enter(RESOURCE, organisation.id(), organisation.slug(), organisation.version());
  }
}
