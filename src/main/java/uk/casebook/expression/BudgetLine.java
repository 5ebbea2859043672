package uk.casebook.expression;

import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import uk.casebook.programme.Money;

/**
 * A part of the money that is asked for or given.
 *
 * @param category a code of the vocabulary spending-categories
 * @param amount in pounds
 */
@Embeddable
public record BudgetLine(String category, String description, BigDecimal amount) {

  /** One amount has one form. */
  public BudgetLine {
    amount = Objects.requireNonNull(Money.plain(amount));
  }

  /** What lines are together, in pounds. */
  static BigDecimal sum(List<BudgetLine> lines) {
    return Objects.requireNonNull(
        Money.plain(
            lines.stream().map(BudgetLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add)));
  }
}
