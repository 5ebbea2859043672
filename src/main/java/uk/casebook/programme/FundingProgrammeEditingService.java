package uk.casebook.programme;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyService;
import uk.casebook.casestudy.PartialDate;
import uk.casebook.contract.Bodies;
import uk.casebook.contract.Named;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;
import uk.casebook.database.ResourceId;
import uk.casebook.database.Slug;
import uk.casebook.http.JsonPatches;
import uk.casebook.http.Preconditions;
import uk.casebook.identity.AuditService;
import uk.casebook.identity.IdempotencyService;
import uk.casebook.metric.MetricService;
import uk.casebook.organisation.OrganisationService;
import uk.casebook.organisation.OrganisationsMerged;
import uk.casebook.vocabulary.VocabularyService;

/** Writes funding programmes. */
@ApplicationScoped
@Transactional
public class FundingProgrammeEditingService {

  static final String RESOURCE = "funding-programme";
  private static final String TABLE = "funding_programme";

  private final FundingProgrammeRepository programmes;
  private final AwardSummaryRepository awardSummaries;
  private final FundingProgrammeService reading;
  private final OrganisationService organisations;
  private final CaseStudyService caseStudies;
  private final MetricService metrics;
  private final VocabularyService vocabularies;
  private final Awards awards;
  private final Preconditions preconditions;
  private final IdempotencyService idempotency;
  private final AuditService audit;
  private final Bodies bodies;
  private final JsonPatches patches;
  private final InstantSource clock;

  FundingProgrammeEditingService(
      FundingProgrammeRepository programmes,
      AwardSummaryRepository awardSummaries,
      FundingProgrammeService reading,
      OrganisationService organisations,
      CaseStudyService caseStudies,
      MetricService metrics,
      VocabularyService vocabularies,
      Awards awards,
      Preconditions preconditions,
      IdempotencyService idempotency,
      AuditService audit,
      Bodies bodies,
      JsonPatches patches,
      InstantSource clock) {
    this.programmes = programmes;
    this.awardSummaries = awardSummaries;
    this.reading = reading;
    this.organisations = organisations;
    this.caseStudies = caseStudies;
    this.metrics = metrics;
    this.vocabularies = vocabularies;
    this.awards = awards;
    this.preconditions = preconditions;
    this.idempotency = idempotency;
    this.audit = audit;
    this.bodies = bodies;
    this.patches = patches;
    this.clock = clock;
  }

  FundingProgrammeResponse createFundingProgramme(FundingProgrammeRequest request) {
    UUID id = idempotency.once(() -> enter(request));
    return reading.response(programmes.findById(id));
  }

  private UUID enter(FundingProgrammeRequest request) {
    List<Violation> violations = new ArrayList<>();
    String wanted = request.slug();
    if (wanted != null) {
      Slug.check(programmes.getEntityManager(), TABLE, wanted, null, violations);
    }
    FundingProgrammeContent content = content(request, null, violations);
    ProblemException.refuseBroken(violations);
    FundingProgramme programme =
        new FundingProgramme(
            ResourceId.ofNew(),
            wanted == null ? freeSlug(request.name()) : wanted,
            content,
            clock.instant());
    programmes.persistAndFlush(programme);
    awardSummaries.replace(programme.id(), request.awardSummaries());
    audit(programme);
    return programme.id();
  }

  private String freeSlug(String name) {
    String slug = Slug.of(name);
    return Slug.free(programmes.getEntityManager(), TABLE, slug.isEmpty() ? RESOURCE : slug);
  }

  FundingProgrammeResponse replaceFundingProgramme(String key, FundingProgrammeRequest request) {
    return write(open(key), request, true, true);
  }

  FundingProgrammeResponse patchFundingProgramme(String key, JsonNode patch) {
    FundingProgramme programme = open(key);
    JsonNode patched = patches.merge(bodies.write(written(programme)), patch);
    return write(
        programme,
        bodies.read(patched, "FundingProgrammeRequest", FundingProgrammeRequest.class),
        patch.has("caseStudies"),
        patch.has("metrics"));
  }

  /** A programme, locked, which the caller has seen as it is. */
  private FundingProgramme open(String key) {
    FundingProgramme programme = programmes.lock(key).orElseThrow(() -> reading.notFound(key));
    preconditions.require(reading.response(programme));
    return programme;
  }

  private FundingProgrammeRequest written(FundingProgramme programme) {
    FundingProgrammeContent content = programme.content();
    Map<UUID, String> keys = new HashMap<>();
    Set<UUID> bodiesNamed = new HashSet<>(content.funderIds());
    if (content.funderId() != null) {
      bodiesNamed.add(content.funderId());
    }
    organisations.inShort(bodiesNamed).forEach((id, named) -> keys.put(id, named.slug()));
    caseStudies
        .publicInShort(content.caseStudyIds())
        .forEach((id, named) -> keys.put(id, named.slug()));
    metrics.publicInShort(content.metricIds()).forEach((id, named) -> keys.put(id, named.slug()));
    UUID predecessor = content.succeedsId();
    if (predecessor != null) {
      reading.inShort(Set.of(predecessor)).forEach((id, named) -> keys.put(id, named.slug()));
    }
    return FundingProgrammeRequest.from(programme, reported(programme), keys);
  }

  private List<AwardSummaryContent> reported(FundingProgramme programme) {
    return awardSummaries
        .ofProgrammes(Set.of(programme.id()))
        .getOrDefault(programme.id(), List.of());
  }

  /** A link that is not named stays, even to what readers do not see any more. */
  private FundingProgrammeResponse write(
      FundingProgramme programme,
      FundingProgrammeRequest request,
      boolean saysCaseStudies,
      boolean saysMetrics) {
    List<Violation> violations = new ArrayList<>();
    String slug = request.slug();
    if (slug != null) {
      Slug.checkChange(
          programmes.getEntityManager(),
          TABLE,
          programme.id(),
          programme.slug(),
          slug,
          true,
          violations);
    }
    FundingProgrammeContent old = programme.content();
    FundingProgrammeContent said = content(request, programme, violations);
    FundingProgrammeContent content =
        said.toldBy(
            saysCaseStudies ? said.caseStudyIds() : old.caseStudyIds(),
            saysMetrics ? said.metricIds() : old.metricIds());
    checkAwarded(programme, content.totalAvailable(), violations);
    ProblemException.refuseBroken(violations);
    boolean sumsChanged = !reported(programme).equals(request.awardSummaries());
    if (sumsChanged || !old.equals(content)) {
      programme.write(content, clock.instant());
      if (sumsChanged) {
        awardSummaries.replace(programme.id(), request.awardSummaries());
      }
      programmes.flush();
      audit(programme);
    }
    return reading.response(programme);
  }

  /** More is not given away than there is. */
  private void checkAwarded(
      FundingProgramme programme, @Nullable BigDecimal totalAvailable, List<Violation> violations) {
    BigDecimal awarded = awards.awarded(programme.id());
    if (totalAvailable != null && totalAvailable.compareTo(awarded) < 0) {
      violations.add(
          Violation.atPointer(
              "/totalAvailable",
              "less-than-awarded",
              "%s pounds have been awarded already.".formatted(Money.plain(awarded))));
    }
  }

  /**
   * What a request says; what it names and the register does not have, and what does not fit
   * together, is added to the violations.
   *
   * @param programme what it is said of, or null for a new one
   */
  private FundingProgrammeContent content(
      FundingProgrammeRequest request,
      @Nullable FundingProgramme programme,
      List<Violation> violations) {
    checkAmounts(request, violations);
    checkDates(request, violations);
    vocabularies.check(
        "spending-categories", "/spendingCategories", request.spendingCategories(), violations);
    vocabularies.check("learner-groups", "/learnerGroups", request.learnerGroups(), violations);
    Named.refuseRepeated("/spendingCategories", request.spendingCategories(), violations);
    Named.refuseRepeated("/learnerGroups", request.learnerGroups(), violations);
    List<UUID> funders = organisations.check("/funders", request.funders(), violations);
    // A funder stands among the funders too, which is where an unknown one is told.
    Optional<UUID> funder =
        Optional.ofNullable(request.funder()).flatMap(organisations::findOrganisation);
    Optional<UUID> succeeds = succeeded(request, programme, violations);
    return new FundingProgrammeContent(
        request.name(),
        request.nameVariants(),
        request.kind(),
        funder.orElse(null),
        funders,
        request.administrator(),
        request.summary(),
        request.purpose(),
        request.eligibility(),
        request.fundable(),
        request.notFundable(),
        request.spendingCategories(),
        request.learnerGroups(),
        request.totalAvailable(),
        request.amounts(),
        request.opensOn(),
        request.closesOn(),
        request.rolling(),
        request.deadlines(),
        request.reviewProcess(),
        request.period(),
        succeeds.orElse(null),
        request.notStated(),
        caseStudies.check("/caseStudies", request.caseStudies(), violations),
        metrics.check("/metrics", request.metrics(), violations),
        request.source());
  }

  private Optional<UUID> succeeded(
      FundingProgrammeRequest request,
      @Nullable FundingProgramme programme,
      List<Violation> violations) {
    String key = request.succeeds();
    if (key == null) {
      return Optional.empty();
    }
    Optional<UUID> found =
        Named.at(
            "/succeeds",
            key,
            name -> programmes.findByKey(name).map(FundingProgramme::id),
            reading::unknown,
            violations);
    if (programme == null || found.isEmpty()) {
      return found;
    }
    if (found.get().equals(programme.id())) {
      violations.add(
          Violation.atPointer("/succeeds", "same", "A programme does not succeed itself."));
    } else if (programmes.succeeds(found.get(), programme.id())) {
      violations.add(
          Violation.atPointer(
              "/succeeds",
              "circle",
              "'%s' succeeds this programme, directly or through others.".formatted(key)));
    }
    return found;
  }

  private static void checkAmounts(FundingProgrammeRequest request, List<Violation> violations) {
    Money.checkStated("/totalAvailable", request.totalAvailable(), violations);
    for (int i = 0; i < request.amounts().size(); i++) {
      Money.checkStated("/amounts/" + i + "/amount", request.amounts().get(i).amount(), violations);
    }
    for (int i = 0; i < request.awardSummaries().size(); i++) {
      AwardSummaryContent summary = request.awardSummaries().get(i);
      String place = "/awardSummaries/" + i;
      Money.checkStated(place + "/amount", summary.amount(), violations);
      if (summary.period() != null) {
        PartialDate.checkPeriod(
            place + "/period", summary.period().from(), summary.period().to(), violations);
      }
    }
  }

  private static void checkDates(FundingProgrammeRequest request, List<Violation> violations) {
    if (request.period() != null) {
      PartialDate.checkPeriod(
          "/period", request.period().from(), request.period().to(), violations);
    }
    if (request.source() != null) {
      PartialDate.check("/source/publishedOn", request.source().publishedOn(), violations);
    }
    LocalDate opens = request.opensOn();
    LocalDate closes = request.closesOn();
    if (opens != null && closes != null && closes.isBefore(opens)) {
      violations.add(
          Violation.atPointer(
              "/closesOn",
              "closes-before-it-opens",
              "It closes on %s, before it opens on %s.".formatted(closes, opens)));
    }
    Set<LocalDate> seen = new HashSet<>();
    for (int i = 0; i < request.deadlines().size(); i++) {
      LocalDate deadline = request.deadlines().get(i).date();
      String place = "/deadlines/" + i + "/date";
      if (!seen.add(deadline)) {
        violations.add(
            Violation.atPointer(
                place, "repeated", "The deadline %s stands here twice.".formatted(deadline)));
      }
      if (opens != null && deadline.isBefore(opens)) {
        violations.add(
            Violation.atPointer(
                place,
                "before-it-opens",
                "The deadline %s is before the programme opens on %s.".formatted(deadline, opens)));
      }
      if (closes != null && deadline.isAfter(closes)) {
        violations.add(
            Violation.atPointer(
                place,
                "after-it-closes",
                "The deadline %s is after the programme closes on %s."
                    .formatted(deadline, closes)));
      }
    }
  }

  /** Programmes name the organisation that stays, in the transaction of the merge. */
  void replaceMerged(@Observes OrganisationsMerged merged) {
    Instant now = clock.instant();
    for (FundingProgramme programme : programmes.naming(merged.from())) {
      programme.replaceFunder(merged.from(), merged.into(), now);
      programmes.flush();
      audit(programme);
    }
  }

  /**
   * Enters the programmes that the register ships with, and what is reported of awards whose fund
   * is not known. A case study or a figure that is not there any more is not named.
   *
   * @throws IllegalArgumentException if a programme breaks a rule of the register
   */
  public void ship(
      List<FundingProgrammeRequest> shipped, List<AwardSummaryContent> ofNoFund, Instant now) {
    Map<String, FundingProgrammeRequest> waiting = new LinkedHashMap<>();
    shipped.forEach(request -> waiting.put(Objects.requireNonNull(request.slug()), request));
    shipped.forEach(request -> ship(request, waiting, now));
    awardSummaries.enter(null, ofNoFund, shippedSummary(""));
    programmes.flush();
  }

  private static IntFunction<UUID> shippedSummary(String slug) {
    return position -> ResourceId.ofShipped("award-summary", slug + "/" + position);
  }

  /** A programme that succeeds another one is entered after it. */
  private void ship(
      FundingProgrammeRequest request, Map<String, FundingProgrammeRequest> waiting, Instant now) {
    String slug = Objects.requireNonNull(request.slug());
    if (waiting.remove(slug) == null) {
      return;
    }
    FundingProgrammeRequest predecessor = waiting.get(request.succeeds());
    if (predecessor != null) {
      ship(predecessor, waiting, now);
    }
    List<Violation> violations = new ArrayList<>();
    FundingProgrammeContent content = content(request, null, violations);
    violations.removeIf(FundingProgrammeEditingService::isGone);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException(slug + ": " + violations);
    }
    FundingProgramme programme =
        new FundingProgramme(ResourceId.ofShipped(RESOURCE, slug), slug, content, now);
    programmes.persist(programme);
    awardSummaries.enter(programme.id(), request.awardSummaries(), shippedSummary(slug));
  }

  private static boolean isGone(Violation violation) {
    return violation.code().equals("unknown")
        && Stream.of("/caseStudies/", "/metrics/")
            .anyMatch(Objects.requireNonNullElse(violation.pointer(), "")::startsWith);
  }

  private void audit(FundingProgramme programme) {
    audit.enter(RESOURCE, programme.id(), programme.slug(), programme.version());
  }
}
