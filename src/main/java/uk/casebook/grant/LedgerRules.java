package uk.casebook.grant;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Violation;
import uk.casebook.http.EnumCode;
import uk.casebook.programme.Money;

/**
 * What an entry of the ledger may do, said so that its sender can put it right. The database holds
 * the same rules and has the last word; its codes are the same.
 */
final class LedgerRules {

  private final Grant grant;
  private final LedgerRepository ledger;
  private final List<Violation> violations;

  /** The rules for a grant that is locked. */
  LedgerRules(Grant grant, LedgerRepository ledger, List<Violation> violations) {
    this.grant = grant;
    this.ledger = ledger;
    this.violations = violations;
  }

  /** Adds what each kind of entry lacks or must not have. */
  static void checkShape(LedgerEntryRequest request, List<Violation> violations) {
    LedgerKind kind = request.kind();
    boolean reversal = kind == LedgerKind.REVERSAL;
    check("line", request.line(), !reversal, kind, violations);
    check("amount", request.amount(), !reversal, kind, violations);
    check("toLine", request.toLine(), kind == LedgerKind.TRANSFER, kind, violations);
    check("reverses", request.reverses(), reversal, kind, violations);
    if (kind != LedgerKind.SPEND) {
      check("settles", request.settles(), false, kind, violations);
    }
  }

  private static void check(
      String field,
      @Nullable Object value,
      boolean needed,
      LedgerKind kind,
      List<Violation> violations) {
    if (needed && value == null) {
      violations.add(
          Violation.atPointer(
              "/" + field, "missing", "A %s needs %s.".formatted(EnumCode.of(kind), field)));
    } else if (!needed && value != null) {
      violations.add(
          Violation.atPointer(
              "/" + field, "not-allowed", "A %s has no %s.".formatted(EnumCode.of(kind), field)));
    }
  }

  /**
   * Adds every rule that an entry breaks.
   *
   * @param reversed the entry that it reverses, if it reverses one that there is
   */
  void check(Posting posting, @Nullable LedgerEntry reversed, LocalDate today) {
    checkStatus(posting);
    checkDay(posting.on(), today);
    if (posting.kind() == LedgerKind.REVERSAL) {
      checkReversal(posting, reversed);
      return;
    }
    Money.check("/amount", posting.amount(), violations);
    Optional<GrantLine> line = line("/line", posting.line());
    switch (posting.kind()) {
      case SPEND -> checkSpend(posting, line);
      case REFUND ->
          line.ifPresent(from -> checkSpent("/amount", posting.line(), from, posting.amount()));
      case TRANSFER -> checkTransfer(posting, line);
      default ->
          line.ifPresent(from -> checkRemains("/amount", posting.line(), from, posting.amount()));
    }
  }

  private void checkStatus(Posting posting) {
    GrantStatus status = grant.status();
    if (status == null) {
      add("/kind", "not-active", "The grant is known from a source alone: it has no ledger.");
    } else if (posting.kind().usesMoney() && status != GrantStatus.ACTIVE) {
      add(
          "/kind",
          "not-active",
          "The grant is %s; its money is no longer used, only given back."
              .formatted(EnumCode.of(status)));
    }
  }

  private void checkDay(LocalDate day, LocalDate today) {
    LocalDate awarded = grant.awardDate();
    if (awarded != null && day.isBefore(awarded)) {
      add("/on", "before-award", "%s is before the grant was awarded, %s.".formatted(day, awarded));
    }
    if (day.isAfter(today)) {
      add("/on", "in-the-future", "%s has not been yet.".formatted(day));
    }
  }

  private Optional<GrantLine> line(String pointer, int number) {
    Optional<GrantLine> line = grant.line(number);
    if (line.isEmpty()) {
      add(
          pointer,
          "unknown-line",
          "There is no line %d; the grant has %d.".formatted(number, grant.lines().size()));
    }
    return line;
  }

  private void checkSpend(Posting posting, Optional<GrantLine> line) {
    BigDecimal excess = posting.amount();
    if (posting.settles() != null) {
      excess = excess.subtract(settled(posting, posting.settles()));
    }
    if (line.isPresent()) {
      checkRemains("/amount", posting.line(), line.get(), excess);
    }
  }

  private BigDecimal settled(Posting posting, String reference) {
    Optional<LedgerEntry> commitment =
        ledger.find(grant.id(), reference).filter(entry -> entry.kind() == LedgerKind.COMMITMENT);
    if (commitment.isEmpty()) {
      add(
          "/settles",
          "nothing-to-settle",
          "No commitment has the reference '%s'.".formatted(reference));
      return posting.amount();
    }
    if (commitment.get().line() != posting.line()) {
      add(
          "/settles",
          "nothing-to-settle",
          "'%s' is a commitment of line %d.".formatted(reference, commitment.get().line()));
      return posting.amount();
    }
    BigDecimal outstanding = ledger.outstanding(commitment.get());
    if (outstanding.signum() <= 0) {
      add(
          "/settles",
          "nothing-to-settle",
          "Nothing of '%s' is outstanding any more.".formatted(reference));
      return posting.amount();
    }
    return outstanding.min(posting.amount());
  }

  private void checkTransfer(Posting posting, Optional<GrantLine> line) {
    int to = posting.toLine() == null ? 0 : posting.toLine();
    if (to == posting.line()) {
      add("/toLine", "same-line", "Money is moved to another line than it comes from.");
    } else {
      line("/toLine", to);
    }
    line.ifPresent(from -> checkRemains("/amount", posting.line(), from, posting.amount()));
  }

  private void checkReversal(Posting posting, @Nullable LedgerEntry reversed) {
    if (reversed == null) {
      add(
          "/reverses",
          "nothing-to-reverse",
          "No entry has the reference '%s'.".formatted(posting.reverses()));
    } else if (reversed.kind() == LedgerKind.REVERSAL) {
      add(
          "/reverses",
          "nothing-to-reverse",
          "A reversal is not reversed; enter again what it took back.");
    } else if (ledger.isReversed(reversed)) {
      add(
          "/reverses",
          "reversed-already",
          "'%s' was reversed before.".formatted(reversed.reference()));
    } else {
      checkMoney(reversed);
      if (reversed.kind() == LedgerKind.REFUND && grant.isCancelled()) {
        // Its money may have been given to others since.
        add("/reverses", "not-active", "The grant is cancelled; what was given back stays so.");
      }
    }
  }

  private void checkMoney(LedgerEntry reversed) {
    GrantLine line = grant.line(reversed.line()).orElseThrow();
    BigDecimal amount = reversed.amount();
    switch (reversed.kind()) {
      case COMMITMENT -> {
        if (ledger.outstanding(reversed).signum() <= 0) {
          add(
              "/reverses",
              "nothing-to-reverse",
              "All of '%s' has been spent; reverse what was spent."
                  .formatted(reversed.reference()));
        }
      }
      case SPEND -> checkSpent("/reverses", reversed.line(), line, amount);
      case TRANSFER -> {
        int to = reversed.toLine() == null ? 0 : reversed.toLine();
        checkRemains("/reverses", to, grant.line(to).orElseThrow(), amount);
      }
      default -> checkRemains("/reverses", reversed.line(), line, amount);
    }
  }

  private void checkRemains(String pointer, int number, GrantLine line, BigDecimal needed) {
    if (line.remaining().compareTo(needed) < 0) {
      add(
          pointer,
          "more-than-remains",
          "Line %d has %s left, and this needs %s."
              .formatted(number, Money.plain(line.remaining()), Money.plain(needed)));
    }
  }

  private void checkSpent(String pointer, int number, GrantLine line, BigDecimal needed) {
    if (line.spent().compareTo(needed) < 0) {
      add(
          pointer,
          "more-than-spent",
          "Of line %d %s is spent, and this takes back %s."
              .formatted(number, Money.plain(line.spent()), Money.plain(needed)));
    }
  }

  private void add(String pointer, String code, String detail) {
    violations.add(Violation.atPointer(pointer, code, detail));
  }
}
