package uk.casebook.metric;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Figures in a few words, as printed: the main one of a metric is "460 to 1,171 people". */
public final class Headline {

  /** Units that are said in the title or by the number itself. */
  private static final Set<String> UNSAID =
      Set.of(
          "award",
          "clock-time",
          "comparison",
          "count",
          "rank",
          "rating",
          "ratio",
          "schedule",
          "score",
          "year");

  private Headline() {}

  /** The headline, or null where there is nothing to show. */
  static @Nullable String of(MetricContent metric, List<Figure> figures) {
    Optional<Figure> baseline = last(figures, Role.BASELINE);
    Optional<Figure> actual = last(figures, Role.ACTUAL);
    if (baseline.isPresent() && actual.isPresent() && alike(baseline.get(), actual.get())) {
      return unit(
          metric.unit(),
          actual.get(),
          number(metric.unit(), baseline.get()) + " to " + number(metric.unit(), actual.get()));
    }
    return actual
        .or(() -> figures.stream().min(Comparator.comparing(Figure::role)))
        .map(figure -> role(figure) + words(metric.unit(), figure))
        .or(() -> metric.reportedChanges().stream().findFirst().flatMap(Headline::reported))
        .orElse(null);
  }

  /** One figure with its qualifier and its unit, such as "over 50,000 people". */
  public static String words(String metricUnit, Figure figure) {
    String words = unit(metricUnit, figure, number(metricUnit, figure));
    boolean one = figure.value() != null && figure.value().compareTo(BigDecimal.ONE) == 0;
    return one ? words.replaceFirst("people$", "person").replaceFirst("s$", "") : words;
  }

  private static Optional<Figure> last(List<Figure> figures, Role role) {
    return figures.stream().filter(figure -> figure.role() == role).reduce((a, b) -> b);
  }

  private static boolean alike(Figure a, Figure b) {
    return a.dimensions().equals(b.dimensions())
        && Objects.equals(a.statistic(), b.statistic())
        && Objects.equals(a.condition(), b.condition())
        && Objects.equals(a.unit(), b.unit())
        && Objects.equals(a.per(), b.per());
  }

  private static String role(Figure figure) {
    return switch (figure.role()) {
      case ACTUAL -> "";
      case BASELINE -> "at first ";
      case TARGET -> "target ";
      case FORECAST -> "forecast ";
      case LIMIT -> "limit ";
      case COMPARATOR -> Objects.requireNonNullElse(figure.comparator(), "compared") + ": ";
    };
  }

  private static String number(String metricUnit, Figure figure) {
    String unit = figure.unitOr(metricUnit);
    if (figure.value() != null) {
      String number = figure.qualifier().words() + written(figure.value(), unit);
      return figure.outOf() == null ? number : number + " out of " + written(figure.outOf(), unit);
    }
    if (figure.valueText() != null) {
      return figure.valueText();
    }
    if (figure.numerator() != null && figure.denominator() != null) {
      return written(figure.numerator(), "count") + " in " + written(figure.denominator(), "count");
    }
    if (figure.low() != null && figure.high() != null) {
      return written(figure.low(), unit) + "–" + written(figure.high(), unit);
    }
    return figure.low() != null
        ? "from " + written(figure.low(), unit)
        : "up to " + written(Objects.requireNonNull(figure.high()), unit);
  }

  /** A number as printed, with the sign that belongs to its unit; no decimal is dropped. */
  public static String written(BigDecimal value, String unit) {
    if (unit.equals("year")) {
      return value.toPlainString();
    }
    DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.UK));
    boolean pence = unit.equals("gbp") && value.scale() == 1;
    format.setMinimumFractionDigits(pence ? 2 : Math.max(0, value.scale()));
    String number = format.format(value);
    return switch (unit) {
      case "gbp" -> number.startsWith("-") ? "-£" + number.substring(1) : "£" + number;
      case "percent" -> number + "%";
      default -> number;
    };
  }

  private static String unit(String metricUnit, Figure figure, String number) {
    String unit = figure.unitOr(metricUnit);
    boolean said = UNSAID.contains(unit) || unit.equals("gbp") || unit.equals("percent");
    boolean inWords = figure.value() == null && figure.low() == null && figure.high() == null;
    return said || inWords ? number : number + " " + unit.replace('-', ' ');
  }

  /** A reported change in words; empty where the source leaves open what its number means. */
  public static Optional<String> reported(ReportedChange change) {
    if (change.value() == null || change.direction() == null) {
      return Optional.empty();
    }
    return switch (change.unit()) {
      case "percent" -> Optional.of(written(change.value(), "percent") + " " + change.direction());
      case "absolute" ->
          Optional.of(change.direction() + " of " + written(change.value(), "count"));
      case "percentage-points" ->
          Optional.of(
              written(change.value(), "count") + " percentage points " + change.direction());
      default -> Optional.empty();
    };
  }
}
