package uk.casebook.metric;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What changed in the series of a metric, or why that is not said. A change is computed only where
 * baseline and actual measure the same in the same way; in doubt it is refused.
 *
 * @param made in the order of the source
 * @param refused every series that has no change; a metric has at least one entry in one of the two
 */
public record Changes(List<Change> made, List<RefusedChange> refused) {

  /** Units whose figures do not grow with the time over which they are counted. */
  private static final Set<String> TIMELESS =
      Set.of("percent", "percentage-points", "rank", "rating", "ratio", "score", "year");

  /** Units in which half as much says nothing. */
  private static final Set<String> WITHOUT_PERCENT = Set.of("rank", "year");

  private static final Pattern DURATION =
      Pattern.compile("P(?:(\\d+)Y)?(?:(\\d+)M)?(?:(\\d+)W)?(?:(\\d+)D)?(?:T.*)?");

  private static final double DAYS_A_YEAR = 365.2425;

  /** February and March are alike, a quarter and a year are not. */
  private static final double LONGEST_TO_SHORTEST = 1.12;

  /** Computes the changes of a metric. */
  public static Changes of(MetricContent metric, List<Figure> figures) {
    Map<Series, List<Figure>> series = new LinkedHashMap<>();
    figures.forEach(
        figure -> series.computeIfAbsent(Series.of(figure), s -> new ArrayList<>()).add(figure));
    List<Change> made = new ArrayList<>();
    List<RefusedChange> refused = new ArrayList<>();
    if (series.isEmpty()) {
      refused.add(
          new RefusedChange(
              Series.WHOLE,
              Refusal.NO_OBSERVATIONS,
              metric.reportedChanges().isEmpty()
                  ? "The register has no figure of it."
                  : "The source says what changed, and gives no figure before or after."));
    }
    series.forEach(
        (key, observed) -> {
          try {
            made.add(change(metric, key, observed));
          } catch (Refused reason) {
            refused.add(new RefusedChange(key, reason.code, reason.detail));
          }
        });
    return new Changes(List.copyOf(made), List.copyOf(refused));
  }

  private static Change change(MetricContent metric, Series series, List<Figure> figures) {
    Figure from = baseline(figures);
    Figure to = latestActual(figures);
    checkOrder(from, to);
    checkAlike(metric, from, to);
    for (Figure figure : List.of(from, to)) {
      checkSingle(figure);
    }
    boolean approximate =
        from.qualifier() == Qualifier.APPROXIMATELY || to.qualifier() == Qualifier.APPROXIMATELY;
    Optional<Quantity> baseline = Quantity.of(from);
    Optional<Quantity> actual = Quantity.of(to);
    if (baseline.isEmpty() || actual.isEmpty()) {
      int before = step(metric, from);
      int steps = step(metric, to) - before;
      return new Change(
          series,
          from,
          to,
          null,
          null,
          verdict(steps, steps),
          Change.Basis.SCALE,
          approximate,
          contradicted(metric, series, steps, null, null, approximate));
    }
    Quantity before = baseline.get();
    Quantity after = actual.get();
    checkOnScale(metric, before, from);
    checkOnScale(metric, after, to);
    if (before.signum() == 0) {
      throw new Refused(
          Refusal.ZERO_BASELINE, "The baseline is zero: no figure is a part or a multiple of it.");
    }
    int direction = after.compareTo(before);
    BigDecimal absolute = after.less(before);
    BigDecimal percent =
        before.signum() < 0 || WITHOUT_PERCENT.contains(to.unitOr(metric.unit()))
            ? null
            : after.percentOver(before);
    int better =
        switch (metric.polarity()) {
          case "higher-is-better" -> direction;
          case "lower-is-better" -> -direction;
          default -> 0;
        };
    return new Change(
        series,
        from,
        to,
        absolute,
        percent,
        verdict(direction, better),
        Change.Basis.POLARITY,
        approximate,
        contradicted(metric, series, direction, absolute, percent, approximate));
  }

  private static Verdict verdict(int direction, int better) {
    if (direction == 0) {
      return Verdict.UNCHANGED;
    }
    if (better == 0) {
      return Verdict.NOT_JUDGED;
    }
    return better > 0 ? Verdict.IMPROVED : Verdict.WORSENED;
  }

  private static Figure baseline(List<Figure> figures) {
    List<Figure> baselines = ofRole(figures, Role.BASELINE);
    if (baselines.isEmpty()) {
      boolean result = figures.stream().anyMatch(figure -> figure.role() == Role.ACTUAL);
      throw result
          ? new Refused(
              Refusal.NO_BASELINE, "There is no figure from before that it can be set against.")
          : new Refused(Refusal.NO_ACTUAL, "There is no result: " + roles(figures) + " only.");
    }
    if (baselines.size() > 1) {
      throw new Refused(
          Refusal.SEVERAL_BASELINES,
          "There are %d baselines, and the source does not say which one counts."
              .formatted(baselines.size()));
    }
    return baselines.get(0);
  }

  private static Figure latestActual(List<Figure> figures) {
    List<Figure> actuals = ofRole(figures, Role.ACTUAL);
    if (actuals.isEmpty()) {
      throw new Refused(
          Refusal.NO_ACTUAL, "There is no result to set against it: " + roles(figures) + " only.");
    }
    if (actuals.size() == 1) {
      return actuals.get(0);
    }
    List<LocalDate> ends =
        actuals.stream().map(Figure::lastDay).filter(Objects::nonNull).distinct().toList();
    if (ends.size() < actuals.size()) {
      throw new Refused(
          Refusal.SEVERAL_ACTUALS,
          "There are %d results, and their dates do not say which is the latest."
              .formatted(actuals.size()));
    }
    return actuals.stream()
        .max(Comparator.comparing(figure -> Objects.requireNonNull(figure.lastDay())))
        .orElseThrow();
  }

  private static List<Figure> ofRole(List<Figure> figures, Role role) {
    return figures.stream().filter(figure -> figure.role() == role).toList();
  }

  private static String roles(List<Figure> figures) {
    return figures.stream()
        .map(figure -> "a " + figure.role().name().toLowerCase(Locale.ROOT))
        .distinct()
        .reduce((a, b) -> a + " and " + b)
        .orElseThrow();
  }

  private static void checkOrder(Figure from, Figure to) {
    LocalDate begin = from.firstDay();
    LocalDate end = to.lastDay();
    if (begin != null && end != null && begin.isAfter(end)) {
      throw new Refused(
          Refusal.BASELINE_NOT_EARLIER,
          "The baseline begins on %s, after the result's end on %s.".formatted(begin, end));
    }
  }

  private static void checkAlike(MetricContent metric, Figure from, Figure to) {
    String unit = from.unitOr(metric.unit());
    if (!unit.equals(to.unitOr(metric.unit()))) {
      throw new Refused(
          Refusal.UNLIKE_UNITS,
          "The baseline is in %s, the result in %s.".formatted(unit, to.unitOr(metric.unit())));
    }
    if (!alike(from.outOf(), to.outOf())) {
      throw new Refused(
          Refusal.UNLIKE_UNITS,
          "The baseline is %s, the result %s.".formatted(outOf(from), outOf(to)));
    }
    String per = from.perOr(metric.per());
    if (!Objects.equals(per, to.perOr(metric.per()))) {
      throw new Refused(
          Refusal.UNLIKE_PERIODS,
          "The baseline is %s, the result %s.".formatted(rate(metric, from), rate(metric, to)));
    }
    if (unlike(label(from), label(to))) {
      throw new Refused(
          Refusal.UNLIKE_BASES,
          "The baseline is about %s, the result about %s.".formatted(label(from), label(to)));
    }
    checkMethod(from, to);
    if (per == null && to.statistic() == null && !TIMELESS.contains(unit)) {
      checkLengths(from, to);
    }
  }

  private static void checkMethod(Figure from, Figure to) {
    for (Figure figure : List.of(from, to)) {
      if (!figure.isObserved()) {
        throw new Refused(
            Refusal.NOT_OBSERVED,
            "The %s is %s: it did not happen, or not yet.".formatted(name(figure), figure.basis()));
      }
      if (figure.isCumulative()) {
        throw new Refused(
            Refusal.RUNNING_TOTAL,
            "The %s is a running total, which only ever grows.".formatted(name(figure)));
      }
    }
    if (unlike(from.basis(), to.basis())) {
      throw new Refused(
          Refusal.UNLIKE_METHODS,
          "The baseline is %s, the result %s.".formatted(from.basis(), to.basis()));
    }
  }

  private static void checkLengths(Figure from, Figure to) {
    Double before = days(from);
    Double after = days(to);
    if (before != null
        && after != null
        && Math.max(before, after) > LONGEST_TO_SHORTEST * Math.min(before, after)) {
      throw new Refused(
          Refusal.UNLIKE_PERIODS,
          "The baseline is about %.0f days, the result about %.0f.".formatted(before, after));
    }
  }

  private static void checkSingle(Figure figure) {
    if (!figure.qualifier().isNumber()) {
      throw new Refused(
          Refusal.QUALIFIED_VALUE,
          "The %s is given as \"%s\" a number only: how far from it, is not known."
              .formatted(name(figure), figure.qualifier().words().strip()));
    }
    if (Quantity.of(figure).isEmpty() && (figure.low() != null || figure.high() != null)) {
      throw new Refused(
          Refusal.RANGE_VALUE, "The %s is a range, not one figure.".formatted(name(figure)));
    }
  }

  private static void checkOnScale(MetricContent metric, Quantity value, Figure figure) {
    BigDecimal max =
        figure.outOf() != null || metric.scale() == null ? figure.outOf() : metric.scale().max();
    if (max != null && value.compareTo(new Quantity(max, BigDecimal.ONE)) > 0) {
      throw new Refused(
          Refusal.OFF_SCALE,
          "The %s is more than %s.".formatted(name(figure), max.toPlainString()));
    }
  }

  /** The place of a rating on the scale, the worst first. */
  private static int step(MetricContent metric, Figure figure) {
    String rating = figure.valueText();
    if (rating == null) {
      throw new Refused(Refusal.NOT_NUMERIC, "One of the two is a number, the other is words.");
    }
    Scale scale = metric.scale();
    if (scale == null || scale.values().isEmpty()) {
      throw figure.unitOr(metric.unit()).equals("rating")
          ? new Refused(
              Refusal.NO_SCALE,
              "\"%s\" stands on no scale that the source names.".formatted(rating))
          : new Refused(Refusal.NOT_NUMERIC, "\"%s\" is words, not a number.".formatted(rating));
    }
    int place = scale.place(rating);
    if (place < 0) {
      throw new Refused(
          Refusal.OFF_SCALE,
          "\"%s\" is not on the scale %s: %s."
              .formatted(rating, scale.name(), String.join(", ", scale.values())));
    }
    return place;
  }

  /** What the source says of this series that the computed change is not. */
  private static List<ReportedChange> contradicted(
      MetricContent metric,
      Series series,
      int direction,
      @Nullable BigDecimal absolute,
      @Nullable BigDecimal percent,
      boolean approximate) {
    return metric.reportedChanges().stream()
        .filter(reported -> reported.dimensions().equals(series.dimensions()))
        .filter(
            reported ->
                (reported.turns() != 0 && reported.turns() != Integer.signum(direction))
                    || disagrees(metric, reported, absolute, percent, approximate))
        .toList();
  }

  private static boolean disagrees(
      MetricContent metric,
      ReportedChange reported,
      @Nullable BigDecimal absolute,
      @Nullable BigDecimal percent,
      boolean approximate) {
    boolean points = metric.unit().equals("percent");
    List<BigDecimal> computed =
        switch (reported.unit()) {
          case "percent" -> known(percent);
          case "percentage-points" -> points ? known(absolute) : List.of();
          case "absolute" -> known(absolute);
          case "unclear" -> known(absolute, percent);
          default -> List.of();
        };
    return reported.value() != null
        && !computed.isEmpty()
        && computed.stream().noneMatch(value -> reported.isSaidOf(value.abs(), approximate));
  }

  private static List<BigDecimal> known(@Nullable BigDecimal... values) {
    return Stream.of(values).filter(Objects::nonNull).toList();
  }

  private static String rate(MetricContent metric, Figure figure) {
    String per = figure.perOr(metric.per());
    return Headline.words(metric.unit(), figure) + " " + (per == null ? "in all" : Per.words(per));
  }

  private static String outOf(Figure figure) {
    return figure.outOf() == null ? "not out of anything" : "out of " + figure.outOf();
  }

  private static String name(Figure figure) {
    return figure.role() == Role.BASELINE ? "baseline" : "result";
  }

  private static @Nullable String label(Figure figure) {
    return figure.base() == null ? null : figure.base().label();
  }

  private static boolean unlike(@Nullable String one, @Nullable String other) {
    return one != null && other != null && !one.equals(other);
  }

  private static boolean alike(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.compareTo(other) == 0;
  }

  /** How long a figure's period is, in days, if it says so or has both ends. */
  private static @Nullable Double days(Figure figure) {
    MetricPeriod period = figure.period();
    if (period != null && period.length() != null) {
      Matcher length = DURATION.matcher(period.length());
      if (length.matches()) {
        double days =
            part(length, 1) * DAYS_A_YEAR
                + part(length, 2) * DAYS_A_YEAR / 12
                + part(length, 3) * 7
                + part(length, 4);
        return days == 0 ? null : Double.valueOf(days);
      }
    }
    LocalDate from = figure.firstDay();
    LocalDate to = figure.lastDay();
    return from == null || to == null
        ? null
        : Double.valueOf(ChronoUnit.DAYS.between(from, to) + 1.0);
  }

  private static double part(Matcher length, int group) {
    return length.group(group) == null ? 0 : Double.parseDouble(length.group(group));
  }

  /** A reason not to compute a change, while one is computed. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Refusal code;
    private final String detail;

    Refused(Refusal code, String detail) {
      super(detail, null, false, false);
      this.code = code;
      this.detail = detail;
    }
  }
}
