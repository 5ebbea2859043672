package uk.casebook.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.contract.Violation;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.http.Cursors;
import uk.casebook.http.ListRequest;
import uk.casebook.http.LondonTime;
import uk.casebook.http.Page;
import uk.casebook.identity.AuditService;
import uk.casebook.identity.IdempotencyService;
import uk.casebook.programme.Money;
import uk.casebook.programme.PersonalData;

/** Keeps the ledgers of grants. One entry of a grant at a time is made, under its row's lock. */
@ApplicationScoped
@Transactional
public class LedgerService {

  private final GrantService grants;
  private final LedgerRepository ledger;
  private final IdempotencyService idempotency;
  private final AuditService audit;
  private final Cursors cursors;
  private final LondonTime time;
  private final InstantSource clock;

  LedgerService(
      GrantService grants,
      LedgerRepository ledger,
      IdempotencyService idempotency,
      AuditService audit,
      Cursors cursors,
      LondonTime time,
      InstantSource clock) {
    this.grants = grants;
    this.ledger = ledger;
    this.idempotency = idempotency;
    this.audit = audit;
    this.cursors = cursors;
    this.time = time;
    this.clock = clock;
  }

  /**
   * What came of a request.
   *
   * @param created whether it made the entry; false if the entry was there
   * @param href where the ledger is read
   */
  record Entered(LedgerEntryResponse entry, boolean created, String href) {}

  Page<LedgerEntryResponse> listLedger(ListRequest list, String key) {
    Grant grant = grants.findOwn(key);
    Conditions conditions = new Conditions().and("e.grant_id = :grant", "grant", grant.id());
    Page<UUID> page =
        Keyset.page(
            cursors,
            list,
            ledger.asEntered(conditions, cursors.start(list), list.limit()),
            ledger.count(conditions));
    return page.<LedgerEntry>of(ledger.byIds(page.items())).map(LedgerEntryResponse::from);
  }

  /** All entries of a grant in the order in which they were made; not for everybody's eyes. */
  public List<LedgerEntryResponse> entries(UUID grantId) {
    return ledger.list("grantId = ?1 order by position", grantId).stream()
        .map(LedgerEntryResponse::from)
        .toList();
  }

  Entered createLedgerEntry(String key, LedgerEntryRequest request) {
    AtomicBoolean created = new AtomicBoolean(true);
    UUID id = idempotency.once(() -> enter(grants.lockOwn(key), request, created));
    LedgerEntry entry = ledger.findById(id);
    return new Entered(
        LedgerEntryResponse.from(entry), created.get(), grants.href(entry.grantId()) + "/ledger");
  }

  private UUID enter(Grant grant, LedgerEntryRequest request, AtomicBoolean created) {
    List<Violation> violations = new ArrayList<>();
    LedgerRules.checkShape(request, violations);
    // Nothing can be taken out of a ledger again.
    PersonalData.check("/reference", request.reference(), time.today(), violations);
    PersonalData.check("/description", request.description(), time.today(), violations);
    ProblemException.refuseBroken(violations);
    LedgerEntry reversed =
        Optional.ofNullable(request.reverses())
            .flatMap(reference -> ledger.find(grant.id(), reference))
            .orElse(null);
    refuseTransfer(request.kind(), reversed);
    Posting posting = posting(request, reversed);
    Optional<LedgerEntry> known = ledger.find(grant.id(), request.reference());
    if (known.isPresent() && known.get().says(posting)) {
      created.set(false);
      return known.get().id();
    }
    if (known.isPresent()) {
      violations.add(
          Violation.atPointer(
              "/reference",
              "reference-taken",
              "The entry '%s' says something else; reverse it, or take another reference."
                  .formatted(request.reference())));
    }
    new LedgerRules(grant, ledger, violations).check(posting, reversed, time.today());
    ProblemException.refuseBroken(violations);
    LedgerEntry entry = new LedgerEntry(grant.id(), posting, clock.instant());
    ledger.enter(entry);
    // The database has counted the grant's version on.
    audit.enter(GrantService.RESOURCE, grant.id(), grant.identifier(), grant.version() + 1);
    return entry.id();
  }

  private void refuseTransfer(LedgerKind kind, @Nullable LedgerEntry reversed) {
    boolean transfer =
        kind == LedgerKind.TRANSFER || (reversed != null && reversed.kind() == LedgerKind.TRANSFER);
    if (transfer && !grants.isOfficer()) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN, "Money is moved between lines by grant officers.");
    }
  }

  private static Posting posting(LedgerEntryRequest request, @Nullable LedgerEntry reversed) {
    BigDecimal amount = request.amount();
    if (amount == null) {
      amount = reversed == null ? BigDecimal.ONE : reversed.amount();
    }
    return new Posting(
        request.reference(),
        request.kind(),
        Objects.requireNonNullElse(request.line(), reversed == null ? 0 : reversed.line()),
        reversed == null ? request.toLine() : reversed.toLine(),
        Objects.requireNonNull(Money.plain(amount)),
        request.on(),
        request.description(),
        request.settles(),
        request.reverses());
  }
}
