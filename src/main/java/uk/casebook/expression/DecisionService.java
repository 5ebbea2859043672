package uk.casebook.expression;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyService;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;
import uk.casebook.grant.Award;
import uk.casebook.grant.Dates;
import uk.casebook.grant.GrantService;
import uk.casebook.http.LondonTime;
import uk.casebook.http.Preconditions;
import uk.casebook.identity.AuditService;
import uk.casebook.identity.IdempotencyService;
import uk.casebook.programme.Call;
import uk.casebook.programme.FundingProgrammeService;

/** What grant officers do with applications: take them into review, and decide on them. */
@ApplicationScoped
@Transactional
public class DecisionService {

  private static final int LONGEST_TITLE = 200;

  private final ExpressionOfInterestRepository applications;
  private final ExpressionOfInterestService reading;
  private final ExpressionOfInterestEditingService editing;
  private final FundingProgrammeService programmes;
  private final GrantService grants;
  private final CaseStudyService caseStudies;
  private final Preconditions preconditions;
  private final IdempotencyService idempotency;
  private final AuditService audit;
  private final LondonTime time;
  private final InstantSource clock;

  DecisionService(
      ExpressionOfInterestRepository applications,
      ExpressionOfInterestService reading,
      ExpressionOfInterestEditingService editing,
      FundingProgrammeService programmes,
      GrantService grants,
      CaseStudyService caseStudies,
      Preconditions preconditions,
      IdempotencyService idempotency,
      AuditService audit,
      LondonTime time,
      InstantSource clock) {
    this.applications = applications;
    this.reading = reading;
    this.editing = editing;
    this.programmes = programmes;
    this.grants = grants;
    this.caseStudies = caseStudies;
    this.preconditions = preconditions;
    this.idempotency = idempotency;
    this.audit = audit;
    this.time = time;
    this.clock = clock;
  }

  ExpressionOfInterestResponse reviewExpressionOfInterest(String key) {
    return once(
        key,
        application -> {
          ExpressionOfInterestResponse seen = reading.response(application);
          application.takeIntoReview(clock.instant());
          preconditions.require(seen);
        });
  }

  ExpressionOfInterestResponse decideExpressionOfInterest(String key, DecisionRequest request) {
    return once(key, application -> decide(application, request));
  }

  private void decide(ExpressionOfInterest application, DecisionRequest request) {
    application.requireUndecided("decided");
    preconditions.require(reading.response(application));
    if (request.outcome() == Outcome.AWARDED) {
      award(application, request);
    } else {
      decline(application, request);
    }
  }

  private void decline(ExpressionOfInterest application, DecisionRequest request) {
    List<Violation> violations = new ArrayList<>();
    editing.check("/reason", request.reason(), violations);
    refuseWithout("/title", request.title(), violations);
    refuseWithout("/description", request.description(), violations);
    refuseWithout("/lines", request.lines(), violations);
    refuseWithout("/awardDate", request.awardDate(), violations);
    refuseWithout("/plannedDates", request.plannedDates(), violations);
    refuseWithout("/caseStudy", request.caseStudy(), violations);
    ProblemException.refuseBroken(violations);
    application.decline(request.reason(), clock.instant());
  }

  private static void refuseWithout(
      String pointer, @Nullable Object value, List<Violation> violations) {
    if (value != null) {
      violations.add(
          Violation.atPointer(
              pointer, "only-when-awarded", "This is for an application that is awarded."));
    }
  }

  private void award(ExpressionOfInterest application, DecisionRequest request) {
    // One at a time gives a programme's money away, so that no two see the same as left.
    Call call = programmes.lockCall(application.programmeId());
    ExpressionContent content = application.content();
    List<BudgetLine> lines = Objects.requireNonNullElse(request.lines(), content.lines());
    LocalDate awardDate = Objects.requireNonNullElseGet(request.awardDate(), time::today);
    List<Violation> violations = new ArrayList<>();
    editing.check("/reason", request.reason(), violations);
    editing.check("/title", request.title(), violations);
    editing.check("/description", request.description(), violations);
    editing.checkLines(lines, violations);
    FundingRules.checkLines(call, lines, violations);
    FundingRules.checkAvailable(call, grants.awarded(call.id()), BudgetLine.sum(lines), violations);
    checkAwardDate(application, awardDate, violations);
    Dates.check("/plannedDates", request.plannedDates(), violations);
    Optional<UUID> caseStudy = caseStudies.check("/caseStudy", request.caseStudy(), violations);
    ProblemException.refuseBroken(violations);
    UUID grant =
        grants
            .award(
                new Award(
                    new Award.Application(application.id(), application.reference()),
                    call.id(),
                    application.applicantId(),
                    title(request, application),
                    request.description(),
                    BudgetLine.sum(content.lines()),
                    awardDate,
                    request.plannedDates(),
                    lines.stream().map(DecisionService::line).toList(),
                    caseStudy.orElse(null)))
            .id();
    application.award(grant, request.reason(), clock.instant());
  }

  private static Award.Line line(BudgetLine line) {
    return new Award.Line(line.category(), line.description(), line.amount());
  }

  private String title(DecisionRequest request, ExpressionOfInterest application) {
    ExpressionOfInterestResponse seen = reading.response(application);
    String made = seen.programme().title() + ": " + seen.applicant().name();
    return Objects.requireNonNullElseGet(
        request.title(),
        () ->
            made.substring(
                0,
                made.offsetByCodePoints(
                    0, Math.min(made.codePointCount(0, made.length()), LONGEST_TITLE))));
  }

  private void checkAwardDate(
      ExpressionOfInterest application, LocalDate awardDate, List<Violation> violations) {
    LocalDate submitted = LondonTime.dayOf(Objects.requireNonNull(application.submittedAt()));
    if (awardDate.isAfter(time.today())) {
      violations.add(
          Violation.atPointer(
              "/awardDate", "in-the-future", "%s is still to come.".formatted(awardDate)));
    } else if (awardDate.isBefore(submitted)) {
      violations.add(
          Violation.atPointer(
              "/awardDate",
              "before-submission",
              "%s is before the application came, on %s.".formatted(awardDate, submitted)));
    }
  }

  private ExpressionOfInterestResponse once(String key, Consumer<ExpressionOfInterest> action) {
    UUID id =
        idempotency.once(
            () -> {
              ExpressionOfInterest application = reading.lock(key);
              action.accept(application);
              applications.flush();
              audit.enter(
                  ExpressionOfInterestEditingService.RESOURCE,
                  application.id(),
                  application.reference(),
                  application.version());
              return application.id();
            });
    return reading.getExpressionOfInterest(id.toString());
  }
}
