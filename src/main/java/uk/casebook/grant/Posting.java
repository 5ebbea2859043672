package uk.casebook.grant;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An entry that is asked for, with all that its kind needs.
 *
 * @param line of a reversal that of the entry that it reverses; 0 where there is none
 * @param amount of a reversal that of the entry that it reverses
 */
record Posting(
    String reference,
    LedgerKind kind,
    int line,
    @Nullable Integer toLine,
    BigDecimal amount,
    LocalDate on,
    @Nullable String description,
    @Nullable String settles,
    @Nullable String reverses) {}
