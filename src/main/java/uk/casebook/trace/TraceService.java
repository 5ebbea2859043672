package uk.casebook.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.GrantRef;
import uk.casebook.database.Snapshot;
import uk.casebook.expression.ExpressionOfInterestService;
import uk.casebook.grant.GrantResponse;
import uk.casebook.grant.GrantService;
import uk.casebook.grant.Learners;
import uk.casebook.grant.LedgerEntryResponse;
import uk.casebook.grant.LedgerService;
import uk.casebook.programme.Money;
import uk.casebook.trace.TraceResponse.Application;
import uk.casebook.trace.TraceResponse.Award;
import uk.casebook.trace.TraceResponse.Check;
import uk.casebook.trace.TraceResponse.Reconciliation;
import uk.casebook.trace.TraceResponse.Spending;

/** Follows the money of a grant. */
@ApplicationScoped
@Transactional
public class TraceService {

  private final GrantService grants;
  private final LedgerService ledgers;
  private final ExpressionOfInterestService applications;
  private final Snapshot snapshot;

  TraceService(
      GrantService grants,
      LedgerService ledgers,
      ExpressionOfInterestService applications,
      Snapshot snapshot) {
    this.grants = grants;
    this.ledgers = ledgers;
    this.applications = applications;
    this.snapshot = snapshot;
  }

  TraceResponse getGrantTrace(String key) {
    snapshot.take();
    GrantResponse grant = grants.getGrant(key);
    List<LedgerEntryResponse> entries = ledgers.entries(grant.id());
    Ledger ledger = Ledger.of(entries);
    boolean hasMoney = !grant.lines().isEmpty();
    return new TraceResponse(
        GrantRef.of(grant.identifier(), grant.title()),
        grant.status(),
        grant.programme(),
        application(grant),
        new Award(
            grant.funder(),
            grant.recipient(),
            grant.amountAppliedFor(),
            grant.amountAwarded(),
            grant.awardDate()),
        grant.lines(),
        hasMoney
            ? new Spending(
                Money.plain(ledger.committed()),
                Money.plain(ledger.spent()),
                entries.size(),
                grants.isInsider(grant.id()) ? entries : null)
            : null,
        grant.interventions(),
        learners(grant.interventions()),
        grant.evaluation(),
        grant.metrics(),
        grant.caseStudy(),
        hasMoney ? reconcile(grant, ledger) : null);
  }

  private @Nullable Application application(GrantResponse grant) {
    GrantResponse.Application named = grant.expressionOfInterest();
    if (named == null) {
      return null;
    }
    return applications
        .findExpressionOfInterest(named.reference())
        .map(
            found ->
                new Application(
                    found.reference(),
                    found.submittedAt(),
                    found.deadline(),
                    found.amountRequested(),
                    found.decision() == null ? null : found.decision().decidedAt(),
                    found.href()))
        .orElse(null);
  }

  private static List<Learners> learners(List<GrantResponse.Delivered> interventions) {
    Map<String, Integer> headcounts = new TreeMap<>();
    interventions.forEach(
        intervention ->
            intervention
                .learners()
                .forEach(
                    learners ->
                        headcounts.merge(learners.group(), learners.headcount(), Integer::sum)));
    return headcounts.entrySet().stream()
        .map(group -> new Learners(group.getKey(), group.getValue()))
        .toList();
  }

  private static Reconciliation reconcile(GrantResponse grant, Ledger ledger) {
    BigDecimal awarded = Objects.requireNonNull(grant.amountAwarded());
    List<Check> checks =
        List.of(
            check(
                "awarded: the grant, and its lines",
                awarded,
                sum(grant, GrantResponse.Line::awarded)),
            check(
                "after transfers: the grant, and its lines",
                awarded,
                sum(grant, GrantResponse.Line::amount)),
            check(
                "committed: the ledger, and the lines",
                ledger.committed(),
                sum(grant, GrantResponse.Line::committed)),
            check(
                "spent: the ledger, and the lines",
                ledger.spent(),
                sum(grant, GrantResponse.Line::spent)),
            check(
                "remaining: the grant less what the ledger committed and spent, and the lines",
                awarded.subtract(ledger.committed()).subtract(ledger.spent()),
                sum(grant, GrantResponse.Line::remaining)));
    return new Reconciliation(checks.stream().allMatch(Check::agrees), checks);
  }

  private static Check check(String what, BigDecimal one, BigDecimal other) {
    return new Check(what, Money.plain(one), Money.plain(other), one.compareTo(other) == 0);
  }

  private static BigDecimal sum(
      GrantResponse grant, Function<GrantResponse.Line, @Nullable BigDecimal> part) {
    return grant.lines().stream()
        .map(line -> Objects.requireNonNull(part.apply(line)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
