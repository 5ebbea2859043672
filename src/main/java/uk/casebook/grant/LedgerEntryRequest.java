package uk.casebook.grant;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the ledger as it comes in.
 *
 * @param reference the caller's own name for it, by which it is known again
 * @param line the number of the line; of a transfer the one that gives
 * @param toLine of a transfer the line that gets
 * @param amount in pounds; a reversal has none, since it takes back what the other entry did
 * @param settles of a spend the reference of the commitment that it is made from
 * @param reverses of a reversal the reference of the entry that was a mistake
 */
public record LedgerEntryRequest(
    String reference,
    LedgerKind kind,
    @Nullable Integer line,
    @Nullable Integer toLine,
    @Nullable BigDecimal amount,
    LocalDate on,
    @Nullable String description,
    @Nullable String settles,
    @Nullable String reverses) {}
