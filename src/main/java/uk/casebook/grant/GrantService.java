package uk.casebook.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyService;
import uk.casebook.casestudy.GrantRef;
import uk.casebook.casestudy.Grants;
import uk.casebook.casestudy.PartialDate;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.contract.Violation;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.database.RandomCode;
import uk.casebook.database.ResourceId;
import uk.casebook.database.Slug;
import uk.casebook.http.Cursors;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;
import uk.casebook.identity.AuditService;
import uk.casebook.identity.Caller;
import uk.casebook.identity.Callers;
import uk.casebook.identity.Role;
import uk.casebook.metric.MetricService;
import uk.casebook.organisation.OrganisationService;
import uk.casebook.programme.Awards;
import uk.casebook.programme.FundingProgrammeService;

/** Finds and reads grants, makes them of awards, and enters those that the register ships with. */
@ApplicationScoped
@Transactional
public class GrantService implements Grants, Awards {

  /** What the audit calls a grant. */
  static final String RESOURCE = "grant";

  /** Why a grant is no longer there for everybody. */
  static final String CANCELLED = "cancelled";

  /** So that the longest identifier stays short enough for an address. */
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");

  private static final int LONGEST_PREFIX = 40;
  private static final int CODE = 8;

  private final GrantRepository grants;
  private final FundingProgrammeService programmes;
  private final OrganisationService organisations;
  private final CaseStudyService caseStudies;
  private final MetricService metrics;
  private final AuditService audit;
  private final Callers callers;
  private final Cursors cursors;
  private final InstantSource clock;
  private final String prefix;

  GrantService(
      GrantRepository grants,
      FundingProgrammeService programmes,
      OrganisationService organisations,
      CaseStudyService caseStudies,
      MetricService metrics,
      AuditService audit,
      Callers callers,
      Cursors cursors,
      InstantSource clock,
      @ConfigProperty(name = "casebook.giving.prefix") String prefix) {
    if (prefix.length() > LONGEST_PREFIX || !PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "CASEBOOK_GIVING_PREFIX is at most %d letters and digits with single hyphens between them"
              .formatted(LONGEST_PREFIX));
    }
    this.grants = grants;
    this.programmes = programmes;
    this.organisations = organisations;
    this.caseStudies = caseStudies;
    this.metrics = metrics;
    this.audit = audit;
    this.callers = callers;
    this.cursors = cursors;
    this.clock = clock;
    this.prefix = prefix;
  }

  Page<GrantResponse> listGrants(ListRequest list, GrantFilter filter) {
    Conditions conditions = select(filter);
    Page<UUID> page =
        Keyset.page(
            cursors,
            list,
            grants.newestFirst(conditions, cursors.start(list), list.limit()),
            grants.count(conditions));
    return page.of(responses(grants.byIds(page.items()).values()));
  }

  /**
   * The conditions on {@code grant_award g}: those of a filter, and that the caller may see it.
   *
   * @throws ProblemException with every name that the register does not know
   */
  public Conditions select(GrantFilter filter) {
    return conditions(filter).and(shown());
  }

  /** Everybody sees what is not cancelled, officers and recipients what is. */
  private Conditions shown() {
    Caller caller = callers.current();
    if (isOfficer()) {
      return new Conditions();
    }
    String uncancelled = "g.status is distinct from 'cancelled'";
    return caller.has(Role.CONTRIBUTOR) && caller.organisationId() != null
        ? new Conditions()
            .and("(%s or g.recipient_id = :own)".formatted(uncancelled))
            .with("own", caller.organisationId())
        : new Conditions().and(uncancelled);
  }

  private Conditions conditions(GrantFilter filter) {
    List<Violation> violations = new ArrayList<>();
    Conditions conditions =
        new Conditions()
            .andAny(
                "g.funding_programme_id in (:programme)",
                "programme",
                programmes.filterByProgramme("programme", filter.programme(), violations))
            .andAny(
                "g.recipient_id in (:recipient)",
                "recipient",
                organisations.filterByOrganisation("recipient", filter.recipient(), violations))
            .andAny(
                """
                g.funding_programme_id in (select p.id from funding_programme p
                                           where p.funder_id in (:funder))\
                """,
                "funder",
                organisations.filterByOrganisation("funder", filter.funder(), violations))
            .andAny(
                "g.case_study_id in (:caseStudy)",
                "caseStudy",
                caseStudies.filterByPublic("caseStudy", filter.caseStudy(), violations))
            .andAny("g.status in (:status)", "status", filter.status())
            .and(
                GrantRepository.AWARDED + " >= :awardedFrom",
                "awardedFrom",
                PartialDate.day(
                    "awardedFrom", filter.awardedFrom(), PartialDate::firstDay, violations))
            .and(
                "g.award_date is not null and " + GrantRepository.AWARDED + " <= :awardedTo",
                "awardedTo",
                PartialDate.day("awardedTo", filter.awardedTo(), PartialDate::lastDay, violations))
            .and(
                "g.words @@ websearch_to_tsquery('casebook', search_text(:q))",
                "q",
                filter.q().orElse(null));
    if (filter.q().filter(words -> !grants.hasWords(words)).isPresent()) {
      violations.add(
          Violation.ofParameter(
              "q",
              "no-words",
              "q has no word to search for: none at all, or only such as 'the' and 'of'."));
    }
    ProblemException.refuse(violations);
    return conditions;
  }

  /**
   * A grant as the caller may see it, by identifier or id.
   *
   * @throws ProblemException if there is none that the caller may see, or it was cancelled
   */
  public GrantResponse getGrant(String key) {
    return response(find(key));
  }

  /** A grant that the caller may see. */
  private Grant find(String key) {
    Grant grant = grants.findByKey(key).orElseThrow(() -> unknown(key));
    refuseCancelled(grant);
    return grant;
  }

  private static ProblemException unknown(String key) {
    return ProblemException.notFound("No grant has the identifier or id '%s'.".formatted(key));
  }

  private void refuseCancelled(Grant grant) {
    if (grant.isCancelled() && !isInsider(grant)) {
      throw ProblemException.of(
              ProblemType.WITHDRAWN, "The grant '%s' was cancelled.".formatted(grant.identifier()))
          .with("reason", CANCELLED);
    }
  }

  /** A grant of whose inside the caller may know. */
  Grant findOwn(String key) {
    Grant grant = find(key);
    refuseOutsider(grant);
    return grant;
  }

  /** As {@link #findOwn}, and nobody else changes it until the end of the transaction. */
  Grant lockOwn(String key) {
    Grant grant = grants.lock(key).orElseThrow(() -> unknown(key));
    refuseCancelled(grant);
    refuseOutsider(grant);
    return grant;
  }

  private void refuseOutsider(Grant grant) {
    if (!isInsider(grant)) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          "'%s' is another organisation's grant; this is for its recipient and for grant officers."
              .formatted(grant.identifier()));
    }
  }

  /** Whether the caller runs funding. */
  boolean isOfficer() {
    return callers.current().has(Role.GRANT_OFFICER);
  }

  /** Whether the caller may know of the inside of a grant: an officer, or its recipient. */
  public boolean isInsider(UUID id) {
    return isInsider(grants.findById(id));
  }

  private boolean isInsider(Grant grant) {
    Caller caller = callers.current();
    return isOfficer() || (caller.has(Role.CONTRIBUTOR) && grant.isOf(caller.organisationId()));
  }

  /** A grant as the caller may see it. */
  GrantResponse response(Grant grant) {
    return Objects.requireNonNull(responses(List.of(grant)).get(grant.id()));
  }

  private Map<UUID, GrantResponse> responses(Collection<Grant> found) {
    return responses(found, this::isInsider);
  }

  /** Grants as everybody sees them, by id. */
  Map<UUID, GrantResponse> publicResponses(Collection<Grant> found) {
    return responses(found, grant -> false);
  }

  private Map<UUID, GrantResponse> responses(Collection<Grant> found, Predicate<Grant> insider) {
    Map<UUID, GrantRepository.Fund> funds = grants.funds(all(found, Grant::programmeId));
    Set<UUID> named =
        Stream.concat(
                found.stream().map(Grant::recipientId),
                funds.values().stream().map(GrantRepository.Fund::funderId))
            .flatMap(Stream::ofNullable)
            .collect(Collectors.toSet());
    GrantResponse.Context context =
        new GrantResponse.Context(
            funds,
            organisations.inShort(named),
            caseStudies.publicInShort(all(found, grant -> grant.content().caseStudyId())),
            metrics.publicInShort(
                found.stream()
                    .flatMap(grant -> grant.content().metricIds().stream())
                    .collect(Collectors.toSet())));
    return found.stream()
        .collect(
            Collectors.toMap(
                Grant::id, grant -> GrantResponse.from(grant, context, insider.test(grant))));
  }

  private static Set<UUID> all(Collection<Grant> found, Function<Grant, @Nullable UUID> id) {
    return found.stream().map(id).flatMap(Stream::ofNullable).collect(Collectors.toSet());
  }

  /** These grants in short, by id; cancelled ones too. */
  public Map<UUID, GrantRef> inShort(Collection<UUID> ids) {
    return grants.refs(ids);
  }

  /**
   * How much of a programme's money is given away, in pounds: of a grant that was cancelled what
   * was spent by then.
   */
  @Override
  public BigDecimal awarded(UUID programmeId) {
    return grants.awarded(programmeId);
  }

  static GrantRef inShort(Grant grant) {
    return GrantRef.of(grant.identifier(), grant.title());
  }

  @Override
  public Map<UUID, List<GrantRef>> ofCaseStudies(Collection<UUID> caseStudyIds) {
    return grants.publicOfCaseStudies(caseStudyIds);
  }

  @Override
  public Map<UUID, GrantRef> ofMetrics(Collection<UUID> metricIds) {
    return grants.publicOf(metricIds);
  }

  String href(UUID id) {
    return inShort(grants.findById(id)).href();
  }

  /**
   * Makes a grant of a decision, in the transaction of the decision. Whether the money is there and
   * the lines may be funded is for the one who decides to know.
   *
   * @throws IllegalArgumentException if it has no lines
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Awarded award(Award award) {
    if (award.lines().isEmpty()) {
      throw new IllegalArgumentException("A grant has at least one line");
    }
    Grant grant = Grant.awarded(ResourceId.ofNew(), freeIdentifier(), award, clock.instant());
    grants.persistAndFlush(grant);
    audit.enter(RESOURCE, grant.id(), grant.identifier(), grant.version());
    return new Awarded(grant.id(), inShort(grant));
  }

  private String freeIdentifier() {
    Optional<UUID> taken;
    String identifier;
    do {
      identifier = identifier("G" + RandomCode.of(CODE));
      taken = grants.findId(identifier);
    } while (taken.isPresent());
    return identifier;
  }

  private String identifier(String reference) {
    return "360G-%s-%s".formatted(prefix, reference);
  }

  /**
   * Enters the grants that the register ships with; after its organisations, case studies and
   * programmes.
   *
   * @throws IllegalArgumentException if one names what the register does not have, or an amount,
   *     which would need lines
   */
  public void ship(List<ShippedGrant> shipped, Instant now) {
    for (ShippedGrant grant : shipped) {
      if (grant.amountAwarded() != null) {
        throw new IllegalArgumentException(grant.title() + " has an amount, and no lines");
      }
      String reference = Slug.of(grant.title());
      grants.persist(
          Grant.reported(
              ResourceId.ofShipped(RESOURCE, reference),
              identifier(reference),
              grant,
              shipped("funding-programme", grant.programme()),
              recipient(grant),
              shipped("case-study", grant.caseStudy()),
              now));
    }
    grants.flush();
  }

  private static @Nullable UUID shipped(String resource, @Nullable String slug) {
    return slug == null ? null : ResourceId.ofShipped(resource, slug);
  }

  /** In a register of an earlier release it may have been merged into another one. */
  private @Nullable UUID recipient(ShippedGrant grant) {
    String slug = grant.recipient();
    return slug == null
        ? null
        : organisations
            .findOrganisation(slug)
            .orElseThrow(() -> new IllegalArgumentException("No organisation " + slug));
  }
}
