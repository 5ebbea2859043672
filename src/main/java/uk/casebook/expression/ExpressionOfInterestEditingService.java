package uk.casebook.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Bodies;
import uk.casebook.contract.Named;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;
import uk.casebook.database.RandomCode;
import uk.casebook.database.ResourceId;
import uk.casebook.grant.GrantService;
import uk.casebook.http.Arrival;
import uk.casebook.http.JsonPatches;
import uk.casebook.http.LondonTime;
import uk.casebook.http.Preconditions;
import uk.casebook.identity.AuditService;
import uk.casebook.identity.Caller;
import uk.casebook.identity.Callers;
import uk.casebook.identity.IdempotencyService;
import uk.casebook.organisation.OrganisationService;
import uk.casebook.organisation.OrganisationsMerged;
import uk.casebook.programme.Call;
import uk.casebook.programme.FundingProgrammeService;
import uk.casebook.programme.Money;
import uk.casebook.programme.PersonalData;
import uk.casebook.vocabulary.VocabularyService;

/** Writes applications, submits and withdraws them, and forgets who they were about. */
@ApplicationScoped
@Transactional
public class ExpressionOfInterestEditingService {

  /** What the audit calls an application. */
  static final String RESOURCE = "expression-of-interest";

  private static final Pattern OPAQUE = Pattern.compile("(?=.*[0-9])[A-Za-z0-9-]{1,40}");
  private static final int CODE = 8;

  /** How long it is known who an application was about that came to nothing. */
  private static final int MONTHS_KEPT = 12;

  private static final int MOST_AT_ONCE = 1_000;

  private final ExpressionOfInterestRepository applications;
  private final ExpressionOfInterestService reading;
  private final FundingProgrammeService programmes;
  private final GrantService grants;
  private final OrganisationService organisations;
  private final VocabularyService vocabularies;
  private final Preconditions preconditions;
  private final IdempotencyService idempotency;
  private final AuditService audit;
  private final Callers callers;
  private final Bodies bodies;
  private final JsonPatches patches;
  private final Arrival arrival;
  private final LondonTime time;
  private final InstantSource clock;

  ExpressionOfInterestEditingService(
      ExpressionOfInterestRepository applications,
      ExpressionOfInterestService reading,
      FundingProgrammeService programmes,
      GrantService grants,
      OrganisationService organisations,
      VocabularyService vocabularies,
      Preconditions preconditions,
      IdempotencyService idempotency,
      AuditService audit,
      Callers callers,
      Bodies bodies,
      JsonPatches patches,
      Arrival arrival,
      LondonTime time,
      InstantSource clock) {
    this.applications = applications;
    this.reading = reading;
    this.programmes = programmes;
    this.grants = grants;
    this.organisations = organisations;
    this.vocabularies = vocabularies;
    this.preconditions = preconditions;
    this.idempotency = idempotency;
    this.audit = audit;
    this.callers = callers;
    this.bodies = bodies;
    this.patches = patches;
    this.arrival = arrival;
    this.time = time;
    this.clock = clock;
  }

  ExpressionOfInterestResponse createExpressionOfInterest(ExpressionOfInterestRequest request) {
    UUID id = idempotency.once(() -> begin(request));
    return reading.getExpressionOfInterest(id.toString());
  }

  private UUID begin(ExpressionOfInterestRequest request) {
    List<Violation> violations = new ArrayList<>();
    Optional<UUID> applicant = applicant(request.applicant(), violations);
    Optional<ExpressionContent> content = content(request, violations);
    ProblemException.refuseBroken(violations);
    ExpressionOfInterest application =
        new ExpressionOfInterest(
            ResourceId.ofNew(),
            freeReference(),
            applicant.orElseThrow(),
            content.orElseThrow(),
            clock.instant());
    applications.persistAndFlush(application);
    audit(application);
    return application.id();
  }

  private String freeReference() {
    String reference;
    do {
      reference = "EOI-" + RandomCode.of(CODE);
    } while (applications.findByKey(reference).isPresent());
    return reference;
  }

  /** Contributors apply for their own organisation, administrators for any. */
  private Optional<UUID> applicant(@Nullable String named, List<Violation> violations) {
    Caller caller = callers.current();
    Optional<UUID> own = Optional.ofNullable(caller.organisationId());
    Optional<UUID> applicant = named == null ? own : organisations.findOrganisation(named);
    if (named != null && applicant.isEmpty()) {
      violations.add(
          Violation.atPointer(
              "/applicant",
              "unknown",
              "No organisation has the slug or id '%s'.".formatted(named)));
    } else if (applicant.isEmpty()) {
      violations.add(
          Violation.atPointer(
              "/applicant", "missing", "The caller belongs to no organisation that could apply."));
    } else if (!applicant.equals(own) && !ExpressionOfInterestService.isAdministrator(caller)) {
      violations.add(
          Violation.atPointer(
              "/applicant", "not-yours", "A contributor applies for its own organisation."));
    }
    return applicant;
  }

  ExpressionOfInterestResponse replaceExpressionOfInterest(
      String key, ExpressionOfInterestRequest request) {
    return write(openDraft(key, "changed"), request);
  }

  ExpressionOfInterestResponse patchExpressionOfInterest(String key, JsonNode patch) {
    ExpressionOfInterest application = openDraft(key, "changed");
    ExpressionOfInterestResponse seen = reading.response(application);
    JsonNode written =
        bodies.write(
            ExpressionOfInterestRequest.from(
                application.content(), seen.programme().slug(), seen.applicant().slug()));
    return write(
        application,
        bodies.read(
            patches.merge(written, patch),
            "ExpressionOfInterestRequest",
            ExpressionOfInterestRequest.class));
  }

  private ExpressionOfInterestResponse write(
      ExpressionOfInterest application, ExpressionOfInterestRequest request) {
    List<Violation> violations = new ArrayList<>();
    String named = request.applicant();
    if (named != null
        && organisations
            .findOrganisation(named)
            .filter(application.applicantId()::equals)
            .isEmpty()) {
      violations.add(Violation.atPointer("/applicant", "fixed", "The applicant stays who it was."));
    }
    Optional<ExpressionContent> content = content(request, violations);
    ProblemException.refuseBroken(violations);
    if (!application.content().equals(content.orElseThrow())) {
      application.write(content.orElseThrow(), clock.instant());
      applications.flush();
      audit(application);
    }
    return reading.response(application);
  }

  /** What a request says; whatever is wrong with it is added to the violations. */
  private Optional<ExpressionContent> content(
      ExpressionOfInterestRequest request, List<Violation> violations) {
    Optional<Call> call = programmes.findCall("/programme", request.programme(), violations);
    checkBeneficiary(request.beneficiary(), violations);
    check("/purpose", request.purpose(), violations);
    checkWorkforce(request.workforce(), violations);
    checkLines(request.lines(), violations);
    return call.map(
        known ->
            new ExpressionContent(
                known.id(),
                request.beneficiary(),
                request.purpose(),
                request.workforce(),
                request.lines()));
  }

  private void checkBeneficiary(Beneficiary beneficiary, List<Violation> violations) {
    String reference = beneficiary.reference();
    String place = "/beneficiary/reference";
    if (reference != null && !OPAQUE.matcher(reference).matches()) {
      violations.add(
          Violation.atPointer(
              place,
              "not-opaque",
              "A reference has up to 40 letters, digits and hyphens with at least one digit, and is"
                  + " never a name."));
    } else {
      check(place, reference, violations);
    }
    vocabularies.check("needs", "/beneficiary/needs", beneficiary.needs(), violations);
    Named.refuseRepeated("/beneficiary/needs", beneficiary.needs(), violations);
  }

  private void checkWorkforce(List<WorkforceGroup> workforce, List<Violation> violations) {
    for (int i = 0; i < workforce.size(); i++) {
      WorkforceGroup people = workforce.get(i);
      String place = "/workforce/" + i;
      vocabularies.check("learner-groups", place + "/group", people.group(), violations);
      check(place + "/level", people.level(), violations);
      boolean repeated =
          workforce.subList(0, i).stream()
              .anyMatch(
                  other ->
                      other.group().equals(people.group())
                          && Objects.equals(other.level(), people.level()));
      if (repeated) {
        violations.add(
            Violation.atPointer(
                place, "repeated", "These people stand here twice; give their number once."));
      }
    }
  }

  /** What may stand in the lines of a budget, whoever pays for it. */
  void checkLines(List<BudgetLine> lines, List<Violation> violations) {
    List<Violation> wrongAmounts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      BudgetLine line = lines.get(i);
      String place = "/lines/" + i;
      vocabularies.check("spending-categories", place + "/category", line.category(), violations);
      check(place + "/description", line.description(), violations);
      Money.check(place + "/amount", line.amount(), wrongAmounts);
    }
    if (wrongAmounts.isEmpty() && !lines.isEmpty()) {
      Money.check("/lines", BudgetLine.sum(lines), wrongAmounts);
    }
    violations.addAll(wrongAmounts);
  }

  /** Adds each place of a text that tells who a person is. */
  void check(String pointer, @Nullable String text, List<Violation> violations) {
    PersonalData.check(pointer, text, time.today(), violations);
  }

  void deleteExpressionOfInterest(String key) {
    ExpressionOfInterest application = openDraft(key, "deleted");
    audit(application);
    applications.delete(application);
  }

  ExpressionOfInterestResponse submitExpressionOfInterest(String key) {
    Instant arrived = arrival.instant();
    return once(key, application -> submit(application, arrived));
  }

  private void submit(ExpressionOfInterest application, Instant arrived) {
    application.requireDraft("submitted");
    preconditions.require(reading.response(application));
    Call call =
        Objects.requireNonNull(
            programmes.calls(Set.of(application.programmeId())).get(application.programmeId()));
    ProblemException.refuseBroken(
        FundingRules.submission(application.content(), call, grants.awarded(call.id()), arrived));
    application.submit(call.deadline(arrived).orElse(null), arrived, clock.instant());
  }

  ExpressionOfInterestResponse withdrawExpressionOfInterest(
      String key, @Nullable ExpressionWithdrawalRequest request) {
    String reason = request == null ? null : request.reason();
    return once(
        key,
        application -> {
          application.requireUndecided("withdrawn");
          preconditions.require(reading.response(application));
          List<Violation> violations = new ArrayList<>();
          check("/reason", reason, violations);
          ProblemException.refuseBroken(violations);
          application.withdraw(reason, clock.instant());
        });
  }

  private ExpressionOfInterestResponse once(String key, Consumer<ExpressionOfInterest> action) {
    UUID id =
        idempotency.once(
            () -> {
              ExpressionOfInterest application = own(key);
              action.accept(application);
              applications.flush();
              audit(application);
              return application.id();
            });
    return reading.getExpressionOfInterest(id.toString());
  }

  /** A draft, locked, which the caller has seen as it is. */
  private ExpressionOfInterest openDraft(String key, String toBe) {
    ExpressionOfInterest application = own(key);
    application.requireDraft(toBe);
    preconditions.require(reading.response(application));
    return application;
  }

  private ExpressionOfInterest own(String key) {
    ExpressionOfInterest application = reading.lock(key);
    reading.requireOwn(application);
    return application;
  }

  /** Applications name the organisation that stays, in the transaction of the merge. */
  void replaceMerged(@Observes OrganisationsMerged merged) {
    for (ExpressionOfInterest application : applications.ofApplicant(merged.from())) {
      application.moveTo(merged.into(), clock.instant());
      applications.flush();
      audit(application);
    }
  }

  /** Forgets who applications were about that came to nothing, or were left alone, a year ago. */
  @Scheduled(every = "{casebook.erase-every}", delayed = "1m", identity = "forget beneficiaries")
  public void forgetBeneficiaries() {
    LocalDate last = time.today().minusMonths(MONTHS_KEPT);
    List<ExpressionOfInterest> over =
        applications.toBeForgotten(LondonTime.endOf(last), MOST_AT_ONCE);
    over.forEach(application -> application.forgetBeneficiary(clock.instant()));
    if (!over.isEmpty()) {
      Log.infof(
          "Forgot whom %d applications were about that came to nothing a year ago", over.size());
    }
  }

  private void audit(ExpressionOfInterest application) {
    audit.enter(RESOURCE, application.id(), application.reference(), application.version());
  }
}
