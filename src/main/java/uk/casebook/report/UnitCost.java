package uk.casebook.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.programme.Money;

/**
 * What one of something cost, or why that cannot be said.
 *
 * @param amount in pounds, rounded to the penny (half up); null where refused
 * @param refused why there is no amount
 */
public record UnitCost(@Nullable BigDecimal amount, List<Refusal> refused) {

  private static final int PENNIES = 2;

  /** A reason against an amount, for programs and for people. */
  public record Refusal(String code, String detail) {}

  /**
   * What one of {@code count} cost, unless something speaks against it.
   *
   * @param spent in pounds, for all of them
   * @param refused what speaks against it
   */
  static UnitCost of(BigDecimal spent, long count, List<Refusal> refused) {
    return refused.isEmpty()
        ? new UnitCost(
            Money.plain(spent.divide(BigDecimal.valueOf(count), PENNIES, RoundingMode.HALF_UP)),
            List.of())
        : new UnitCost(null, List.copyOf(refused));
  }
}
