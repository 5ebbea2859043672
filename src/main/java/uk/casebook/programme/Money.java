package uk.casebook.programme;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Violation;

/** Amounts of money: pounds, exact to the penny. */
public final class Money {

  /** No amount is larger, in pounds. */
  static final BigDecimal MOST = new BigDecimal("999999999999.99");

  private static final int PENNIES = 2;

  private Money() {}

  /**
   * An amount as it is told: without zeros behind the last digit that says something, so that one
   * amount has one text.
   */
  public static @Nullable BigDecimal plain(@Nullable BigDecimal amount) {
    if (amount == null) {
      return null;
    }
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
  }

  /** Adds what is wrong with an amount that moves, which is more than nothing. */
  public static void check(String pointer, BigDecimal amount, List<Violation> violations) {
    if (amount.signum() <= 0) {
      violations.add(
          Violation.atPointer(
              pointer, "not-positive", "%s is not more than 0.".formatted(amount.toPlainString())));
    }
    checkSize(pointer, amount, violations);
  }

  /** As {@link #check} for an amount that may be nothing, or not known. */
  public static void checkStated(
      String pointer, @Nullable BigDecimal amount, List<Violation> violations) {
    if (amount == null) {
      return;
    }
    if (amount.signum() < 0) {
      violations.add(
          Violation.atPointer(
              pointer, "negative", "%s is less than 0.".formatted(amount.toPlainString())));
    }
    checkSize(pointer, amount, violations);
  }

  private static void checkSize(String pointer, BigDecimal amount, List<Violation> violations) {
    if (amount.stripTrailingZeros().scale() > PENNIES) {
      violations.add(
          Violation.atPointer(
              pointer,
              "fraction-of-a-penny",
              "%s is more exact than to the penny.".formatted(amount.toPlainString())));
    }
    if (amount.abs().compareTo(MOST) > 0) {
      violations.add(
          Violation.atPointer(
              pointer,
              "too-large",
              "An amount is at most %s pounds.".formatted(MOST.toPlainString())));
    }
  }
}
