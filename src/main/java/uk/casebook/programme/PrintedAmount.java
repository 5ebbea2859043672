package uk.casebook.programme;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.casebook.metric.Qualifier;

/**
 * A sum of a fund as its source prints it.
 *
 * @param label which sum it is: a source may print several that do not agree
 * @param amount in pounds
 */
public record PrintedAmount(String label, BigDecimal amount, @Nullable Qualifier qualifier) {

  /** Without a qualifier an amount is exact. */
  public PrintedAmount {
    amount = Objects.requireNonNull(Money.plain(amount));
    qualifier = Objects.requireNonNullElse(qualifier, Qualifier.EXACT);
  }
}
