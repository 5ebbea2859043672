package uk.casebook.grant;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import uk.casebook.programme.Money;

/**
 * An entry of the ledger as it is read.
 *
 * @param settled how much of its commitment a spend took
 * @param position its place in the ledger, from 1
 */
public record LedgerEntryResponse(
    String reference,
    LedgerKind kind,
    int line,
    @Nullable Integer toLine,
    @Nullable BigDecimal amount,
    LocalDate on,
    @Nullable String description,
    @Nullable String settles,
    @Nullable BigDecimal settled,
    @Nullable String reverses,
    int position,
    Instant enteredAt) {

  static LedgerEntryResponse from(LedgerEntry entry) {
    return new LedgerEntryResponse(
        entry.reference(),
        entry.kind(),
        entry.line(),
        entry.toLine(),
        Money.plain(entry.amount()),
        entry.on(),
        entry.description(),
        entry.settles(),
        Money.plain(entry.settled()),
        entry.reverses(),
        entry.position(),
        entry.enteredAt());
  }
}
