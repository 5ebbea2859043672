package uk.casebook.revision;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import uk.casebook.casestudy.CaseStudyEditingService;
import uk.casebook.casestudy.CaseStudyEditingService.Draft;
import uk.casebook.casestudy.CaseStudyRequest;
import uk.casebook.casestudy.CaseStudyService;
import uk.casebook.casestudy.Reading;
import uk.casebook.casestudy.Revision;
import uk.casebook.contract.Bodies;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;
import uk.casebook.http.JsonPatches;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;
import uk.casebook.http.Preconditions;
import uk.casebook.metric.MetricEditingService;
import uk.casebook.metric.MetricRequest;
import uk.casebook.metric.MetricService;

/** Reads what versions said and what changed between them; writes case studies out and in whole. */
@ApplicationScoped
@Transactional
public class RevisionService {

  private final CaseStudyService caseStudies;
  private final CaseStudyEditingService editing;
  private final MetricService metrics;
  private final MetricEditingService metricEditing;
  private final Preconditions preconditions;
  private final JsonPatches patches;
  private final Bodies bodies;
  private final TransactionSynchronizationRegistry transaction;

  RevisionService(
      CaseStudyService caseStudies,
      CaseStudyEditingService editing,
      MetricService metrics,
      MetricEditingService metricEditing,
      Preconditions preconditions,
      JsonPatches patches,
      Bodies bodies,
      TransactionSynchronizationRegistry transaction) {
    this.caseStudies = caseStudies;
    this.editing = editing;
    this.metrics = metrics;
    this.metricEditing = metricEditing;
    this.preconditions = preconditions;
    this.patches = patches;
    this.bodies = bodies;
    this.transaction = transaction;
  }

  Page<RevisionResponse> listRevisions(ListRequest list, String key, Reading reading) {
    Page<Revision> page = caseStudies.listRevisions(list, key, reading);
    Map<Long, List<MetricRequest>> measured =
        metrics.written(page.items().stream().map(Revision::versionId).toList());
    Map<Integer, JsonNode> files = new HashMap<>();
    page.items().forEach(shown -> files.put(shown.version(), bodies.write(file(shown, measured))));
    return page.map(
        revision ->
            RevisionResponse.from(
                revision, changes(key, reading, revision.version(), files), null));
  }

  RevisionResponse getRevision(String key, int version, Reading reading) {
    Revision revision =
        caseStudies
            .findRevision(key, version, reading)
            .orElseThrow(
                () -> ProblemException.notFound("'%s' has no version %d.".formatted(key, version)));
    CaseStudyFile file = file(revision);
    Map<Integer, JsonNode> files = new HashMap<>(Map.of(version, bodies.write(file)));
    return RevisionResponse.from(revision, changes(key, reading, version, files), file);
  }

  /**
   * From the version before; from nothing, if it is the first.
   *
   * @param files what versions said, by their numbers, as far as it is known
   */
  private JsonNode changes(String key, Reading reading, int version, Map<Integer, JsonNode> files) {
    JsonNode before =
        files.computeIfAbsent(version - 1, number -> bodies.write(said(key, number, reading)));
    return patches.difference(before, Objects.requireNonNull(files.get(version)));
  }

  private Object said(String key, int version, Reading reading) {
    return caseStudies.findRevision(key, version, reading).<Object>map(this::file).orElse(Map.of());
  }

  private CaseStudyFile file(Revision revision) {
    return file(revision, metrics.written(List.of(revision.versionId())));
  }

  private static CaseStudyFile file(Revision revision, Map<Long, List<MetricRequest>> measured) {
    return new CaseStudyFile(
        revision.written(), measured.getOrDefault(revision.versionId(), List.of()));
  }

  CaseStudyFile getCaseStudyFile(String key, Reading reading) {
    return file(caseStudies.getRevision(key, reading));
  }

  CaseStudyFile replaceCaseStudyFile(String key, CaseStudyFile file) {
    return replace(key, file).after();
  }

  /** What {@link #replaceCaseStudyFile} would change. */
  JsonNode tryCaseStudyFile(String key, CaseStudyFile file) {
    Replaced replaced = replace(key, file);
    transaction.setRollbackOnly();
    return patches.difference(bodies.write(replaced.before()), bodies.write(replaced.after()));
  }

  /** A file and what it was before: nothing, or a file. */
  private record Replaced(Object before, CaseStudyFile after) {}

  private Replaced replace(String key, CaseStudyFile file) {
    CaseStudyRequest caseStudy = file.caseStudy();
    if (!caseStudy.contacts().isEmpty()) {
      throw ProblemException.broken(
          Violation.atPointer(
              "/caseStudy/contacts",
              "personal-data",
              "A file holds no personal data; contacts are written with the case study."));
    }
    Optional<Draft> known = editing.find(key);
    Object before = Map.of();
    if (known.isPresent()) {
      CaseStudyFile current = file(caseStudies.getRevision(key, Reading.WORKING));
      preconditions.require(current);
      if (current.equals(file)) {
        return new Replaced(current, current);
      }
      before = current;
    }
    Draft draft = write(key, known, caseStudy);
    metricEditing.replaceAll(draft, file.metrics());
    return new Replaced(
        before, file(caseStudies.getRevision(draft.caseStudySlug(), Reading.WORKING)));
  }

  private Draft write(String key, Optional<Draft> known, CaseStudyRequest caseStudy) {
    try {
      return known.isPresent()
          ? editing.write(known.get().caseStudyId(), caseStudy)
          : editing.begin(caseStudy.called(Objects.requireNonNullElse(caseStudy.slug(), key)));
    } catch (ProblemException refused) {
      throw refused.under("/caseStudy");
    }
  }
}
