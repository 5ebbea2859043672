package uk.casebook.grant;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyService;
import uk.casebook.contract.Bodies;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;
import uk.casebook.http.JsonPatches;
import uk.casebook.http.LondonTime;
import uk.casebook.http.Preconditions;
import uk.casebook.identity.AuditService;
import uk.casebook.identity.IdempotencyService;
import uk.casebook.metric.MetricEditingService;
import uk.casebook.metric.MetricService;
import uk.casebook.programme.Money;
import uk.casebook.programme.PersonalData;
import uk.casebook.vocabulary.VocabularyService;

/** Writes what is told of grants, and takes them from one state to the next. */
@ApplicationScoped
@Transactional
public class GrantEditingService {

  private final GrantService reading;
  private final GrantRepository grants;
  private final CaseStudyService caseStudies;
  private final MetricService metrics;
  private final MetricEditingService figures;
  private final VocabularyService vocabularies;
  private final Preconditions preconditions;
  private final IdempotencyService idempotency;
  private final AuditService audit;
  private final Bodies bodies;
  private final JsonPatches patches;
  private final LondonTime time;
  private final InstantSource clock;

  GrantEditingService(
      GrantService reading,
      GrantRepository grants,
      CaseStudyService caseStudies,
      MetricService metrics,
      MetricEditingService figures,
      VocabularyService vocabularies,
      Preconditions preconditions,
      IdempotencyService idempotency,
      AuditService audit,
      Bodies bodies,
      JsonPatches patches,
      LondonTime time,
      InstantSource clock) {
    this.reading = reading;
    this.grants = grants;
    this.caseStudies = caseStudies;
    this.metrics = metrics;
    this.figures = figures;
    this.vocabularies = vocabularies;
    this.preconditions = preconditions;
    this.idempotency = idempotency;
    this.audit = audit;
    this.bodies = bodies;
    this.patches = patches;
    this.time = time;
    this.clock = clock;
  }

  GrantResponse replaceGrant(String key, GrantRequest request) {
    return write(open(key), request, true, true);
  }

  GrantResponse patchGrant(String key, JsonNode patch) {
    Grant grant = open(key);
    JsonNode patched = patches.merge(bodies.write(GrantRequest.from(grant.content())), patch);
    GrantRequest request = bodies.read(patched, "GrantRequest", GrantRequest.class);
    // A link that is not named stays, even to what readers do not see any more.
    return write(grant, request, patch.has("caseStudy"), patch.has("metrics"));
  }

  private GrantResponse write(
      Grant grant, GrantRequest request, boolean saysCaseStudy, boolean saysMetrics) {
    GrantContent old = grant.content();
    List<Violation> violations = new ArrayList<>();
    checkText("/title", request.title(), violations);
    checkText("/description", request.description(), violations);
    Dates.check("/plannedDates", request.plannedDates(), violations);
    checkActual(request.actualDates(), violations);
    GrantContent content =
        new GrantContent(
            request.title(),
            request.description(),
            request.plannedDates(),
            request.actualDates(),
            saysCaseStudy
                ? caseStudies.check("/caseStudy", request.caseStudy(), violations).orElse(null)
                : old.caseStudyId(),
            saysMetrics
                ? metrics.check("/metrics", request.metrics(), violations)
                : old.metricIds());
    ProblemException.refuseBroken(violations);
    if (!content.equals(old)) {
      grant.write(content, clock.instant());
      written(grant);
    }
    return reading.response(grant);
  }

  GrantResponse completeGrant(String key, CompletionRequest request) {
    return once(
        key,
        grant -> {
          List<Violation> violations = new ArrayList<>();
          checkActual(request.actualDates(), violations);
          ProblemException.refuseBroken(violations);
          grant.complete(request.actualDates(), clock.instant());
        });
  }

  GrantResponse cancelGrant(String key, CancellationRequest request) {
    return once(
        key,
        grant -> {
          List<Violation> violations = new ArrayList<>();
          checkText("/reason", request.reason(), violations);
          ProblemException.refuseBroken(violations);
          grant.cancel(request.reason(), clock.instant());
        });
  }

  GrantResponse evaluateGrant(String key, EvaluationRequest request) {
    Grant grant = open(key);
    grant.refuseEvaluation();
    Evaluation before = grant.evaluation();
    Evaluation evaluation =
        request.evaluation(before == null ? time.today() : before.evaluatedOn());
    List<Violation> violations = new ArrayList<>();
    checkText("/summary", request.summary(), violations);
    for (int i = 0; i < request.learning().size(); i++) {
      checkText("/learning/" + i, request.learning().get(i), violations);
    }
    checkPast("/evaluatedOn", evaluation.evaluatedOn(), violations);
    LocalDate awarded = grant.awardDate();
    if (awarded != null && evaluation.evaluatedOn().isBefore(awarded)) {
      violations.add(
          Violation.atPointer(
              "/evaluatedOn",
              "before-award",
              "%s is before the grant was awarded, %s."
                  .formatted(evaluation.evaluatedOn(), awarded)));
    }
    for (int i = 0; i < request.figures().size(); i++) {
      EvaluationFigure figure = request.figures().get(i);
      checkTexts("/figures/" + i, figure, violations);
      figures.check("/figures/" + i, figure.content(), figure.observations(), violations);
    }
    ProblemException.refuseBroken(violations);
    if (!evaluation.equals(before)) {
      grant.evaluate(evaluation, clock.instant());
      written(grant);
    }
    return reading.response(grant);
  }

  /** Everybody reads what is told of a grant: nothing of it tells who a person is. */
  private void checkText(String pointer, @Nullable String text, List<Violation> violations) {
    PersonalData.check(pointer, text, time.today(), violations);
  }

  private void checkTexts(String place, EvaluationFigure figure, List<Violation> violations) {
    checkText(place + "/title", figure.title(), violations);
    checkText(place + "/statement", figure.statement(), violations);
    for (int i = 0; i < figure.caveats().size(); i++) {
      checkText(place + "/caveats/" + i, figure.caveats().get(i), violations);
    }
    for (int i = 0; i < figure.observations().size(); i++) {
      String observation = place + "/observations/" + i;
      checkText(observation + "/printed", figure.observations().get(i).printed(), violations);
      checkText(observation + "/note", figure.observations().get(i).note(), violations);
    }
  }

  /** What happened has happened. */
  private void checkActual(@Nullable Dates dates, List<Violation> violations) {
    Dates.check("/actualDates", dates, violations);
    if (dates != null && dates.from() != null) {
      checkPast("/actualDates/from", dates.from(), violations);
    }
    if (dates != null && dates.to() != null) {
      checkPast("/actualDates/to", dates.to(), violations);
    }
  }

  private void checkPast(String pointer, LocalDate day, List<Violation> violations) {
    if (day.isAfter(time.today())) {
      violations.add(
          Violation.atPointer(pointer, "in-the-future", "%s has not been yet.".formatted(day)));
    }
  }

  GrantResponse addIntervention(String key, InterventionRequest request) {
    return answer(
        idempotency.once(
            () -> {
              Grant grant = reading.lockOwn(key);
              grant.refuseDelivery();
              grant.deliver(checked(request), clock.instant());
              written(grant);
              return grant.id();
            }));
  }

  GrantResponse replaceIntervention(String key, UUID id, InterventionRequest request) {
    Grant grant = open(key);
    Intervention intervention = intervention(grant, id);
    grant.refuseDelivery();
    InterventionContent content = checked(request);
    if (!content.equals(intervention.content())) {
      grant.deliverOtherwise(intervention, content, clock.instant());
      written(grant);
      // Its place among the others is by its day.
      grants.getEntityManager().refresh(grant);
    }
    return reading.response(grant);
  }

  void deleteIntervention(String key, UUID id) {
    Grant grant = open(key);
    Intervention intervention = intervention(grant, id);
    grant.refuseDelivery();
    grant.undo(intervention, clock.instant());
    written(grant);
  }

  private static Intervention intervention(Grant grant, UUID id) {
    return grant
        .intervention(id)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "'%s' has no intervention %s.".formatted(grant.identifier(), id)));
  }

  private InterventionContent checked(InterventionRequest request) {
    List<Violation> violations = new ArrayList<>();
    checkText("/title", request.title(), violations);
    checkPast("/deliveredOn", request.deliveredOn(), violations);
    Money.checkStated("/cost", request.cost(), violations);
    Set<String> groups = new HashSet<>();
    for (int i = 0; i < request.learners().size(); i++) {
      String group = request.learners().get(i).group();
      String place = "/learners/" + i + "/group";
      vocabularies.check("learner-groups", place, group, violations);
      if (!groups.add(group)) {
        violations.add(
            Violation.atPointer(place, "repeated", "'%s' stands here twice.".formatted(group)));
      }
    }
    ProblemException.refuseBroken(violations);
    return request.content();
  }

  private GrantResponse once(String key, Consumer<Grant> action) {
    return answer(
        idempotency.once(
            () -> {
              Grant grant = open(key);
              action.accept(grant);
              written(grant);
              return grant.id();
            }));
  }

  private GrantResponse answer(UUID id) {
    Optional<Grant> grant = grants.findByIdOptional(id);
    return reading.response(grant.orElseThrow());
  }

  /** The caller's grant, locked, which the caller has seen as it is. */
  private Grant open(String key) {
    Grant grant = reading.lockOwn(key);
    preconditions.require(reading.response(grant));
    return grant;
  }

  private void written(Grant grant) {
    grants.flush();
    audit.enter(GrantService.RESOURCE, grant.id(), grant.identifier(), grant.version());
  }
}
