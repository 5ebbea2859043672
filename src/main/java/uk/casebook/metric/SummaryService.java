package uk.casebook.metric;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.Conditions;
import uk.casebook.http.EnumCode;
import uk.casebook.http.RegisterMark;
import uk.casebook.metric.SummaryResponse.Group;
import uk.casebook.metric.SummaryResponse.Range;
import uk.casebook.metric.SummaryResponse.Refused;
import uk.casebook.metric.SummaryResponse.Total;
import uk.casebook.metric.SummaryResponse.Verdicts;

/** Adds figures up, and accounts for those that must not be. */
@ApplicationScoped
@Transactional
public class SummaryService {

  private static final String UNKNOWN = "unknown";

  /** About a kilobyte each. */
  private static final int GROUPS_KEPT = 20_000;

  private final MetricService metrics;
  private final SummaryRepository summaries;
  private final RegisterMark register;
  private final boolean keeps;
  private final Cache<Asked, SummaryResponse> answered =
      Caffeine.newBuilder()
          .maximumWeight(GROUPS_KEPT)
          .weigher((Asked asked, SummaryResponse summary) -> 1 + summary.groups().size())
          .build();

  /** What was asked of which state of the register. */
  private record Asked(String mark, MetricFilter filter, List<GroupBy> groupBy) {}

  /** What has a middle: figures of one unit and indicator in a group. */
  private record Measured(List<SummaryResponse.Key> keys, String unit, @Nullable String indicator) {

    static Measured of(List<SummaryResponse.Key> keys, Tuple row) {
      return new Measured(keys, row.get("unit", String.class), row.get("indicator", String.class));
    }
  }

  SummaryService(
      MetricService metrics,
      SummaryRepository summaries,
      RegisterMark register,
      @ConfigProperty(name = "casebook.cache.bytes") long bytes) {
    this.metrics = metrics;
    this.summaries = summaries;
    this.register = register;
    this.keeps = bytes > 0;
  }

  /** A summary of what is public is computed once for each state of the register. */
  public SummaryResponse summariseMetrics(MetricFilter filter, List<GroupBy> groupBy) {
    return keeps && !filter.filter().reading().isWorking()
        ? answered.get(
            new Asked(register.mark(), filter, groupBy), asked -> summarise(filter, groupBy))
        : summarise(filter, groupBy);
  }

  private SummaryResponse summarise(MetricFilter filter, List<GroupBy> groupBy) {
    Conditions observations = metrics.onObservations(filter);
    Conditions onChanges = metrics.onChanges(filter);
    boolean yearsApart = groupBy.contains(GroupBy.YEAR);
    List<Tuple> rows = summaries.addedUp(groupBy, yearsApart, observations);
    Map<Measured, Tuple> medians = new HashMap<>();
    if (rows.stream().anyMatch(row -> row.get("indicator") != null)) {
      summaries
          .medians(groupBy, yearsApart, observations)
          .forEach(row -> medians.put(Measured.of(keys(groupBy, row), row), row));
    }
    List<Tuple> counted =
        groupBy.stream().anyMatch(GroupBy::isShared)
            ? summaries.addedUp(List.of(), yearsApart, observations)
            : rows;
    Map<List<SummaryResponse.Key>, List<Tuple>> groups = byKeys(groupBy, rows);
    Map<List<SummaryResponse.Key>, List<Tuple>> changes =
        byKeys(groupBy, summaries.changes(groupBy, onChanges));
    changes.keySet().forEach(keys -> groups.putIfAbsent(keys, List.of()));
    return new SummaryResponse(
        groupBy,
        count(counted),
        used(counted),
        refused(counted),
        groups.entrySet().stream()
            .map(
                group ->
                    group(
                        group.getKey(),
                        group.getValue(),
                        medians,
                        changes.getOrDefault(group.getKey(), List.of())))
            .toList());
  }

  private static Group group(
      List<SummaryResponse.Key> keys,
      List<Tuple> rows,
      Map<Measured, Tuple> medians,
      List<Tuple> changes) {
    return new Group(
        keys,
        count(rows),
        used(rows),
        refused(rows),
        rows.stream()
            .filter(row -> row.get("refusal") == null)
            .map(row -> total(row, medians.get(Measured.of(keys, row))))
            .sorted(
                Comparator.comparing(Total::unit)
                    .thenComparing(
                        Total::indicator, Comparator.nullsFirst(Comparator.naturalOrder())))
            .toList(),
        new Verdicts(
            series(changes, EnumCode.of(Verdict.IMPROVED)),
            series(changes, EnumCode.of(Verdict.WORSENED)),
            series(changes, EnumCode.of(Verdict.UNCHANGED)),
            series(changes, EnumCode.of(Verdict.NOT_JUDGED)),
            series(changes, null),
            series(changes, "individual")));
  }

  private static Map<List<SummaryResponse.Key>, List<Tuple>> byKeys(
      List<GroupBy> groupBy, List<Tuple> rows) {
    Map<List<SummaryResponse.Key>, List<Tuple>> byKeys =
        new TreeMap<>(
            Comparator.comparing(
                keys -> keys,
                (a, b) ->
                    IntStream.range(0, groupBy.size())
                        .map(i -> SummaryResponse.Key.ORDER.compare(a.get(i), b.get(i)))
                        .filter(order -> order != 0)
                        .findFirst()
                        .orElse(0)));
    if (groupBy.isEmpty()) {
      byKeys.put(List.of(), new ArrayList<>());
    }
    rows.forEach(
        row -> byKeys.computeIfAbsent(keys(groupBy, row), keys -> new ArrayList<>()).add(row));
    return byKeys;
  }

  private static List<SummaryResponse.Key> keys(List<GroupBy> groupBy, Tuple row) {
    return IntStream.range(0, groupBy.size())
        .mapToObj(
            i -> {
              String code = row.get("key" + i, String.class);
              return new SummaryResponse.Key(
                  groupBy.get(i), code, code == null ? UNKNOWN : row.get("name" + i, String.class));
            })
        .toList();
  }

  private static Total total(Tuple row, @Nullable Tuple measured) {
    return new Total(
        row.get("unit", String.class),
        row.get("indicator", String.class),
        figures(row),
        row.get("sum", BigDecimal.class),
        row.get("approximate", Boolean.class),
        measured == null ? null : measured.get("median", BigDecimal.class),
        measured == null
            ? null
            : new Range(
                measured.get("low", BigDecimal.class), measured.get("high", BigDecimal.class)));
  }

  private static long count(List<Tuple> rows) {
    return rows.stream().mapToLong(SummaryService::figures).sum();
  }

  private static long used(List<Tuple> rows) {
    return count(rows.stream().filter(row -> row.get("refusal") == null).toList());
  }

  private static List<Refused> refused(List<Tuple> rows) {
    Map<LeftOut, Long> counts = new TreeMap<>();
    rows.stream()
        .filter(row -> row.get("refusal") != null)
        .forEach(
            row ->
                counts.merge(
                    EnumCode.parse(LeftOut.class, row.get("refusal", String.class)),
                    figures(row),
                    Long::sum));
    return counts.entrySet().stream()
        .map(entry -> new Refused(entry.getKey(), entry.getValue(), entry.getKey().detail()))
        .toList();
  }

  private static long figures(Tuple row) {
    return row.get("figures", Number.class).longValue();
  }

  private static long series(List<Tuple> changes, @Nullable String verdict) {
    return changes.stream()
        .filter(row -> Objects.equals(row.get("verdict"), verdict))
        .mapToLong(row -> row.get("series", Number.class).longValue())
        .sum();
  }
}
