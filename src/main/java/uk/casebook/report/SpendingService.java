package uk.casebook.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.database.Conditions;
import uk.casebook.database.Snapshot;
import uk.casebook.grant.GrantFilter;
import uk.casebook.grant.GrantService;
import uk.casebook.programme.FundingProgrammeService;
import uk.casebook.programme.Money;
import uk.casebook.report.SpendingReport.Row;
import uk.casebook.report.UnitCost.Refusal;
import uk.casebook.vocabulary.VocabularyService;

/** Tells what became of the money of the grants that a caller may see. */
@ApplicationScoped
@Transactional
public class SpendingService {

  private final SpendingRepository spending;
  private final GrantService grants;
  private final FundingProgrammeService programmes;
  private final VocabularyService vocabularies;
  private final Snapshot snapshot;

  SpendingService(
      SpendingRepository spending,
      GrantService grants,
      FundingProgrammeService programmes,
      VocabularyService vocabularies,
      Snapshot snapshot) {
    this.spending = spending;
    this.grants = grants;
    this.programmes = programmes;
    this.vocabularies = vocabularies;
    this.snapshot = snapshot;
  }

  SpendingReport getSpendingReport(SpendingGroup group, GrantFilter filter) {
    snapshot.take();
    Conditions conditions = grants.select(filter);
    return switch (group) {
      case PROGRAMME -> byProgramme(conditions);
      case CATEGORY ->
          report(
              group,
              spending.money(group, conditions),
              vocabularies.names("spending-categories"),
              SpendingService::money);
      case MONTH -> report(group, spending.months(conditions), Map.of(), SpendingService::moved);
      case LEARNER_GROUP ->
          report(
              group,
              spending.learners(conditions),
              vocabularies.names("learner-groups"),
              SpendingService::learners);
    };
  }

  private SpendingReport byProgramme(Conditions conditions) {
    List<Tuple> money = spending.money(SpendingGroup.PROGRAMME, conditions);
    Map<@Nullable Object, Tuple> delivered = new HashMap<>();
    Tuple deliveredInAll = null;
    for (Tuple row : spending.delivered(conditions)) {
      if (isWhole(row)) {
        deliveredInAll = row;
      } else {
        delivered.put(row.get("key"), row);
      }
    }
    Map<UUID, FundingProgrammeRef> funds =
        programmes.inShort(
            money.stream()
                .map(row -> row.get("key", UUID.class))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    List<Row> rows = new ArrayList<>();
    Row total = null;
    for (Tuple row : money) {
      if (isWhole(row)) {
        total = withCosts(row, null, null, Objects.requireNonNull(deliveredInAll));
      } else {
        UUID id = row.get("key", UUID.class);
        FundingProgrammeRef fund = id == null ? null : Objects.requireNonNull(funds.get(id));
        rows.add(
            withCosts(
                row,
                fund == null ? null : fund.slug(),
                fund == null ? null : fund.title(),
                Objects.requireNonNull(delivered.get(id))));
      }
    }
    return report(SpendingGroup.PROGRAMME, rows, Objects.requireNonNull(total));
  }

  private static SpendingReport report(
      SpendingGroup group, List<Tuple> found, Map<String, String> names, Mapping mapping) {
    List<Row> rows = new ArrayList<>();
    Row total = null;
    for (Tuple row : found) {
      if (isWhole(row)) {
        total = mapping.row(row, null, null);
      } else {
        String key = row.get("key", String.class);
        rows.add(mapping.row(row, key, key == null ? null : names.get(key)));
      }
    }
    return report(group, rows, Objects.requireNonNull(total));
  }

  /** By key; what is not known comes last. */
  private static SpendingReport report(SpendingGroup group, List<Row> rows, Row total) {
    rows.sort(Comparator.comparing(Row::key, Comparator.nullsLast(Comparator.naturalOrder())));
    return new SpendingReport(group, rows, total);
  }

  /** Makes a row of what was found. */
  private interface Mapping {
    Row row(Tuple found, @Nullable String key, @Nullable String name);
  }

  private static Row money(Tuple found, @Nullable String key, @Nullable String name) {
    return row(found, key, name, null, null, null, null);
  }

  /** In a month money is awarded and spent; what is set aside stands at no time. */
  private static Row moved(Tuple found, @Nullable String key, @Nullable String name) {
    return new Row(
        key,
        name,
        count(found, "grants"),
        count(found, "withoutAmount"),
        amount(found, "awarded"),
        null,
        null,
        amount(found, "spent"),
        null,
        null,
        null,
        null,
        null);
  }

  private static Row withCosts(
      Tuple money, @Nullable String key, @Nullable String name, Tuple delivered) {
    long interventions = count(delivered, "interventions");
    long learners = count(delivered, "learners");
    BigDecimal spent = Objects.requireNonNullElse(amount(money, "spent"), BigDecimal.ZERO);
    List<Refusal> refused = new ArrayList<>();
    refuse(
        refused,
        count(money, "withoutAmount"),
        "unknown-amount",
        "Of %d of the grants it is not known what was spent.");
    refuse(
        refused,
        count(delivered, "spentOnNothing"),
        "nothing-reported",
        "%d of the grants spent money and have not reported what it bought.");
    if (interventions == 0) {
      refused.add(new Refusal("no-interventions", "No intervention has been reported."));
    }
    List<Refusal> ofLearners = new ArrayList<>(refused);
    refuse(
        ofLearners,
        count(delivered, "withoutLearners"),
        "unknown-learners",
        "Of %d of the interventions it is not known how many took part.");
    if (interventions > 0 && learners == 0) {
      ofLearners.add(new Refusal("no-learners", "No learner has been reported."));
    }
    return row(
        money,
        key,
        name,
        interventions,
        learners,
        UnitCost.of(spent, learners, ofLearners),
        UnitCost.of(spent, interventions, refused));
  }

  private static Row learners(Tuple found, @Nullable String key, @Nullable String name) {
    long learners = count(found, "learners");
    List<Refusal> refused = new ArrayList<>();
    refuse(
        refused,
        count(found, "withoutCost"),
        "unknown-cost",
        "Of %d of the interventions the cost is not known.");
    refuse(
        refused,
        count(found, "shared"),
        "several-groups",
        "%d of the interventions were for several groups, and their cost is not told by group.");
    if (learners == 0) {
      refused.add(new Refusal("no-learners", "No learner has been reported."));
    }
    BigDecimal cost = Objects.requireNonNullElse(amount(found, "cost"), BigDecimal.ZERO);
    return new Row(
        key,
        name,
        count(found, "grants"),
        count(found, "withoutAmount"),
        null,
        null,
        null,
        null,
        null,
        count(found, "interventions"),
        learners,
        UnitCost.of(cost, learners, refused),
        null);
  }

  private static void refuse(List<Refusal> refused, long count, String code, String detail) {
    if (count > 0) {
      refused.add(new Refusal(code, detail.formatted(count)));
    }
  }

  private static Row row(
      Tuple money,
      @Nullable String key,
      @Nullable String name,
      @Nullable Long interventions,
      @Nullable Long learners,
      @Nullable UnitCost costPerLearner,
      @Nullable UnitCost costPerIntervention) {
    return new Row(
        key,
        name,
        count(money, "grants"),
        count(money, "withoutAmount"),
        amount(money, "awarded"),
        amount(money, "amount"),
        amount(money, "committed"),
        amount(money, "spent"),
        amount(money, "remaining"),
        interventions,
        learners,
        costPerLearner,
        costPerIntervention);
  }

  private static boolean isWhole(Tuple row) {
    return row.get("whole", Boolean.class);
  }

  private static long count(Tuple row, String name) {
    return row.get(name, Long.class);
  }

  private static @Nullable BigDecimal amount(Tuple row, String name) {
    return Money.plain(row.get(name, BigDecimal.class));
  }
}
