package uk.casebook.expression;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.PartialDate;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.contract.Violation;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.grant.GrantService;
import uk.casebook.http.Cursors;
import uk.casebook.http.ListRequest;
import uk.casebook.http.LondonTime;
import uk.casebook.http.Page;
import uk.casebook.identity.Caller;
import uk.casebook.identity.Callers;
import uk.casebook.identity.Role;
import uk.casebook.organisation.OrganisationService;
import uk.casebook.programme.FundingProgrammeService;

/**
 * Reads applications: contributors those of their own organisation, grant officers all that were
 * submitted, administrators all.
 */
@ApplicationScoped
@Transactional
public class ExpressionOfInterestService {

  private final ExpressionOfInterestRepository applications;
  private final FundingProgrammeService programmes;
  private final OrganisationService organisations;
  private final GrantService grants;
  private final Callers callers;
  private final Cursors cursors;

  ExpressionOfInterestService(
      ExpressionOfInterestRepository applications,
      FundingProgrammeService programmes,
      OrganisationService organisations,
      GrantService grants,
      Callers callers,
      Cursors cursors) {
    this.applications = applications;
    this.programmes = programmes;
    this.organisations = organisations;
    this.grants = grants;
    this.callers = callers;
    this.cursors = cursors;
  }

  Page<ExpressionOfInterestResponse> listExpressionsOfInterest(
      ListRequest list, ExpressionOfInterestFilter filter) {
    Conditions conditions = conditions(filter).and(visible());
    Page<UUID> page =
        Keyset.page(
            cursors,
            list,
            applications.oldestFirst(conditions, cursors.start(list), list.limit()),
            applications.count(conditions));
    return page.of(responses(applications.byIds(page.items()).values()));
  }

  private Conditions visible() {
    Caller caller = callers.current();
    if (isAdministrator(caller)) {
      return new Conditions();
    }
    List<String> any = new ArrayList<>();
    Conditions conditions = new Conditions();
    if (caller.has(Role.GRANT_OFFICER)) {
      any.add("e.status <> 'draft'");
    }
    UUID own = caller.organisationId();
    if (caller.has(Role.CONTRIBUTOR) && own != null) {
      any.add("e.applicant_id = :own");
      conditions.with("own", own);
    }
    return conditions.and(any.isEmpty() ? "false" : "(" + String.join(" or ", any) + ")");
  }

  private Conditions conditions(ExpressionOfInterestFilter filter) {
    List<Violation> violations = new ArrayList<>();
    LocalDate from =
        PartialDate.day("submittedFrom", filter.submittedFrom(), PartialDate::firstDay, violations);
    LocalDate to =
        PartialDate.day("submittedTo", filter.submittedTo(), PartialDate::lastDay, violations);
    Conditions conditions =
        new Conditions()
            .andAny(
                "e.funding_programme_id in (:programme)",
                "programme",
                programmes.filterByProgramme("programme", filter.programme(), violations))
            .andAny(
                "e.applicant_id in (:applicant)",
                "applicant",
                organisations.filterByOrganisation("applicant", filter.applicant(), violations))
            .andAny("e.status in (:status)", "status", filter.status())
            .andAny(
                "e.deadline in (:deadline)",
                "deadline",
                filter.deadline().stream().map(LocalDate::parse).toList())
            .and("e.submitted_at >= :submittedFrom", "submittedFrom", beginning(from))
            .and(
                "e.submitted_at < :submittedTo",
                "submittedTo",
                to == null ? null : LondonTime.endOf(to));
    ProblemException.refuse(violations);
    return conditions;
  }

  private static @Nullable Instant beginning(@Nullable LocalDate day) {
    return day == null ? null : LondonTime.endOf(day.minusDays(1));
  }

  ExpressionOfInterestResponse getExpressionOfInterest(String key) {
    return findExpressionOfInterest(key).orElseThrow(() -> unknown(key));
  }

  /** The application with an id or a reference, if there is one and the caller may see it. */
  public Optional<ExpressionOfInterestResponse> findExpressionOfInterest(String key) {
    return applications.findByKey(key).filter(this::isVisible).map(this::response);
  }

  private boolean isVisible(ExpressionOfInterest application) {
    Caller caller = callers.current();
    return isOwn(caller, application)
        || (caller.has(Role.GRANT_OFFICER) && application.status() != ExpressionStatus.DRAFT);
  }

  private static ProblemException unknown(String key) {
    return ProblemException.notFound(
        "No application that this caller may see has the reference or id '%s'.".formatted(key));
  }

  /** An application that the caller may see, which nobody else changes meanwhile. */
  ExpressionOfInterest lock(String key) {
    return applications.lock(key).filter(this::isVisible).orElseThrow(() -> unknown(key));
  }

  /**
   * Refuses whoever may see an application and did not write it.
   *
   * @throws ProblemException of type {@link ProblemType#FORBIDDEN}
   */
  void requireOwn(ExpressionOfInterest application) {
    if (!isOwn(callers.current(), application)) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          "%s is another organisation's; its contributors may do this."
              .formatted(application.reference()));
    }
  }

  private static boolean isOwn(Caller caller, ExpressionOfInterest application) {
    return isAdministrator(caller)
        || (caller.has(Role.CONTRIBUTOR)
            && application.applicantId().equals(caller.organisationId()));
  }

  static boolean isAdministrator(Caller caller) {
    return caller.roles().contains(Role.ADMIN);
  }

  ExpressionOfInterestResponse response(ExpressionOfInterest application) {
    return Objects.requireNonNull(responses(List.of(application)).get(application.id()));
  }

  private Map<UUID, ExpressionOfInterestResponse> responses(
      Collection<ExpressionOfInterest> found) {
    ExpressionOfInterestResponse.Context context =
        new ExpressionOfInterestResponse.Context(
            programmes.inShort(all(found, ExpressionOfInterest::programmeId)),
            organisations.inShort(all(found, ExpressionOfInterest::applicantId)),
            grants.inShort(all(found, ExpressionOfInterest::grantId)));
    return found.stream()
        .collect(
            Collectors.toMap(
                ExpressionOfInterest::id,
                application -> ExpressionOfInterestResponse.from(application, context)));
  }

  private static Set<UUID> all(
      Collection<ExpressionOfInterest> found, Function<ExpressionOfInterest, @Nullable UUID> id) {
    return found.stream().map(id).flatMap(Stream::ofNullable).collect(Collectors.toSet());
  }
}
