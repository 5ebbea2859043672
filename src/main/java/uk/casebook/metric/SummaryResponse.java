package uk.casebook.metric;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures added up and counted, and an account of those that are not: {@code selected} is {@code
 * used} and all of {@code refused} together, in all and in each group.
 *
 * @param selected how many observations the filter selects, each counted once
 * @param used how many of them are in a number
 * @param refused how many are not, by the reason
 */
public record SummaryResponse(
    List<GroupBy> groupBy, long selected, long used, List<Refused> refused, List<Group> groups) {

  /** How many observations are in no number. */
  public record Refused(LeftOut code, long count, String detail) {}

  /**
   * A group; one whose key is not known is a group as well.
   *
   * @param figures what those that are used come to, by unit and indicator
   */
  public record Group(
      List<Key> keys,
      long selected,
      long used,
      List<Refused> refused,
      List<Total> figures,
      Verdicts changes) {}

  /**
   * What a group has in common.
   *
   * @param code absent where it is not known
   */
  public record Key(GroupBy by, @Nullable String code, String name) {

    /** By code, the unknown one last. */
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::code, Comparator.nullsLast(Comparator.naturalOrder()));
  }

  /**
   * What figures of one unit, and of one indicator if they have one, come to.
   *
   * @param count how many figures
   * @param sum exact; absent where figures in this unit are not added up
   * @param approximate at least one of them is printed as approximate
   * @param median exact, the mean of the two in the middle of an even number; absent where no
   *     indicator says that they measure the same, as is {@code range}
   */
  public record Total(
      String unit,
      @Nullable String indicator,
      long count,
      @Nullable BigDecimal sum,
      boolean approximate,
      @Nullable BigDecimal median,
      @Nullable Range range) {}

  /** The lowest and the highest figure. */
  public record Range(BigDecimal low, BigDecimal high) {}

  /**
   * How many series of the metrics changed in which way.
   *
   * @param refused of how many series no change is computed
   * @param individual how many are about one person, whatever changed
   */
  public record Verdicts(
      long improved,
      long worsened,
      long unchanged,
      long notJudged,
      long refused,
      long individual) {}
}
