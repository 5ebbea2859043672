package uk.casebook.chart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.metric.Base;
import uk.casebook.metric.Change;
import uk.casebook.metric.Dimension;
import uk.casebook.metric.Figure;
import uk.casebook.metric.Headline;
import uk.casebook.metric.MetricPeriod;
import uk.casebook.metric.MetricResponse;
import uk.casebook.metric.Per;
import uk.casebook.metric.Qualifier;
import uk.casebook.metric.Refusal;
import uk.casebook.metric.ReportedChange;
import uk.casebook.metric.Role;

/** What a picture says in words. */
final class Wording {

  private static final Set<Refusal> NOTHING_TO_COMPARE =
      Set.of(Refusal.NO_BASELINE, Refusal.NO_ACTUAL, Refusal.NO_OBSERVATIONS);

  private Wording() {}

  /** A value with its qualifier, unit and what it is per. */
  static String value(String unit, @Nullable String per, Figure figure) {
    String text = figure.valueText();
    boolean hasNumber = figure.value() != null;
    boolean fraction = figure.numerator() != null && figure.denominator() != null;
    if (text != null && !hasNumber && !fraction) {
      return words(text, figure);
    }
    boolean range = figure.low() != null && figure.high() != null;
    String written =
        (hasNumber || !(fraction || range) ? "" : figure.qualifier().words())
            + Headline.words(unit, figure);
    return per == null ? written : written + " " + Per.words(per);
  }

  /** Words that are not exact: as printed, since a qualifier stands in front of numbers only. */
  private static String words(String text, Figure figure) {
    if (figure.qualifier() == Qualifier.EXACT) {
      return text;
    }
    return figure.printed() != null
        ? figure.printed()
        : switch (figure.qualifier()) {
          case EXACT -> text;
          case APPROXIMATELY -> text + " (about)";
          case OVER -> text + " (or over)";
          case UNDER -> text + " (or under)";
          case UP_TO -> text + " (at most)";
          case AT_LEAST -> text + " (at least)";
        };
  }

  /** What a figure is about: its role, part, statistic, condition and period. */
  static List<String> context(Figure figure) {
    List<String> parts = new ArrayList<>();
    parts.add(role(figure));
    String period = figure.period() == null ? null : period(figure.period());
    for (Dimension dimension : figure.dimensions()) {
      if (!dimension.value().equals(figure.comparator())) {
        parts.add(dimension.name() + ": " + dimension.value());
      }
      if (dimension.value().equals(period)) {
        period = null;
      }
    }
    parts.add(figure.statistic());
    parts.add(figure.condition());
    parts.add(period);
    parts.removeIf(Objects::isNull);
    return parts;
  }

  private static String role(Figure figure) {
    if (figure.role() == Role.COMPARATOR && figure.comparator() != null) {
      return "Comparator: " + figure.comparator();
    }
    String name = figure.role().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static @Nullable String period(MetricPeriod period) {
    if (period.label() != null) {
      return period.label();
    }
    if (period.from() != null && period.to() != null) {
      String from = date(period.from());
      String to = date(period.to());
      return from.equals(to) ? from : from + " to " + to;
    }
    if (period.from() != null) {
      return "from " + date(period.from());
    }
    if (period.to() != null) {
      return "by " + date(period.to());
    }
    return null;
  }

  private static String date(String partial) {
    return switch (partial.length()) {
      case 4 -> Year.parse(partial).toString();
      case 7 -> YearMonth.parse(partial).format(format("MMMM yyyy"));
      default -> LocalDate.parse(partial).format(format("d MMMM yyyy"));
    };
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.UK);
  }

  /** All that a figure says of itself besides its value, its role first. */
  static List<String> said(Figure figure) {
    List<String> said = context(figure);
    said.addAll(remarks(figure));
    return said;
  }

  /** What a reader has to know of how a figure came about. */
  static List<String> remarks(Figure figure) {
    List<String> remarks = new ArrayList<>();
    if (Boolean.TRUE.equals(figure.individual())) {
      remarks.add("one person's example");
    }
    if (Boolean.TRUE.equals(figure.cumulative())) {
      remarks.add("running total");
    }
    if (figure.basis() != null) {
      remarks.add(basis(figure.basis()));
    }
    Base base = figure.base();
    if (base != null) {
      String label = Objects.requireNonNullElse(base.label(), "all");
      remarks.add(
          "of "
              + (base.count() == null
                  ? label
                  : Headline.written(BigDecimal.valueOf(base.count()), "count") + " " + label));
    }
    if (figure.printed() != null
        && figure.qualifier() != Qualifier.EXACT
        && (figure.valueText() == null || figure.numerator() != null)) {
      remarks.add("printed as \u201c" + figure.printed() + "\u201d");
    }
    return remarks;
  }

  private static String basis(String basis) {
    return switch (basis) {
      case "self-reported" -> "self-reported";
      case "estimated" -> "an estimate";
      case "conditional" -> "only under a condition";
      case "counterfactual" -> "what would have been otherwise, not what was";
      case "proxy" -> "measured by a proxy";
      default -> basis;
    };
  }

  /** A reported change in words. */
  static String reported(ReportedChange change) {
    String direction = Objects.requireNonNullElse(change.direction(), "change");
    String said =
        Headline.reported(change)
            .orElseGet(
                () ->
                    change.value() == null
                        ? direction
                        : "%s of %s (the source does not say of what unit)"
                            .formatted(direction, Headline.written(change.value(), "count")));
    return capital(change.qualifier().words() + said);
  }

  /** Of what a reported change is, when, and against what. */
  static String context(ReportedChange change) {
    List<String> parts = new ArrayList<>();
    change.dimensions().forEach(part -> parts.add(part.name() + ": " + part.value()));
    if (change.period() != null) {
      parts.add(period(change.period()));
    }
    if (change.comparedWith() != null) {
      parts.add("compared with: " + change.comparedWith());
    }
    parts.add(change.significance());
    parts.removeIf(Objects::isNull);
    return sentence(parts);
  }

  /**
   * What changed, a sentence each: how much and whether that is better, and what the source says
   * against it; or why two figures that stand side by side are not compared.
   */
  static List<String> changes(MetricResponse metric) {
    boolean several = metric.changes().size() + metric.changesRefused().size() > 1;
    return Stream.concat(
            metric.changes().stream()
                .map(change -> about(change.series(), several) + change(metric.unit(), change)),
            metric.changesRefused().stream()
                .filter(refused -> !NOTHING_TO_COMPARE.contains(refused.code()))
                .map(
                    refused ->
                        about(refused.series(), several) + "Not compared: " + refused.detail()))
        .toList();
  }

  private static String about(uk.casebook.metric.Series series, boolean several) {
    List<String> parts = new ArrayList<>();
    if (several) {
      series.dimensions().forEach(dimension -> parts.add(dimension.value()));
      Stream.of(series.statistic(), series.condition(), series.comparator())
          .filter(Objects::nonNull)
          .forEach(parts::add);
    }
    return parts.isEmpty() ? "" : sentence(parts) + ": ";
  }

  private static String change(String metricUnit, Change change) {
    String verdict =
        switch (change.verdict()) {
          case IMPROVED -> "\u2714 Improved";
          case WORSENED -> "\u2716 Worsened";
          case UNCHANGED -> "= Unchanged";
          case NOT_JUDGED -> "Neither better nor worse";
        };
    String unit = change.to().unitOr(metricUnit);
    BigDecimal absolute = change.absolute();
    String about = change.approximate() ? "about " : "";
    String size =
        absolute == null || absolute.signum() == 0
            ? ""
            : ": " + about + signed(absolute, unit) + percent(change.percent());
    String against =
        change.contradicts().isEmpty()
            ? ""
            : " The source says something else: "
                + change.contradicts().stream()
                    .map(Wording::reported)
                    .reduce((a, b) -> a + "; " + b)
                    .orElseThrow()
                + ".";
    return verdict + size + "." + against;
  }

  private static String signed(BigDecimal value, String unit) {
    String sign = value.signum() < 0 ? "\u2212" : "+";
    return unit.equals("percent")
        ? sign + value.abs().toPlainString() + " percentage points"
        : sign + Headline.written(value.abs(), unit);
  }

  private static String percent(@Nullable BigDecimal percent) {
    return percent == null
        ? ""
        : " (%s%s%%)"
            .formatted(percent.signum() < 0 ? "\u2212" : "+", percent.abs().toPlainString());
  }

  /** The parts behind each other, the first letter a capital. */
  static String sentence(List<String> parts) {
    return capital(String.join(", ", parts));
  }

  /** The first letter small, where it begins a word that is not all capitals. */
  static String small(String text) {
    return text.length() > 1 && Character.isLowerCase(text.charAt(1))
        ? text.substring(0, 1).toLowerCase(Locale.UK) + text.substring(1)
        : text;
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.UK) + text.substring(1);
  }
}
