package uk.casebook.metric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyRef;
import uk.casebook.casestudy.CaseStudyService;
import uk.casebook.casestudy.Figures;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.casestudy.GrantRef;
import uk.casebook.casestudy.Grants;
import uk.casebook.casestudy.MetricRef;
import uk.casebook.casestudy.PartialDate;
import uk.casebook.casestudy.Reading;
import uk.casebook.casestudy.Selection;
import uk.casebook.contract.Named;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.database.ResourceId;
import uk.casebook.http.Cursors;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;
import uk.casebook.http.Position;
import uk.casebook.vocabulary.VocabularyService;

/**
 * Finds and reads metrics and their observations, and enters those that the register ships with.
 */
@ApplicationScoped
@Transactional
public class MetricService implements Figures {

  private static final int COMPUTED_AT_ONCE = 1000;

  private final MetricRepository metrics;
  private final CaseStudyService caseStudies;
  private final VocabularyService vocabularies;
  private final Programmes funds;
  private final Grants grants;
  private final Cursors cursors;

  MetricService(
      MetricRepository metrics,
      CaseStudyService caseStudies,
      VocabularyService vocabularies,
      Programmes funds,
      Grants grants,
      Cursors cursors) {
    this.metrics = metrics;
    this.caseStudies = caseStudies;
    this.vocabularies = vocabularies;
    this.funds = funds;
    this.grants = grants;
    this.cursors = cursors;
  }

  Page<MetricResponse> listMetrics(ListRequest list, MetricFilter filter, boolean byCouncil) {
    Conditions conditions = onMetrics(filter);
    Page<Long> page =
        Keyset.page(
            cursors,
            list,
            metrics.metrics(conditions, byCouncil, cursors.start(list), list.limit()),
            metrics.count(MetricRepository.METRICS, conditions));
    Map<Long, MetricResponse> responses = responses(metrics.byIds(page.items()).values());
    return page.of(responses);
  }

  /**
   * The conditions on metrics: on {@code metric_version m}, and that one of its observations meets
   * all that are on observations.
   *
   * @throws ProblemException with every name that the register does not know
   */
  Conditions onMetrics(MetricFilter filter) {
    return onMetrics(filter, null);
  }

  /** As {@link #onMetrics(MetricFilter)}, for the metrics of {@code computed_change c}. */
  Conditions onChanges(MetricFilter filter) {
    return onMetrics(filter, "c.shown");
  }

  private Conditions onMetrics(MetricFilter filter, @Nullable String shown) {
    List<Violation> violations = new ArrayList<>();
    DateRange range = range(filter, violations);
    Conditions conditions =
        conditions(filter, shown, violations)
            .andAny(
                """
                (m.unit in (:unit) or exists (
                  select 1 from observation u
                  where u.metric_version_id = m.id and u.unit in (:unit)))\
                """,
                "unit",
                filter.unit())
            .andExists(
                "summary_figure o where o.metric_version_id = m.id", filter.onObservations(range));
    ProblemException.refuse(violations);
    return conditions;
  }

  Page<FoundObservation> listObservations(ListRequest list, MetricFilter filter) {
    return observations(list, onObservations(filter));
  }

  /**
   * The next of all observations, in the order of {@link #listObservations}.
   *
   * @param conditions those of {@link #onObservations}
   * @param after where the ones before ended; null for the first
   * @param limit how many at most
   */
  List<Keyset.Entry<FoundObservation>> observationsAfter(
      Conditions conditions, @Nullable Position after, int limit) {
    List<Keyset.Entry<Long>> entries = metrics.observations(conditions, after, limit - 1);
    Map<Long, FoundObservation> found =
        metrics.observations(entries.stream().map(Keyset.Entry::row).toList());
    return entries.stream()
        .map(
            entry ->
                new Keyset.Entry<>(
                    entry.position(), Objects.requireNonNull(found.get(entry.row()))))
        .toList();
  }

  /** As {@link #listObservations}, refused where the whole list has more than one unit. */
  Page<FoundObservation> listObservationsOfOneUnit(ListRequest list, MetricFilter filter) {
    Conditions conditions = onObservations(filter);
    List<String> units = metrics.units(conditions);
    if (units.size() > 1) {
      throw ProblemException.invalid(
          Violation.ofParameter(
              "unit",
              "several-units",
              "The observations are in %d units (%s), and this format takes one: ask for unit=%s, say."
                  .formatted(units.size(), String.join(", ", units), units.get(0))));
    }
    return observations(list, conditions);
  }

  private Page<FoundObservation> observations(ListRequest list, Conditions conditions) {
    Page<Long> page =
        Keyset.page(
            cursors,
            list,
            metrics.observations(conditions, cursors.start(list), list.limit()),
            metrics.count(MetricRepository.OBSERVATIONS, conditions));
    Map<Long, FoundObservation> found = metrics.observations(page.items());
    return page.of(found);
  }

  /**
   * The conditions on observations: on {@code metric_version m} and on {@code o}.
   *
   * @throws ProblemException with every name that the register does not know
   */
  Conditions onObservations(MetricFilter filter) {
    List<Violation> violations = new ArrayList<>();
    DateRange range = range(filter, violations);
    Conditions conditions =
        conditions(filter, "o.shown", violations)
            .andAny("o.unit in (:unit)", "unit", filter.unit())
            .and(filter.onObservations(range));
    ProblemException.refuse(violations);
    return conditions;
  }

  /**
   * The conditions on metrics and their case studies.
   *
   * @param shown what holds of all that readers see; null if only their case studies tell
   */
  private Conditions conditions(
      MetricFilter filter, @Nullable String shown, List<Violation> violations) {
    vocabularies.filterBy("units", "unit", filter.unit(), violations);
    vocabularies.filterBy("indicators", "indicator", filter.indicator(), violations);
    Selection selection = caseStudies.select(filter.filter(), violations);
    if (shown != null && selection.isEverything() && filter.caseStudy().isEmpty()) {
      return new Conditions().and(shown).and(filter.onMetrics());
    }
    return selection
        .conditions()
        .andAny(
            "v.case_study_id in (:caseStudies)",
            "caseStudies",
            caseStudies.filterByCaseStudy("caseStudy", filter.caseStudy(), selection, violations))
        .and(filter.onMetrics());
  }

  private static DateRange range(MetricFilter filter, List<Violation> violations) {
    return new DateRange(
        PartialDate.day("from", filter.from(), PartialDate::firstDay, violations),
        PartialDate.day("to", filter.to(), PartialDate::lastDay, violations));
  }

  /**
   * A metric with its observations, by slug or id.
   *
   * @throws ProblemException if there is none that the caller may see, or it was withdrawn
   */
  public MetricResponse getMetric(String key, Reading reading) {
    List<Violation> violations = new ArrayList<>();
    Selection selection = caseStudies.select(reading, violations);
    ProblemException.refuse(violations);
    Optional<MetricVersion> found =
        reading.isPublished() ? metrics.findPublic(key) : metrics.find(key, selection.conditions());
    return response(found.orElseThrow(() -> absent(key, reading)));
  }

  private ProblemException absent(String key, Reading reading) {
    if (!reading.isWorking()) {
      metrics
          .findMetric(key)
          .ifPresent(metric -> caseStudies.refuseWithdrawn(metric.caseStudyId()));
    }
    return unknown(key);
  }

  static ProblemException unknown(String key) {
    return ProblemException.notFound("No metric has the slug or id '%s'.".formatted(key));
  }

  MetricResponse response(MetricVersion version) {
    return Objects.requireNonNull(responses(List.of(version)).get(version.id()));
  }

  /**
   * The metrics of versions of case studies as they would come in, by the versions' ids, in the
   * order of the source; versions without metrics are left out.
   */
  public Map<Long, List<MetricRequest>> written(Collection<Long> caseStudyVersionIds) {
    return metrics.ofCaseStudies(caseStudyVersionIds).stream()
        .collect(
            Collectors.groupingBy(
                MetricVersion::caseStudyVersionId,
                Collectors.mapping(MetricRequest::from, Collectors.toList())));
  }

  private Map<Long, MetricResponse> responses(Collection<MetricVersion> versions) {
    Set<Long> caseStudyVersions =
        versions.stream().map(MetricVersion::caseStudyVersionId).collect(Collectors.toSet());
    Map<Long, CaseStudyRef> studies = caseStudies.inShort(caseStudyVersions);
    Map<UUID, MetricRef> conflicting =
        metrics
            .publicOr(
                caseStudyVersions,
                versions.stream()
                    .flatMap(version -> version.conflictsWith().stream())
                    .map(Metric::id)
                    .toList())
            .stream()
            .collect(
                Collectors.toMap(
                    version -> version.metric().id(), MetricService::inShort, (one, other) -> one));
    List<UUID> ids = versions.stream().map(version -> version.metric().id()).toList();
    Map<UUID, FundingProgrammeRef> programmes = funds.ofMetrics(ids);
    Map<UUID, GrantRef> told = grants.ofMetrics(ids);
    return versions.stream()
        .collect(
            Collectors.toMap(
                MetricVersion::id,
                version ->
                    MetricResponse.from(
                        version,
                        Objects.requireNonNull(studies.get(version.caseStudyVersionId())),
                        conflicting,
                        programmes,
                        told)));
  }

  /** Those of these metrics that everybody may read in short, by id. */
  public Map<UUID, MetricRef> publicInShort(Collection<UUID> metricIds) {
    return metrics.publicOr(Set.of(), metricIds).stream()
        .collect(Collectors.toMap(version -> version.metric().id(), MetricService::inShort));
  }

  /**
   * The metrics that a body names by id or slug among those that everybody may read, in its order;
   * what it does not find, or finds twice, is added to the violations.
   *
   * @param pointer where the list stands in the body
   */
  public List<UUID> check(String pointer, List<String> keys, List<Violation> violations) {
    return Named.inBody(
        pointer,
        keys,
        key -> metrics.findPublic(key).map(version -> version.metric().id()),
        "No metric has the slug or id '%s'."::formatted,
        violations);
  }

  @Override
  public Map<Long, List<MetricRef>> inShort(Collection<Long> caseStudyVersionIds) {
    return metrics.ofCaseStudies(caseStudyVersionIds).stream()
        .collect(
            Collectors.groupingBy(
                MetricVersion::caseStudyVersionId,
                Collectors.mapping(MetricService::inShort, Collectors.toList())));
  }

  /** What versions are to everybody, by metric. */
  Map<UUID, MetricResponse> publicResponses(Collection<MetricVersion> versions) {
    return responses(versions).values().stream()
        .collect(Collectors.toMap(MetricResponse::id, Function.identity()));
  }

  private static MetricRef inShort(MetricVersion version) {
    String slug = version.metric().slug();
    return new MetricRef(
        slug,
        version.content().title(),
        version.content().unit(),
        MetricResponse.href(slug),
        Headline.of(version.content(), version.figures()));
  }

  @Override
  public boolean areSame(long caseStudyVersionId, long otherVersionId) {
    List<MetricVersion> ones = metrics.ofCaseStudy(caseStudyVersionId);
    List<MetricVersion> others = metrics.ofCaseStudy(otherVersionId);
    return ones.stream()
            .map(MetricVersion::metric)
            .toList()
            .equals(others.stream().map(MetricVersion::metric).toList())
        && IntStream.range(0, ones.size()).allMatch(i -> ones.get(i).saysTheSame(others.get(i)));
  }

  @Override
  public Map<Long, Integer> counts(Collection<Long> caseStudyVersionIds) {
    return metrics.counts(caseStudyVersionIds);
  }

  /**
   * Computes what follows from versions that an earlier release wrote, some of them at a time.
   *
   * @return whether there may be more
   */
  public boolean computeMissing() {
    metrics.lockComputing();
    List<MetricVersion> found = metrics.notComputed(COMPUTED_AT_ONCE);
    found.forEach(MetricVersion::compute);
    return !found.isEmpty();
  }

  /**
   * Enters the metrics of all case studies that the register ships with, published; all at once,
   * since metrics of different case studies conflict with each other.
   */
  public void ship(Map<CaseStudyService.Entered, List<MetricRequest>> shipped, Instant now) {
    Map<String, Metric> bySlug = new HashMap<>();
    shipped.forEach(
        (caseStudy, requests) -> {
          for (MetricRequest request : requests) {
            String slug = Objects.requireNonNull(request.slug());
            Metric metric =
                new Metric(
                    ResourceId.ofShipped("metric", slug), slug, caseStudy.caseStudyId(), now);
            metric.publish();
            metrics.persistMetric(metric);
            bySlug.put(slug, metric);
          }
        });
    shipped.forEach(
        (caseStudy, requests) -> {
          for (MetricRequest request : requests) {
            MetricVersion version =
                new MetricVersion(
                    Objects.requireNonNull(bySlug.get(Objects.requireNonNull(request.slug()))),
                    caseStudy.versionId(),
                    requests.indexOf(request),
                    request.content(),
                    request.observations());
            version.conflictsWith(
                request.conflictsWith().stream()
                    .map(slug -> Objects.requireNonNull(bySlug.get(slug), slug))
                    .toList());
            metrics.persist(version);
          }
        });
  }
}
