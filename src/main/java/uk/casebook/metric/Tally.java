package uk.casebook.metric;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.EnumCode;
import uk.casebook.metric.SummaryResponse.Group;
import uk.casebook.metric.SummaryResponse.Range;
import uk.casebook.metric.SummaryResponse.Refused;
import uk.casebook.metric.SummaryResponse.Total;
import uk.casebook.metric.SummaryResponse.Verdicts;

/** What a group comes to, counted row by row. */
final class Tally {

  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final Map<String, Verdict> VERDICTS =
      Stream.of(Verdict.values()).collect(Collectors.toMap(EnumCode::of, Function.identity()));

  private final Map<LeftOut, Long> refused = new EnumMap<>(LeftOut.class);
  private final Map<Kind, Sum> sums = new HashMap<>();
  private final Map<Verdict, Long> series = new EnumMap<>(Verdict.class);
  private long used;
  private long seriesRefused;
  private long seriesOfOnePerson;

  /** What figures of one class have in common; one object for each class. */
  static final class Kind {
    private final @Nullable LeftOut refusal;
    private final String unit;
    private final @Nullable String indicator;
    private final boolean additive;

    private Kind(
        @Nullable LeftOut refusal, String unit, @Nullable String indicator, boolean additive) {
      this.refusal = refusal;
      this.unit = unit;
      this.indicator = indicator;
      this.additive = additive;
    }

    /**
     * As {@link Counted.Figures#ofClass} names it.
     *
     * @param additive the units whose figures are added up
     */
    static Kind of(String named, Set<String> additive) {
      if (named.startsWith(" ")) {
        return new Kind(EnumCode.parse(LeftOut.class, named.substring(1)), "", null, false);
      }
      int space = named.indexOf(' ');
      String unit = space < 0 ? named : named.substring(0, space);
      String indicator = space < 0 ? null : named.substring(space + 1);
      boolean adds = additive.contains(unit);
      return new Kind(
          adds || indicator != null ? null : LeftOut.NOT_COMPARABLE, unit, indicator, adds);
    }
  }

  private static final class Sum {
    private final List<BigDecimal> amounts = new ArrayList<>();
    private @Nullable BigDecimal sum;
    private boolean approximate;
    private long count;

    void add(Counted.Figures figures, Kind kind) {
      BigDecimal added = Objects.requireNonNull(figures.sum());
      count += figures.count();
      approximate |= figures.approximate();
      if (kind.additive) {
        sum = sum == null ? added : sum.add(added);
      }
      if (kind.indicator != null) {
        if (figures.amounts() == null) {
          amounts.add(added);
        } else {
          Stream.of(figures.amounts().split(" ", -1)).map(BigDecimal::new).forEach(amounts::add);
        }
      }
    }

    Total total(Kind kind) {
      amounts.sort(Comparator.naturalOrder());
      boolean known = !amounts.isEmpty();
      return new Total(
          kind.unit,
          kind.indicator,
          count,
          sum,
          approximate,
          known ? median() : null,
          known ? new Range(amounts.get(0), amounts.get(amounts.size() - 1)) : null);
    }

    private BigDecimal median() {
      int size = amounts.size();
      BigDecimal median =
          amounts
              .get((size - 1) / 2)
              .add(amounts.get(size / 2))
              .multiply(HALF)
              .stripTrailingZeros();
      return median.scale() < 0 ? median.setScale(0) : median;
    }
  }

  /** Counts figures, without a look at what they say. */
  void count(Counted.Figures figures, Kind kind) {
    if (kind.refusal == null) {
      used += figures.count();
    } else {
      refused.merge(kind.refusal, figures.count(), Long::sum);
    }
  }

  void add(Counted.Figures figures, Kind kind) {
    count(figures, kind);
    if (kind.refusal == null) {
      sums.computeIfAbsent(kind, of -> new Sum()).add(figures, kind);
    }
  }

  void add(Counted.Series changed) {
    if (changed.verdict() == null) {
      seriesRefused += changed.count();
      return;
    }
    Verdict verdict = VERDICTS.get(changed.verdict());
    if (verdict == null) {
      seriesOfOnePerson += changed.count();
    } else {
      series.merge(verdict, changed.count(), Long::sum);
    }
  }

  long selected() {
    return used + refused.values().stream().mapToLong(Long::longValue).sum();
  }

  long used() {
    return used;
  }

  List<Refused> refused() {
    return refused.entrySet().stream()
        .map(entry -> new Refused(entry.getKey(), entry.getValue(), entry.getKey().detail()))
        .toList();
  }

  Group group(List<SummaryResponse.Key> keys) {
    return new Group(
        keys,
        selected(),
        used,
        refused(),
        sums.entrySet().stream()
            .map(entry -> entry.getValue().total(entry.getKey()))
            .sorted(
                Comparator.comparing(Total::unit)
                    .thenComparing(
                        Total::indicator, Comparator.nullsFirst(Comparator.naturalOrder())))
            .toList(),
        new Verdicts(
            series.getOrDefault(Verdict.IMPROVED, 0L),
            series.getOrDefault(Verdict.WORSENED, 0L),
            series.getOrDefault(Verdict.UNCHANGED, 0L),
            series.getOrDefault(Verdict.NOT_JUDGED, 0L),
            seriesRefused,
            seriesOfOnePerson));
  }
}
