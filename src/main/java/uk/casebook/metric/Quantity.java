package uk.casebook.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * An exact number: a decimal, or a fraction such as one in three, which no decimal holds.
 *
 * @param denominator never zero
 */
record Quantity(BigDecimal numerator, BigDecimal denominator) implements Comparable<Quantity> {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int FRACTION_PLACES = 4;
  private static final int PERCENT_PLACES = 1;

  /** The number that a figure gives, if it gives one number. */
  static Optional<Quantity> of(Figure figure) {
    if (figure.value() != null) {
      return Optional.of(new Quantity(figure.value(), BigDecimal.ONE));
    }
    return figure.numerator() != null && figure.denominator() != null
        ? Optional.of(new Quantity(figure.numerator(), figure.denominator()))
        : Optional.empty();
  }

  int signum() {
    return numerator.signum() * denominator.signum();
  }

  private Quantity minus(Quantity other) {
    return denominator.compareTo(other.denominator) == 0
        ? new Quantity(numerator.subtract(other.numerator), denominator)
        : new Quantity(
            numerator.multiply(other.denominator).subtract(other.numerator.multiply(denominator)),
            denominator.multiply(other.denominator));
  }

  /** This less another, rounded half up to four places only where no decimal holds it. */
  BigDecimal less(Quantity other) {
    Quantity difference = minus(other);
    if (difference.denominator.compareTo(BigDecimal.ONE) == 0) {
      return difference.numerator;
    }
    try {
      return difference.numerator.divide(difference.denominator);
    } catch (ArithmeticException endless) {
      return difference.numerator.divide(
          difference.denominator, FRACTION_PLACES, RoundingMode.HALF_UP);
    }
  }

  /**
   * By how many per cent this is more than another, rounded once, half up to one place.
   *
   * @throws ArithmeticException if the other is zero
   */
  BigDecimal percentOver(Quantity other) {
    Quantity difference = minus(other);
    return difference
        .numerator
        .multiply(HUNDRED)
        .multiply(other.denominator)
        .divide(
            difference.denominator.multiply(other.numerator), PERCENT_PLACES, RoundingMode.HALF_UP);
  }

  /** By value: one in two and 0.5 are the same. */
  @Override
  public int compareTo(Quantity other) {
    return minus(other).signum();
  }
}
