package uk.casebook.casestudy;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Bodies;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.contract.Violation;
import uk.casebook.database.ResourceId;
import uk.casebook.database.Slug;
import uk.casebook.http.JsonPatches;
import uk.casebook.http.Preconditions;
import uk.casebook.identity.AuditService;
import uk.casebook.identity.Caller;
import uk.casebook.identity.Callers;
import uk.casebook.identity.IdempotencyService;
import uk.casebook.identity.Role;
import uk.casebook.search.SearchIndex;

/**
 * Writes case studies: drafts, their review, publication and withdrawal. Whatever is written is
 * written in a draft; readers go on seeing the published version until the draft takes its place.
 *
 * <p>Every change locks its case study first and then compares {@code If-Match} with what is there,
 * so of two that change it at once the second sees that it came second.
 */
@ApplicationScoped
@Transactional
public class CaseStudyEditingService {

  static final String RESOURCE = "case-study";

  private final CaseStudyRepository caseStudies;
  private final CaseStudyService reading;
  private final ContactService contacts;
  private final Figures figures;
  private final DraftFigures draftFigures;
  private final SearchIndex searchIndex;
  private final Preconditions preconditions;
  private final IdempotencyService idempotency;
  private final AuditService audit;
  private final Callers callers;
  private final Bodies bodies;
  private final JsonPatches patches;
  private final InstantSource clock;

  CaseStudyEditingService(
      CaseStudyRepository caseStudies,
      CaseStudyService reading,
      ContactService contacts,
      Figures figures,
      DraftFigures draftFigures,
      SearchIndex searchIndex,
      Preconditions preconditions,
      IdempotencyService idempotency,
      AuditService audit,
      Callers callers,
      Bodies bodies,
      JsonPatches patches,
      InstantSource clock) {
    this.caseStudies = caseStudies;
    this.reading = reading;
    this.contacts = contacts;
    this.figures = figures;
    this.draftFigures = draftFigures;
    this.searchIndex = searchIndex;
    this.preconditions = preconditions;
    this.idempotency = idempotency;
    this.audit = audit;
    this.callers = callers;
    this.bodies = bodies;
    this.patches = patches;
    this.clock = clock;
  }

  CaseStudyResponse createCaseStudy(CaseStudyRequest request) {
    UUID id = idempotency.once(() -> begin(request).caseStudyId());
    return reading.response(caseStudies.latest(id));
  }

  /** A new case study as a draft. */
  public Draft begin(CaseStudyRequest request) {
    List<Violation> violations = new ArrayList<>();
    String slug = request.slug();
    if (slug != null) {
      Slug.check(caseStudies.getEntityManager(), "case_study", slug, null, violations);
    }
    CaseStudyContent content = checked(request, violations);
    ProblemException.refuseBroken(violations);
    Instant now = clock.instant();
    CaseStudy caseStudy =
        new CaseStudy(ResourceId.ofNew(), slug == null ? freeSlug(request.title()) : slug, now);
    caseStudies.persistCaseStudy(caseStudy);
    CaseStudyVersion draft = new CaseStudyVersion(caseStudy, 1, content, now);
    draft.editedBy(callers.current(), now);
    caseStudies.persist(draft);
    contacts.replace(caseStudy.id(), request.contacts());
    index(draft);
    audit(draft);
    return Draft.of(draft);
  }

  private String freeSlug(String title) {
    String slug = Slug.of(title);
    return Slug.free(
        caseStudies.getEntityManager(), "case_study", slug.isEmpty() ? RESOURCE : slug);
  }

  CaseStudyResponse replaceCaseStudy(String key, CaseStudyRequest request) {
    CaseStudyVersion latest = open(key);
    return reading.response(write(latest, request));
  }

  CaseStudyResponse patchCaseStudy(String key, JsonNode patch) {
    CaseStudyVersion latest = open(key);
    JsonNode patched = patches.merge(bodies.write(written(latest)), patch);
    return reading.response(
        write(latest, bodies.read(patched, "CaseStudyRequest", CaseStudyRequest.class)));
  }

  /** What a version says with the case study's contacts, as it would come in. */
  private CaseStudyRequest written(CaseStudyVersion version) {
    return reading.written(version).withContacts(contacts.written(version.caseStudy().id()));
  }

  private CaseStudyVersion write(CaseStudyVersion latest, CaseStudyRequest request) {
    CaseStudy caseStudy = latest.caseStudy();
    refuseInReview(latest);
    List<Violation> violations = new ArrayList<>();
    String slug = Objects.requireNonNullElse(request.slug(), caseStudy.slug());
    Slug.checkChange(
        caseStudies.getEntityManager(),
        "case_study",
        caseStudy.id(),
        caseStudy.slug(),
        slug,
        caseStudy.wasPublished(),
        violations);
    CaseStudyContent content = checked(request, violations);
    ProblemException.refuseBroken(violations);
    boolean sameText = content.equals(latest.content()) && slug.equals(caseStudy.slug());
    boolean sameContacts = contacts.written(caseStudy.id()).equals(request.contacts());
    if (!sameContacts) {
      // Contacts belong to no version: readers who may see them see the new ones at once.
      contacts.replace(caseStudy.id(), request.contacts());
    }
    if (sameText) {
      if (!sameContacts) {
        audit(latest);
      }
      return latest;
    }
    caseStudy.rename(slug);
    CaseStudyVersion draft = draft(latest);
    draft.write(content, clock.instant());
    edited(draft);
    audit(draft);
    return draft;
  }

  private CaseStudyContent checked(CaseStudyRequest request, List<Violation> violations) {
    CaseStudyContent content = reading.content(request, violations);
    Period period = request.period();
    if (period != null) {
      PartialDate.checkPeriod("/period", period.from(), period.to(), violations);
    }
    Source source = request.source();
    if (source != null) {
      PartialDate.check("/source/publishedOn", source.publishedOn(), violations);
    }
    contacts.check(request.contacts(), violations);
    Caller caller = callers.current();
    if (!caller.has(Role.EDITOR)
        && content.participants().stream()
            .noneMatch(
                participant ->
                    participant.part() == Part.LEAD
                        && participant.organisationId().equals(caller.organisationId()))) {
      violations.add(
          Violation.atPointer(
              "/lead",
              "not-yours",
              "A contributor's own organisation has to be among those that led the work."));
    }
    return content;
  }

  void deleteCaseStudy(String key) {
    CaseStudyVersion latest = open(key);
    if (latest.isPublished()) {
      throw ProblemException.of(
          ProblemType.CONFLICT, "There is no draft to delete; what is published can be withdrawn.");
    }
    CaseStudy caseStudy = latest.caseStudy();
    audit.enter(RESOURCE, caseStudy.id(), caseStudy.slug(), latest.version());
    discard(latest);
    if (!caseStudy.wasPublished()) {
      caseStudies.deleteCaseStudy(caseStudy.id());
    }
  }

  private void discard(CaseStudyVersion draft) {
    draftFigures.discard(draft.id());
    caseStudies.deleteVersion(draft.id());
  }

  CaseStudyResponse submitCaseStudy(String key) {
    return once(
        key,
        latest -> {
          latest.submit(clock.instant());
          latest.caseStudy().drafted(latest);
          audit(latest);
        });
  }

  CaseStudyResponse returnCaseStudy(String key, ReturnRequest request) {
    return once(
        key,
        latest -> {
          latest.sendBack(request.comment(), clock.instant());
          latest.caseStudy().drafted(latest);
          audit(latest);
        });
  }

  CaseStudyResponse publishCaseStudy(String key) {
    return once(key, this::publish);
  }

  private void publish(CaseStudyVersion draft) {
    CaseStudy caseStudy = draft.caseStudy();
    Optional<CaseStudyVersion> previous = caseStudies.published(caseStudy.id());
    draft.requirePublishable();
    if (previous.filter(version -> isSame(version, draft)).isPresent()) {
      // Nothing that readers see would change, so nothing is said to have changed.
      audit(draft);
      discard(draft);
      return;
    }
    Instant now = clock.instant();
    previous.ifPresent(version -> version.supersede(now));
    // The database lets a case study have one public version at a time.
    caseStudies.flush();
    draft.publish(callers.current(), now);
    caseStudy.publish(draft);
    draftFigures.publish(draft.id(), previous.map(CaseStudyVersion::id).orElse(null));
    caseStudies.flush();
    searchIndex.index(
        Stream.concat(previous.stream(), Stream.of(draft)).map(CaseStudyVersion::id).toList());
    audit(draft);
  }

  private boolean isSame(CaseStudyVersion version, CaseStudyVersion other) {
    return version.content().equals(other.content()) && figures.areSame(version.id(), other.id());
  }

  CaseStudyResponse withdrawCaseStudy(String key, WithdrawalRequest request) {
    return once(key, latest -> withdraw(latest, request));
  }

  private void withdraw(CaseStudyVersion latest, WithdrawalRequest request) {
    CaseStudy caseStudy = latest.caseStudy();
    if (caseStudy.status() == CaseStudyStatus.PUBLISHED && !latest.isPublished()) {
      throw ProblemException.of(
          ProblemType.CONFLICT,
          "There is a draft beside what is published; publish or delete it first.");
    }
    CaseStudy successor = successor(caseStudy, request.supersededBy());
    Instant now = clock.instant();
    caseStudy.withdraw(request.reason(), successor, now);
    latest.supersede(now);
    draftFigures.withdraw(latest.id());
    caseStudies.flush();
    searchIndex.index(Set.of(latest.id()));
    audit(latest);
  }

  private @Nullable CaseStudy successor(CaseStudy withdrawn, @Nullable String key) {
    if (key == null) {
      return null;
    }
    return caseStudies
        .findPublic(key)
        .map(CaseStudyVersion::caseStudy)
        .filter(successor -> !successor.id().equals(withdrawn.id()))
        .orElseThrow(
            () ->
                ProblemException.broken(
                    Violation.atPointer(
                        "/supersededBy",
                        "unknown",
                        "No other published case study has the slug or id '%s'.".formatted(key))));
  }

  void eraseContact(String key, UUID id) {
    CaseStudyVersion latest = locked(key);
    CaseStudy caseStudy = latest.caseStudy();
    if (!contacts.erase(caseStudy.id(), id)) {
      throw ProblemException.notFound("'%s' has no such contact.".formatted(caseStudy.slug()));
    }
    audit.enter(RESOURCE, caseStudy.id(), caseStudy.slug(), null);
  }

  /** A version that figures hang on. */
  public record Draft(UUID caseStudyId, String caseStudySlug, long versionId, int version) {

    static Draft of(CaseStudyVersion version) {
      CaseStudy caseStudy = version.caseStudy();
      return new Draft(caseStudy.id(), caseStudy.slug(), version.id(), version.version());
    }
  }

  /**
   * As {@link #look} by a case study's id or slug; none if there is no such case study.
   *
   * @throws ProblemException if the caller may not see or may not change it
   */
  public Optional<Draft> find(String key) {
    return caseStudies.findId(key).map(this::look);
  }

  /** A case study says this in its draft from now on; its contacts stay. */
  public Draft write(UUID caseStudyId, CaseStudyRequest request) {
    CaseStudyVersion latest = locked(caseStudyId.toString());
    List<Contact> kept = contacts.written(caseStudyId);
    CaseStudyVersion written = write(latest, request.withContacts(kept));
    if (!written.equals(latest)) {
      return Draft.of(written);
    }
    audit(latest);
    return edit(caseStudyId);
  }

  /**
   * The latest version of the case study that something belongs to, locked until the end of the
   * transaction: its draft, or what is published.
   *
   * @throws ProblemException if the caller may not see or may not change it
   */
  public Draft look(UUID caseStudyId) {
    return Draft.of(locked(caseStudyId.toString()));
  }

  /**
   * The draft of the case study that something belongs to, locked until the end of the transaction;
   * it is made from what is published if there is none yet.
   *
   * @throws ProblemException if the caller may not see or may not change it, or if it is in a state
   *     that cannot be changed
   */
  public Draft edit(UUID caseStudyId) {
    CaseStudyVersion latest = locked(caseStudyId.toString());
    refuseInReview(latest);
    CaseStudyVersion draft = draft(latest);
    edited(draft);
    return Draft.of(draft);
  }

  /** As {@link #edit(UUID)} for a case study that a body names at a place. */
  public Draft edit(String pointer, String key) {
    Optional<UUID> id = caseStudies.findId(key);
    try {
      return edit(id.orElseThrow(() -> ProblemException.notFound(unknown(key))));
    } catch (ProblemException refused) {
      throw refused.type() == ProblemType.NOT_FOUND
          ? ProblemException.broken(Violation.atPointer(pointer, "unknown", unknown(key)))
          : refused;
    }
  }

  private CaseStudyResponse once(String key, Consumer<CaseStudyVersion> action) {
    UUID id =
        idempotency.once(
            () -> {
              CaseStudyVersion latest = open(key);
              action.accept(latest);
              return latest.caseStudy().id();
            });
    caseStudies.flush();
    return reading.response(caseStudies.latest(id));
  }

  /** The latest version of a case study, locked, which the caller has seen as it is. */
  private CaseStudyVersion open(String key) {
    CaseStudyVersion latest = locked(key);
    preconditions.require(reading.response(latest));
    return latest;
  }

  private CaseStudyVersion locked(String key) {
    CaseStudy caseStudy =
        caseStudies.lock(key).orElseThrow(() -> ProblemException.notFound(unknown(key)));
    CaseStudyVersion latest = caseStudies.latest(caseStudy.id());
    if (CaseStudyService.mayEdit(callers.current(), latest)) {
      return latest;
    }
    throw caseStudies.published(caseStudy.id()).isPresent()
        ? ProblemException.of(
            ProblemType.FORBIDDEN,
            "'%s' is another organisation's; a contributor writes what its own one leads."
                .formatted(caseStudy.slug()))
        : ProblemException.notFound(unknown(key));
  }

  private static String unknown(String key) {
    return "No case study has the slug or id '%s'.".formatted(key);
  }

  private void refuseInReview(CaseStudyVersion latest) {
    if (latest.caseStudy().isWithdrawn()) {
      throw ProblemException.of(
          ProblemType.CONFLICT, "It is withdrawn; what is withdrawn is not changed any more.");
    }
    if (latest.status() == CaseStudyStatus.IN_REVIEW && !callers.current().has(Role.EDITOR)) {
      throw ProblemException.of(
          ProblemType.CONFLICT, "It is in review; an editor can return it to be changed.");
    }
  }

  private CaseStudyVersion draft(CaseStudyVersion latest) {
    if (!latest.isPublished()) {
      return latest;
    }
    CaseStudyVersion draft =
        new CaseStudyVersion(
            latest.caseStudy(), latest.version() + 1, latest.content(), clock.instant());
    caseStudies.persist(draft);
    caseStudies.flush();
    draftFigures.copy(latest.id(), draft.id());
    return draft;
  }

  private void edited(CaseStudyVersion draft) {
    draft.editedBy(callers.current(), clock.instant());
    index(draft);
  }

  private void index(CaseStudyVersion draft) {
    caseStudies.flush();
    searchIndex.index(Set.of(draft.id()));
  }

  private void audit(CaseStudyVersion version) {
    CaseStudy caseStudy = version.caseStudy();
    audit.enter(RESOURCE, caseStudy.id(), caseStudy.slug(), version.version());
  }
}
