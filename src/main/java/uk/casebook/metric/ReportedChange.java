package uk.casebook.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the source says changed, in its own terms.
 *
 * @param unit percent, percentage-points, absolute, unclear or in-words
 * @param direction increase or decrease
 */
public record ReportedChange(
    @Nullable BigDecimal value,
    String unit,
    @Nullable String direction,
    Qualifier qualifier,
    List<Dimension> dimensions,
    @Nullable MetricPeriod period,
    @Nullable String comparedWith,
    @Nullable String significance,
    @Nullable String note) {

  /** A number is exact unless it says not. */
  public ReportedChange {
    qualifier = qualifier == null ? Qualifier.EXACT : qualifier;
    dimensions = dimensions == null ? List.of() : List.copyOf(dimensions);
  }

  /** 1 for an increase, -1 for a decrease, 0 if it does not say. */
  int turns() {
    if (direction == null) {
      return 0;
    }
    return direction.equals("increase") ? 1 : -1;
  }

  /**
   * Whether its number, to the places that it is printed with, is what is said of a computed one.
   *
   * @param roughly to the last digit that is not zero only
   */
  boolean isSaidOf(BigDecimal computed, boolean roughly) {
    BigDecimal said = Objects.requireNonNull(value).abs();
    boolean rough = roughly || qualifier == Qualifier.APPROXIMATELY;
    int places = rough ? said.stripTrailingZeros().scale() : Math.max(0, said.scale());
    int compared = computed.setScale(places, RoundingMode.HALF_UP).compareTo(said);
    return switch (qualifier) {
      case EXACT, APPROXIMATELY -> compared == 0;
      case OVER, AT_LEAST -> computed.compareTo(said) >= 0;
      case UNDER, UP_TO -> computed.compareTo(said) <= 0;
    };
  }
}
