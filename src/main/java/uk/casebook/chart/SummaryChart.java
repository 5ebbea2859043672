package uk.casebook.chart;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.EnumCode;
import uk.casebook.metric.GroupBy;
import uk.casebook.metric.Headline;
import uk.casebook.metric.SummaryResponse;

/**
 * Draws a summary: a bar for each group. Where the filter leaves one unit whose figures may be
 * added up, it is the sum; else how many series improved, worsened or did neither.
 */
final class SummaryChart {

  private static final double TITLE = 16;
  private static final double LABEL = 13;
  private static final double SMALL = 12;
  private static final double THICK = 18;
  private static final double SWATCH = 12;

  /** More would be no picture but a list. */
  private static final int GROUPS_DRAWN = 20;

  /** The one unit, with its indicator, that all sums are in. */
  private record Measure(String unit, @Nullable String indicator) {}

  /** A part of a bar, and how it is told apart. */
  private enum Part {
    IMPROVED("improved"),
    WORSENED("worsened"),
    UNCHANGED("unchanged"),
    NOT_JUDGED("not judged");

    private final String words;

    Part(String words) {
      this.words = words;
    }

    long of(SummaryResponse.Verdicts verdicts) {
      return switch (this) {
        case IMPROVED -> verdicts.improved();
        case WORSENED -> verdicts.worsened();
        case UNCHANGED -> verdicts.unchanged();
        case NOT_JUDGED -> verdicts.notJudged();
      };
    }

    void draw(Canvas canvas, double x, double top, double wide, double high) {
      switch (this) {
        case IMPROVED -> canvas.rectangle(x, top, wide, high, Ink.FIGURE, Ink.FIGURE, "");
        case WORSENED -> canvas.hatched(x, top, wide, high, "");
        case UNCHANGED -> canvas.rectangle(x, top, wide, high, Ink.PALE, Ink.FIGURE, "");
        case NOT_JUDGED -> canvas.rectangle(x, top, wide, high, Ink.PAPER, Ink.FIGURE, "3 3");
      }
    }
  }

  private final Canvas canvas;
  private final SummaryResponse summary;
  private final @Nullable Measure measure;
  private final List<SummaryResponse.Group> drawn;

  private SummaryChart(Canvas canvas, SummaryResponse summary) {
    this.canvas = canvas;
    this.summary = summary;
    this.measure = measure(summary);
    this.drawn =
        summary.groups().stream()
            .filter(group -> size(group).signum() != 0)
            .sorted(Comparator.comparing(this::size).reversed())
            .limit(GROUPS_DRAWN)
            .toList();
  }

  /**
   * The summary as an SVG document; the same bytes for the same summary.
   *
   * @param width in pixels; the height follows
   */
  static String draw(SummaryResponse summary, int width, Scheme scheme) {
    Canvas canvas = new Canvas("chart-summary", width, scheme);
    SummaryChart chart = new SummaryChart(canvas, summary);
    chart.draw();
    return canvas.svg(chart.title(), chart.description());
  }

  private static @Nullable Measure measure(SummaryResponse summary) {
    Set<Measure> measures =
        summary.groups().stream()
            .flatMap(group -> group.figures().stream())
            .map(total -> new Measure(total.unit(), total.indicator()))
            .collect(Collectors.toSet());
    boolean added =
        summary.groups().stream()
            .flatMap(group -> group.figures().stream())
            .allMatch(total -> total.sum() != null && total.sum().signum() >= 0);
    return measures.size() == 1 && added ? measures.iterator().next() : null;
  }

  private BigDecimal size(SummaryResponse.Group group) {
    if (measure != null) {
      return group.figures().stream()
          .map(SummaryResponse.Total::sum)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(BigDecimal.ZERO);
    }
    return BigDecimal.valueOf(
        Stream.of(Part.values()).mapToLong(part -> part.of(group.changes())).sum());
  }

  private void draw() {
    canvas.paragraph(title(), TITLE, true, Ink.TEXT);
    canvas.down(8);
    if (drawn.isEmpty()) {
      canvas.open(Form.WORDS);
      canvas.paragraph("There is nothing to draw.", 22, true, Ink.TEXT);
    } else {
      canvas.open(Form.COMPARISON);
      if (measure == null) {
        key();
      }
      double most = size(drawn.get(0)).doubleValue();
      drawn.forEach(group -> bar(group, most));
    }
    canvas.close();
    canvas.down(6);
    foot().forEach(line -> canvas.paragraph(line, SMALL, false, Ink.QUIET));
  }

  /** Which part of a bar is which. */
  private void key() {
    double x = canvas.left();
    for (Part part : Part.values()) {
      double wide = SWATCH + 6 + Lines.width(part.words, SMALL, false) + 16;
      if (x + wide > canvas.right() && x > canvas.left()) {
        x = canvas.left();
        canvas.down(SWATCH + 8);
      }
      part.draw(canvas, x, canvas.y(), SWATCH, SWATCH);
      canvas.text(
          part.words, x + SWATCH + 6, canvas.y() + SWATCH - 2, SMALL, false, Ink.TEXT, "start");
      x += wide;
    }
    canvas.down(SWATCH + 12);
  }

  private void bar(SummaryResponse.Group group, double most) {
    canvas.paragraph(name(group) + ": " + says(group), LABEL, false, Ink.TEXT);
    canvas.down(4);
    double unit = (canvas.inner() - 2) / most;
    if (measure != null) {
      canvas.rectangle(
          canvas.left() + 1,
          canvas.y(),
          size(group).doubleValue() * unit,
          THICK,
          Ink.FIGURE,
          Ink.FIGURE,
          "");
    } else {
      double x = canvas.left() + 1;
      for (Part part : Part.values()) {
        double wide = part.of(group.changes()) * unit;
        if (wide > 0) {
          part.draw(canvas, x, canvas.y(), wide, THICK);
          x += wide;
        }
      }
    }
    canvas.down(THICK + 12);
  }

  private static String name(SummaryResponse.Group group) {
    return group.keys().isEmpty()
        ? "All"
        : group.keys().stream().map(SummaryResponse.Key::name).collect(Collectors.joining(", "));
  }

  private String says(SummaryResponse.Group group) {
    if (measure == null) {
      return Stream.of(Part.values())
          .filter(part -> part.of(group.changes()) > 0)
          .map(part -> part.of(group.changes()) + " " + part.words)
          .collect(Collectors.joining(", "));
    }
    SummaryResponse.Total total = group.figures().get(0);
    return (total.approximate() ? "about " : "")
        + Headline.written(size(group), total.unit())
        + (total.unit().equals("gbp") ? "" : " " + total.unit())
        + (total.count() == 1 ? " in 1 figure" : " in %d figures".formatted(total.count()));
  }

  private String title() {
    String by = summary.groupBy().stream().map(EnumCode::of).collect(Collectors.joining(" and "));
    String what = measure == null ? "What changed" : "Sum of figures in " + measure.unit();
    return by.isEmpty() ? what : what + ", by " + by;
  }

  private List<String> foot() {
    Stream<String> more =
        bars() > drawn.size()
            ? Stream.of("And %d more groups.".formatted(bars() - drawn.size()))
            : Stream.of();
    Stream<String> shared =
        summary.groupBy().stream().anyMatch(GroupBy::isShared)
            ? Stream.of("A figure may be in several groups.")
            : Stream.of();
    String account =
        measure == null
            ? "Series of figures from a baseline to the latest result; examples of one person are not"
                + " counted."
            : "%d figures selected, %d added up, %d left out."
                .formatted(summary.selected(), summary.used(), summary.selected() - summary.used());
    return Stream.of(more, shared, Stream.of(account, "Source: the Casebook register"))
        .flatMap(lines -> lines)
        .toList();
  }

  private long bars() {
    return summary.groups().stream().filter(group -> size(group).signum() != 0).count();
  }

  /** All that the picture shows, for who does not see it. */
  private String description() {
    return Stream.concat(
            drawn.stream().map(group -> name(group) + ": " + says(group) + "."),
            foot().stream().map(line -> line.endsWith(".") ? line : line + "."))
        .collect(Collectors.joining(" "));
  }
}
