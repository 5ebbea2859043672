package uk.casebook.metric;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a summary counts. */
interface Counted {

  /** How many there are. */
  long count();

  /** What the columns of its levels say ({@link GroupBy#columns}), one after the other. */
  List<@Nullable Object> codes();

  /**
   * One observation, or several of one class.
   *
   * @param ofClass {@code " reason"} of those that are left out, {@code "unit"} or {@code "unit
   *     indicator"} of others
   * @param amounts those in the sum, separated by spaces; null if that is the only one
   */
  record Figures(
      String ofClass,
      @Nullable BigDecimal sum,
      boolean approximate,
      long count,
      @Nullable String amounts,
      List<@Nullable Object> codes)
      implements Counted {}

  /**
   * How series changed.
   *
   * @param verdict the code of a {@link Verdict}, or {@code individual}; null where it is refused
   */
  record Series(@Nullable String verdict, long count, List<@Nullable Object> codes)
      implements Counted {}
}
