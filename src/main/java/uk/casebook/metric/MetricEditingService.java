package uk.casebook.metric;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyEditingService;
import uk.casebook.casestudy.CaseStudyEditingService.Draft;
import uk.casebook.casestudy.CaseStudyRef;
import uk.casebook.casestudy.CaseStudyService;
import uk.casebook.casestudy.DraftFigures;
import uk.casebook.casestudy.PartialDate;
import uk.casebook.contract.Bodies;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;
import uk.casebook.database.ResourceId;
import uk.casebook.database.Slug;
import uk.casebook.http.JsonPatches;
import uk.casebook.http.Preconditions;
import uk.casebook.identity.AuditService;
import uk.casebook.identity.IdempotencyService;
import uk.casebook.vocabulary.VocabularyService;

/**
 * Writes metrics with their observations. A metric is written in the draft of its case study and is
 * published with it; the case study's lock is the metric's.
 */
@ApplicationScoped
@Transactional
public class MetricEditingService implements DraftFigures {

  static final String RESOURCE = "metric";

  private final MetricRepository metrics;
  private final MetricService reading;
  private final CaseStudyService caseStudies;
  private final CaseStudyEditingService drafts;
  private final VocabularyService vocabularies;
  private final Preconditions preconditions;
  private final IdempotencyService idempotency;
  private final AuditService audit;
  private final Bodies bodies;
  private final JsonPatches patches;
  private final EntityManager entities;
  private final InstantSource clock;

  MetricEditingService(
      MetricRepository metrics,
      MetricService reading,
      CaseStudyService caseStudies,
      CaseStudyEditingService drafts,
      VocabularyService vocabularies,
      Preconditions preconditions,
      IdempotencyService idempotency,
      AuditService audit,
      Bodies bodies,
      JsonPatches patches,
      EntityManager entities,
      InstantSource clock) {
    this.metrics = metrics;
    this.reading = reading;
    this.caseStudies = caseStudies;
    this.drafts = drafts;
    this.vocabularies = vocabularies;
    this.preconditions = preconditions;
    this.idempotency = idempotency;
    this.audit = audit;
    this.bodies = bodies;
    this.patches = patches;
    this.entities = entities;
    this.clock = clock;
  }

  MetricResponse createMetric(MetricRequest request) {
    String caseStudy = request.caseStudy();
    if (caseStudy == null) {
      throw ProblemException.invalid(
          Violation.atPointer(
              "/caseStudy", "required", "A new metric names the case study that it belongs to."));
    }
    UUID id =
        idempotency.once(
            () -> {
              Draft draft = drafts.edit("/caseStudy", caseStudy);
              MetricVersion created = add(draft, request);
              audit(draft, created.metric());
              return created.metric().id();
            });
    return latest(id);
  }

  private MetricResponse latest(UUID id) {
    Metric metric = metrics.findMetric(id.toString()).orElseThrow();
    return reading.response(in(drafts.look(metric.caseStudyId()), metric));
  }

  MetricResponse replaceMetric(String key, MetricRequest request) {
    return write(open(key), request);
  }

  MetricResponse patchMetric(String key, JsonNode patch) {
    MetricVersion latest = open(key);
    JsonNode patched = patches.merge(bodies.write(MetricRequest.from(latest)), patch);
    return write(latest, bodies.read(patched, "MetricRequest", MetricRequest.class));
  }

  void deleteMetric(String key) {
    Metric metric = open(key).metric();
    Draft draft = drafts.edit(metric.caseStudyId());
    audit(draft, metric);
    remove(draft.versionId(), metric);
  }

  private void remove(long draftVersionId, Metric metric) {
    if (metric.wasPublished()) {
      metrics.findIn(draftVersionId, metric.id()).ifPresent(metrics::remove);
    } else {
      metrics.deleteUnseen(draftVersionId, metric.id());
    }
  }

  /** The latest version of a metric, its case study locked, which the caller has seen as it is. */
  private MetricVersion open(String key) {
    Metric metric = metrics.findMetric(key).orElseThrow(() -> MetricService.unknown(key));
    Draft draft = drafts.look(metric.caseStudyId());
    // It may have been published while this waited for the lock.
    entities.refresh(metric);
    MetricVersion latest = in(draft, metric);
    preconditions.require(reading.response(latest));
    return latest;
  }

  private MetricVersion in(Draft latest, Metric metric) {
    return metrics
        .findIn(latest.versionId(), metric.id())
        .orElseThrow(() -> MetricService.unknown(metric.slug()));
  }

  private MetricResponse write(MetricVersion latest, MetricRequest request) {
    Metric metric = latest.metric();
    List<Violation> violations = new ArrayList<>();
    String slug = Objects.requireNonNullElse(request.slug(), metric.slug());
    Slug.checkChange(
        entities, RESOURCE, metric.id(), metric.slug(), slug, metric.wasPublished(), violations);
    if (request.caseStudy() != null) {
      checkCaseStudy(latest, request.caseStudy(), violations);
    }
    List<Metric> conflicts = checked(latest.caseStudyVersionId(), request, violations);
    ProblemException.refuseBroken(violations);
    if (slug.equals(metric.slug()) && says(latest, request, conflicts)) {
      return reading.response(latest);
    }
    metric.rename(slug);
    Draft draft = drafts.edit(metric.caseStudyId());
    audit(draft, metric);
    return reading.response(rewrite(draft, metric, request, conflicts));
  }

  private void checkCaseStudy(MetricVersion latest, String caseStudy, List<Violation> violations) {
    long version = latest.caseStudyVersionId();
    CaseStudyRef own = Objects.requireNonNull(caseStudies.inShort(List.of(version)).get(version));
    if (!caseStudy.equals(own.slug())
        && !caseStudy.equalsIgnoreCase(latest.metric().caseStudyId().toString())) {
      violations.add(
          Violation.atPointer(
              "/caseStudy",
              "fixed",
              "A metric stays with its case study, which is '%s'.".formatted(own.slug())));
    }
  }

  private static boolean says(
      MetricVersion version, MetricRequest request, List<Metric> conflicts) {
    return version.content().equals(request.content())
        && version.figures().equals(request.observations())
        && version.conflictsWith().equals(conflicts);
  }

  private MetricVersion rewrite(
      Draft draft, Metric metric, MetricRequest request, List<Metric> conflicts) {
    MetricVersion old = in(draft, metric);
    int position = old.position();
    metrics.remove(old);
    return enter(draft.versionId(), metrics.managed(metric), position, request, managed(conflicts));
  }

  private List<Metric> managed(List<Metric> detached) {
    return detached.stream().map(metrics::managed).toList();
  }

  private MetricVersion enter(
      long draftVersionId,
      Metric metric,
      int position,
      MetricRequest request,
      List<Metric> conflicts) {
    MetricVersion version =
        new MetricVersion(
            metric, draftVersionId, position, request.content(), request.observations());
    version.conflictsWith(conflicts);
    metrics.persist(version);
    metrics.flush();
    return version;
  }

  /**
   * Adds a metric to a draft. One that readers saw earlier and that the draft no longer has comes
   * back under its slug.
   */
  private MetricVersion add(Draft draft, MetricRequest request) {
    List<Violation> violations = new ArrayList<>();
    String slug = request.slug();
    Optional<Metric> earlier =
        Optional.ofNullable(slug)
            .flatMap(metrics::findMetric)
            .filter(metric -> metric.caseStudyId().equals(draft.caseStudyId()))
            .filter(metric -> metrics.findIn(draft.versionId(), metric.id()).isEmpty());
    if (slug != null && earlier.isEmpty()) {
      Slug.check(entities, RESOURCE, slug, null, violations);
    }
    List<Metric> conflicts = checked(draft.versionId(), request, violations);
    ProblemException.refuseBroken(violations);
    int position = metrics.nextPosition(draft.versionId());
    Metric metric =
        earlier.orElseGet(
            () ->
                newMetric(draft, slug == null ? freeSlug(draft.caseStudySlug(), position) : slug));
    return enter(draft.versionId(), metric, position, request, conflicts);
  }

  private Metric newMetric(Draft draft, String slug) {
    Metric metric = new Metric(ResourceId.ofNew(), slug, draft.caseStudyId(), clock.instant());
    metrics.persistMetric(metric);
    return metric;
  }

  private String freeSlug(String caseStudySlug, int position) {
    String number = "-%02d".formatted(position + 1);
    String base = caseStudySlug.substring(0, Math.min(caseStudySlug.length(), 90));
    return Slug.free(entities, RESOURCE, base + number);
  }

  /**
   * Checks what a request says.
   *
   * @return the metrics that it conflicts with
   */
  private List<Metric> checked(
      long draftVersionId, MetricRequest request, List<Violation> violations) {
    check("", request.content(), request.observations(), violations);
    Map<String, Metric> known =
        metrics.bySlugs(draftVersionId, request.conflictsWith()).stream()
            .collect(Collectors.toMap(Metric::slug, metric -> metric));
    List<Metric> conflicts = new ArrayList<>();
    for (int i = 0; i < request.conflictsWith().size(); i++) {
      String slug = request.conflictsWith().get(i);
      Metric metric = known.get(slug);
      if (metric == null || slug.equals(request.slug())) {
        violations.add(
            Violation.atPointer(
                "/conflictsWith/" + i,
                "unknown",
                "No other metric has the slug '%s'.".formatted(slug)));
      } else {
        conflicts.add(metric);
      }
    }
    return conflicts;
  }

  /**
   * Adds every rule that a metric breaks by itself, wherever it is kept.
   *
   * @param place where it stands in the body
   */
  public void check(
      String place, MetricContent content, List<Figure> figures, List<Violation> violations) {
    vocabularies.check("units", place + "/unit", content.unit(), violations);
    vocabularies.check("indicators", place + "/indicator", content.indicator(), violations);
    for (int i = 0; i < figures.size(); i++) {
      check(place + "/observations/" + i, figures.get(i), violations);
    }
    for (int i = 0; i < content.reportedChanges().size(); i++) {
      MetricPeriod period = content.reportedChanges().get(i).period();
      checkPeriod(place + "/reportedChanges/" + i + "/period", period, violations);
    }
  }

  private void check(String place, Figure figure, List<Violation> violations) {
    vocabularies.check("units", place + "/unit", figure.unit(), violations);
    checkPeriod(place + "/period", figure.period(), violations);
    if (!figure.hasValue()) {
      violations.add(
          Violation.atPointer(
              place,
              "no-value",
              "An observation has a value, valueText, low or high, or a numerator with its"
                  + " denominator."));
    }
    BigDecimal low = figure.low();
    BigDecimal high = figure.high();
    if (low != null && high != null && high.compareTo(low) < 0) {
      violations.add(
          Violation.atPointer(
              place + "/high", "below-low", "high is %s, below low, %s.".formatted(high, low)));
    }
    BigDecimal denominator = figure.denominator();
    if (denominator != null && denominator.signum() == 0) {
      violations.add(
          Violation.atPointer(place + "/denominator", "zero", "A denominator is not zero."));
    }
  }

  private static void checkPeriod(
      String place, @Nullable MetricPeriod period, List<Violation> violations) {
    if (period != null) {
      PartialDate.checkPeriod(place, period.from(), period.to(), violations);
    }
  }

  /**
   * A draft has these metrics from now on, in this order: those it has and that are not among them
   * go, the others stay, change or come.
   *
   * @throws ProblemException with every rule that is broken, by its place in {@code metrics}
   */
  public void replaceAll(Draft draft, List<MetricRequest> requests) {
    Map<String, Metric> kept = new HashMap<>();
    for (MetricVersion version : metrics.ofCaseStudy(draft.versionId())) {
      kept.put(version.metric().slug(), version.metric());
    }
    kept.keySet().removeAll(requests.stream().map(MetricRequest::slug).toList());
    kept.values().forEach(metric -> remove(draft.versionId(), metric));
    List<Violation> violations = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      try {
        place(draft, requests.get(i));
      } catch (ProblemException broken) {
        violations.addAll(broken.under("/metrics/" + i).errors());
      }
    }
    ProblemException.refuseBroken(violations);
  }

  private void place(Draft draft, MetricRequest request) {
    Optional<Metric> known =
        Optional.ofNullable(request.slug())
            .flatMap(metrics::findMetric)
            .filter(metric -> metrics.findIn(draft.versionId(), metric.id()).isPresent());
    if (known.isPresent()) {
      metrics.findIn(draft.versionId(), known.get().id()).ifPresent(metrics::remove);
    }
    add(draft, request);
  }

  @Override
  public void copy(long publishedVersionId, long draftVersionId) {
    for (MetricVersion version : metrics.ofCaseStudy(publishedVersionId)) {
      MetricVersion copy =
          new MetricVersion(
              version.metric(),
              draftVersionId,
              version.position(),
              version.content(),
              version.figures());
      copy.conflictsWith(version.conflictsWith());
      metrics.persist(copy);
    }
    metrics.flush();
  }

  @Override
  public void discard(long draftVersionId) {
    metrics.deleteUnseen(draftVersionId, null);
  }

  @Override
  public void publish(long versionId, @Nullable Long previousVersionId) {
    Map<Metric, MetricVersion> previous = new HashMap<>();
    boolean renamed = false;
    if (previousVersionId != null) {
      metrics.ofCaseStudy(previousVersionId).forEach(seen -> previous.put(seen.metric(), seen));
      Map<Long, CaseStudyRef> refs = caseStudies.inShort(List.of(versionId, previousVersionId));
      renamed = !Objects.equals(refs.get(versionId), refs.get(previousVersionId));
    }
    for (MetricVersion version : metrics.ofCaseStudy(versionId)) {
      MetricVersion seen = previous.remove(version.metric());
      if (seen == null || renamed || !seen.saysTheSame(version)) {
        version.metric().publish();
      }
    }
    previous.keySet().forEach(Metric::withdraw);
  }

  @Override
  public void withdraw(long versionId) {
    metrics.ofCaseStudy(versionId).forEach(version -> version.metric().withdraw());
  }

  private void audit(Draft draft, Metric metric) {
    audit.enter(RESOURCE, metric.id(), metric.slug(), draft.version());
  }
}
