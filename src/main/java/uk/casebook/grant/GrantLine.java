package uk.casebook.grant;

import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A part of the money of a grant, and where it stands. Written once; then only the database moves
 * it, by the entries of the ledger.
 *
 * @param category a code of the vocabulary spending-categories
 * @param amount what was awarded, and what was moved to and from other lines since
 * @param committed what is set aside
 */
@Embeddable
record GrantLine(
    String category,
    @Nullable String description,
    BigDecimal awarded,
    BigDecimal amount,
    BigDecimal committed,
    BigDecimal spent) {

  static GrantLine of(Award.Line line) {
    return new GrantLine(
        line.category(),
        line.description(),
        line.amount(),
        line.amount(),
        BigDecimal.ZERO,
        BigDecimal.ZERO);
  }

  BigDecimal remaining() {
    return amount.subtract(committed).subtract(spent);
  }
}
