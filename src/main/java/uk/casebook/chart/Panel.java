package uk.casebook.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.metric.Figure;
import uk.casebook.metric.MetricResponse;
import uk.casebook.metric.Role;
import uk.casebook.metric.Scale;

/**
 * Figures that may share an axis, and the form that fits them.
 *
 * @param about what they have in common, besides what all figures of the metric have
 */
record Panel(Form form, String about, List<Datum> data) {

  /** Units whose numbers are places or names rather than amounts. */
  private static final Set<String> WITHOUT_LENGTH = Set.of("clock-time", "rank", "year");

  /** Units whose parts do not add up to their whole. */
  private static final Set<String> NOT_ADDITIVE =
      Set.of("clock-time", "percent", "rank", "rating", "ratio", "score", "year");

  private static final Set<Role> IN_TIME = EnumSet.of(Role.BASELINE, Role.ACTUAL, Role.FORECAST);

  /** It goes without saying where there is nothing else. */
  static final String ACTUAL = "Actual";

  private static final int MOST_DOTS = 20;
  private static final int FEWEST_DATES = 3;

  /** The panels of a metric, in the order of its figures. */
  static List<Panel> of(MetricResponse metric) {
    Map<List<@Nullable Object>, List<Datum>> groups = new LinkedHashMap<>();
    for (Figure figure : metric.observations()) {
      Datum datum = Datum.of(figure, metric.unit(), metric.per(), "");
      groups.computeIfAbsent(axis(datum), key -> new ArrayList<>()).add(datum);
    }
    List<String> shared = shared(metric.observations());
    return groups.values().stream().map(data -> of(metric, data, shared)).toList();
  }

  private static Panel of(MetricResponse metric, List<Datum> data, List<String> shared) {
    List<String> common = data.size() == 1 ? shared : common(data);
    List<String> about = new ArrayList<>(common);
    about.removeAll(shared);
    about.remove(ACTUAL);
    return new Panel(
        form(metric.scale(), data),
        Wording.sentence(about),
        parts(data.stream().map(datum -> datum.without(common)).toList()));
  }

  /** What figures that are drawn together all say of themselves. */
  static List<String> common(List<Datum> data) {
    return common(data.stream().map(Datum::figure));
  }

  /** What all figures of a metric say of themselves; the role of a single one is not shared. */
  static List<String> shared(List<Figure> figures) {
    List<String> shared = common(figures.stream());
    if (figures.size() == 1 && !shared.contains(ACTUAL)) {
      shared.remove(0);
    }
    return shared;
  }

  private static List<String> common(Stream<Figure> figures) {
    return figures
        .map(Wording::said)
        .reduce(
            (some, others) -> {
              List<String> both = new ArrayList<>(some);
              both.retainAll(others);
              return both;
            })
        .orElseGet(ArrayList::new);
  }

  /** Figures with different answers may not share an axis. */
  private static List<@Nullable Object> axis(Datum datum) {
    Figure figure = datum.figure();
    return Arrays.asList(
        datum.isNumber(),
        datum.isFraction(),
        datum.unit(),
        datum.per(),
        figure.outOf(),
        Boolean.TRUE.equals(figure.individual()),
        Boolean.TRUE.equals(figure.cumulative()));
  }

  private static Form form(@Nullable Scale scale, List<Datum> data) {
    Datum first = data.get(0);
    boolean single = data.size() == 1;
    if (!first.isNumber()) {
      return scale != null && data.stream().allMatch(datum -> rung(scale, datum) >= 0)
          ? Form.LADDER
          : Form.WORDS;
    }
    if (single && hasDots(first.figure())) {
      return Form.DOTS;
    }
    if (WITHOUT_LENGTH.contains(first.unit())
        || data.stream().anyMatch(datum -> datum.low() < 0 || datum.high() < 0)) {
      return Form.NUMBER;
    }
    if (isSeries(data)) {
      return Form.SERIES;
    }
    boolean share = whole(data) > 0;
    if (single) {
      return first.isRange()
          ? Form.RANGE
          : !share ? Form.NUMBER : first.isMark() ? Form.TARGETS : Form.SHARE;
    }
    if (data.stream().allMatch(Datum::isMark)) {
      return Form.TARGETS;
    }
    Set<Role> roles = data.stream().map(Datum::role).collect(Collectors.toSet());
    if (roles.contains(Role.BASELINE) && roles.contains(Role.ACTUAL)) {
      return Form.BEFORE_AFTER;
    }
    return roles.size() == 1 && partsDiffer(data) ? Form.PARTS : Form.COMPARISON;
  }

  /**
   * What the figures are parts of: 100 for per cent, 1 for fractions, what the numbers are out of;
   * zero where there is no such thing.
   */
  static double whole(List<Datum> data) {
    Datum first = data.get(0);
    double whole =
        first.isFraction()
            ? 1
            : first.figure().outOf() != null
                ? first.figure().outOf().doubleValue()
                : first.unit().equals("percent") ? 100 : 0;
    return data.stream().allMatch(datum -> datum.high() <= whole) ? whole : 0;
  }

  /** Which value of the scale it is, counted from the worst; -1 for none. */
  static int rung(Scale scale, Datum datum) {
    return scale.place(datum.figure().valueText());
  }

  private static boolean hasDots(Figure figure) {
    return figure.value() == null
        && figure.numerator() != null
        && figure.denominator() != null
        && figure.numerator().stripTrailingZeros().scale() <= 0
        && figure.denominator().stripTrailingZeros().scale() <= 0
        && figure.numerator().signum() >= 0
        && figure.numerator().compareTo(figure.denominator()) <= 0
        && figure.denominator().doubleValue() <= MOST_DOTS;
  }

  private static boolean isSeries(List<Datum> data) {
    List<Datum> points = points(data);
    return points.size() >= FEWEST_DATES
        && points.size() == data.stream().filter(datum -> IN_TIME.contains(datum.role())).count()
        && points.stream().map(Datum::day).distinct().count() == points.size()
        && points.stream()
                .map(
                    datum ->
                        Arrays.asList(
                            datum.figure().dimensions(),
                            datum.figure().statistic(),
                            datum.figure().condition()))
                .distinct()
                .count()
            == 1;
  }

  /** The figures that a line can join, the earliest first. */
  static List<Datum> points(List<Datum> data) {
    return data.stream()
        .filter(
            datum -> IN_TIME.contains(datum.role()) && !datum.isRange() && datum.day().isPresent())
        .sorted((one, other) -> Double.compare(day(one), day(other)))
        .toList();
  }

  static double day(Datum datum) {
    return datum.day().orElseThrow();
  }

  private static boolean partsDiffer(List<Datum> data) {
    return data.stream().map(datum -> datum.figure().dimensions()).distinct().count()
        == data.size();
  }

  /** Where a whole stands among its parts, each is called what it is. */
  private static List<Datum> parts(List<Datum> data) {
    return data.stream()
        .map(
            datum -> {
              if (!datum.isNumber() || datum.isMark()) {
                return datum;
              }
              if (isWhole(datum)) {
                return data.stream().anyMatch(other -> isPartOf(other, datum))
                    ? datum.as(joined("All", datum.label()), false)
                    : datum;
              }
              boolean part = data.stream().anyMatch(whole -> isPartOf(datum, whole));
              return part && !NOT_ADDITIVE.contains(datum.unit())
                  ? datum.as("Of which " + Wording.small(datum.label()), true)
                  : datum.as(datum.label(), part);
            })
        .toList();
  }

  private static String joined(String first, String label) {
    return label.isEmpty() ? first : first + ", " + Wording.small(label);
  }

  private static boolean isWhole(Datum datum) {
    return datum.figure().dimensions().isEmpty();
  }

  private static boolean isPartOf(Datum part, Datum whole) {
    return !isWhole(part)
        && isWhole(whole)
        && part.role() == whole.role()
        && Objects.equals(part.figure().statistic(), whole.figure().statistic());
  }
}
