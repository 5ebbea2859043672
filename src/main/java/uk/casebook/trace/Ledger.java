package uk.casebook.trace;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.casebook.grant.LedgerEntryResponse;
import uk.casebook.grant.LedgerKind;

/**
 * What the entries of a ledger come to, added up by themselves: the lines of a grant are kept by
 * the database as each entry is made, and have to say the same.
 *
 * @param spent what was paid, less refunds, in pounds
 * @param committed what is set aside and not paid yet, in pounds
 */
record Ledger(BigDecimal spent, BigDecimal committed) {

  /** The entries of one grant in the order in which they were made. */
  static Ledger of(List<LedgerEntryResponse> entries) {
    Map<String, LedgerEntryResponse> known = new HashMap<>();
    Set<String> released = new HashSet<>();
    BigDecimal spent = BigDecimal.ZERO;
    BigDecimal committed = BigDecimal.ZERO;
    for (LedgerEntryResponse entry : entries) {
      known.put(entry.reference(), entry);
      LedgerEntryResponse of = entry.reverses() == null ? entry : known.get(entry.reverses());
      LedgerKind kind = Objects.requireNonNull(of).kind();
      boolean reversal = entry.reverses() != null;
      BigDecimal amount = signed(entry.amount(), reversal);
      switch (kind) {
        case COMMITMENT -> {
          committed = committed.add(amount);
          if (reversal) {
            released.add(of.reference());
          }
        }
        case SPEND -> {
          spent = spent.add(amount);
          // A commitment that was given up meanwhile is not there to take its part back.
          if (of.settled() != null && !(reversal && released.contains(of.settles()))) {
            committed = committed.subtract(signed(of.settled(), reversal));
          }
        }
        case REFUND -> spent = spent.subtract(amount);
        case TRANSFER, REVERSAL -> {}
      }
    }
    return new Ledger(spent, committed);
  }

  private static BigDecimal signed(@Nullable BigDecimal amount, boolean reversal) {
    BigDecimal known = Objects.requireNonNull(amount);
    return reversal ? known.negate() : known;
  }
}
