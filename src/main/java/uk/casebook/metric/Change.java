package uk.casebook.metric;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed in a series from its baseline to its latest actual, as Casebook computes it.
 *
 * @param from the baseline
 * @param to the latest actual
 * @param absolute {@code to} less {@code from}, exact, in their unit (percentage points where it is
 *     per cent); of fractions that no decimal holds rounded half up to four places; absent for
 *     ratings
 * @param percent the same in per cent of {@code from}, rounded half up to one decimal place; absent
 *     where that says nothing: for ratings, ranks and calendar years, and from below zero
 * @param basis what it is judged by
 * @param approximate one of the two is printed as approximate, and so is the change
 * @param contradicts what the source says changed, where it is something else
 */
public record Change(
    Series series,
    Figure from,
    Figure to,
    @Nullable BigDecimal absolute,
    @Nullable BigDecimal percent,
    Verdict verdict,
    Basis basis,
    boolean approximate,
    List<ReportedChange> contradicts) {

  /** What a change is judged by: the metric's polarity, or the order of its scale. */
  public enum Basis {
    POLARITY,
    SCALE
  }
}
