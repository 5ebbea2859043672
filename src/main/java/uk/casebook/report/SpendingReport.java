package uk.casebook.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Spending against award.
 *
 * @param total all rows together; each grant counts once
 */
public record SpendingReport(SpendingGroup groupBy, List<Row> items, Row total) {

  /**
   * Spending of one group; amounts in pounds, null where they cannot be told by this group.
   *
   * @param key a slug, a month or a code; null in the total, and where it is not known
   * @param grants how many grants have part in it
   * @param grantsWithoutAmount of how many of them no amount is known; nothing of them is in a sum
   * @param awarded what was awarded
   * @param amount what is there to spend, after transfers between lines
   * @param committed set aside and not yet spent
   * @param spent spent, less what was refunded
   * @param remaining neither committed nor spent
   * @param interventions how many were delivered
   * @param learners headcounts added up: whoever took part twice counts twice
   */
  public record Row(
      @Nullable String key,
      @Nullable String name,
      long grants,
      long grantsWithoutAmount,
      @Nullable BigDecimal awarded,
      @Nullable BigDecimal amount,
      @Nullable BigDecimal committed,
      @Nullable BigDecimal spent,
      @Nullable BigDecimal remaining,
      @Nullable Long interventions,
      @Nullable Long learners,
      @Nullable UnitCost costPerLearner,
      @Nullable UnitCost costPerIntervention) {}

  /** A row as it stands in a table, in the order of {@link #COLUMNS}. */
  record Line(
      SpendingGroup groupBy,
      @Nullable String key,
      @Nullable String name,
      boolean total,
      long grants,
      long grantsWithoutAmount,
      @Nullable BigDecimal awarded,
      @Nullable BigDecimal amount,
      @Nullable BigDecimal committed,
      @Nullable BigDecimal spent,
      @Nullable BigDecimal remaining,
      @Nullable Long interventions,
      @Nullable Long learners,
      @Nullable BigDecimal costPerLearner,
      @Nullable String costPerLearnerRefused,
      @Nullable BigDecimal costPerIntervention,
      @Nullable String costPerInterventionRefused) {}

  static final List<String> COLUMNS =
      List.of(
          "groupBy",
          "key",
          "name",
          "total",
          "grants",
          "grantsWithoutAmount",
          "awarded",
          "amount",
          "committed",
          "spent",
          "remaining",
          "interventions",
          "learners",
          "costPerLearner",
          "costPerLearnerRefused",
          "costPerIntervention",
          "costPerInterventionRefused");

  /** All rows as they stand in a table, the total last. */
  List<Line> lines() {
    return Stream.concat(items.stream().map(row -> line(row, false)), Stream.of(line(total, true)))
        .toList();
  }

  private Line line(Row row, boolean isTotal) {
    return new Line(
        groupBy,
        row.key(),
        row.name(),
        isTotal,
        row.grants(),
        row.grantsWithoutAmount(),
        row.awarded(),
        row.amount(),
        row.committed(),
        row.spent(),
        row.remaining(),
        row.interventions(),
        row.learners(),
        row.costPerLearner() == null ? null : row.costPerLearner().amount(),
        codes(row.costPerLearner()),
        row.costPerIntervention() == null ? null : row.costPerIntervention().amount(),
        codes(row.costPerIntervention()));
  }

  private static @Nullable String codes(@Nullable UnitCost cost) {
    return cost == null || cost.refused().isEmpty()
        ? null
        : String.join("; ", cost.refused().stream().map(UnitCost.Refusal::code).toList());
  }
}
