package uk.casebook.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import uk.casebook.metric.Figure;
import uk.casebook.metric.MetricResponse;
import uk.casebook.metric.Qualifier;
import uk.casebook.metric.ReportedChange;

/** Draws a metric as SVG. */
public final class MetricChart {

  private static final double TITLE = 17;
  private static final double BODY = 14;
  private static final double LABEL = 13;
  private static final double SMALL = 12;
  private static final double[] LARGE = {44, 36, 28, 22, 18};

  private static final int DOTS_IN_A_ROW = 10;

  private final Canvas canvas;
  private final MetricResponse metric;

  private MetricChart(Canvas canvas, MetricResponse metric) {
    this.canvas = canvas;
    this.metric = metric;
  }

  /**
   * The metric as an SVG document; the same bytes for the same metric.
   *
   * @param width in pixels; the height follows
   */
  public static String draw(MetricResponse metric, int width, Scheme scheme) {
    Canvas canvas = new Canvas("chart-" + metric.slug(), width, scheme);
    MetricChart chart = new MetricChart(canvas, metric);
    chart.head();
    chart.panels();
    chart.changes();
    chart.foot();
    return canvas.svg(metric.title(), chart.description());
  }

  private void head() {
    canvas.paragraph(metric.title(), TITLE, true, Ink.TEXT);
    String about = about();
    if (!about.isEmpty()) {
      canvas.down(2);
      canvas.paragraph(about, LABEL, false, Ink.QUIET);
    }
    canvas.down(12);
  }

  /** What all figures have in common; that they are actual ones goes without saying. */
  private String about() {
    List<String> common = Panel.shared(metric.observations());
    return Wording.sentence(
        metric.observations().stream().findFirst().map(Wording::context).orElse(List.of()).stream()
            .filter(part -> common.contains(part) && !part.equals(Panel.ACTUAL))
            .toList());
  }

  private void panels() {
    List<Panel> panels = Panel.of(metric);
    if (panels.isEmpty()) {
      canvas.open(Form.REPORTED);
      metric.reportedChanges().forEach(this::reported);
      canvas.paragraph(metric.statement(), BODY, false, Ink.TEXT);
      canvas.close();
    }
    for (int i = 0; i < panels.size(); i++) {
      if (i > 0) {
        canvas.down(4);
        canvas.line(canvas.left(), canvas.y(), canvas.right(), canvas.y(), Ink.RULE, 1, "2 4");
        canvas.down(12);
      }
      canvas.open(panels.get(i).form());
      panel(panels.get(i));
      canvas.close();
    }
    if (panels.size() > 1) {
      canvas.down(4);
      canvas.paragraph("Shown apart: not to be compared by length.", SMALL, false, Ink.QUIET);
    }
  }

  private void panel(Panel panel) {
    if (!panel.about().isEmpty()) {
      canvas.paragraph(panel.about(), LABEL, false, Ink.QUIET);
      canvas.down(4);
    }
    switch (panel.form()) {
      case LADDER ->
          new Ladder(canvas, Objects.requireNonNull(metric.scale()), panel.data()).draw();
      case SERIES -> {
        Series series = new Series(canvas, panel.data());
        if (series.fits()) {
          series.draw();
        } else {
          new Bars(canvas, panel.data()).draw();
        }
      }
      case DOTS -> dots(panel.data().get(0));
      case NUMBER -> panel.data().forEach(datum -> number(datum, size(panel.data())));
      case WORDS -> {
        panel.data().forEach(datum -> words(datum, size(panel.data())));
        canvas.paragraph(metric.statement(), BODY, false, Ink.TEXT);
      }
      case REPORTED -> throw new IllegalArgumentException("There is no observation to draw");
      case BEFORE_AFTER, TARGETS, SHARE, RANGE, PARTS, COMPARISON ->
          new Bars(canvas, panel.data()).draw();
    }
  }

  private void number(Datum datum, double size) {
    large(datum, size);
    Qualifier qualifier = datum.qualifier();
    if (qualifier != Qualifier.EXACT) {
      double length = Math.min(150, canvas.inner() - 2 * Mark.REACH);
      canvas.down(2);
      canvas.rectangle(canvas.left(), canvas.y() + 2, length, 6, Ink.FIGURE, Ink.FIGURE, "");
      Mark.atEnd(canvas, qualifier, canvas.left() + length, canvas.y(), 10);
      canvas.down(14);
    }
    canvas.down(6);
  }

  private void words(Datum datum, double size) {
    large(datum, size);
    canvas.down(8);
  }

  /** As large as the line of each of the values allows. */
  private double size(List<Datum> data) {
    double most = data.get(0).isNumber() ? LARGE[0] : LARGE[2];
    return Arrays.stream(LARGE)
        .filter(size -> size <= most)
        .filter(
            size ->
                data.stream()
                    .allMatch(datum -> Lines.width(datum.value(), size, true) <= canvas.inner()))
        .findFirst()
        .orElse(LARGE[LARGE.length - 1]);
  }

  /** A value under its label. */
  private void large(Datum datum, double size) {
    if (!datum.label().isEmpty()) {
      canvas.paragraph(datum.label(), LABEL, false, Ink.TEXT);
    }
    canvas.paragraph(datum.value(), size, true, Ink.TEXT);
  }

  private void dots(Datum datum) {
    large(datum, size(List.of(datum)));
    Figure figure = datum.figure();
    int filled = Objects.requireNonNull(figure.numerator()).intValueExact();
    int all = Objects.requireNonNull(figure.denominator()).intValueExact();
    double step = Math.min(34, canvas.inner() / Math.min(all, DOTS_IN_A_ROW));
    double radius = step * 0.38;
    canvas.down(6);
    for (int i = 0; i < all; i++) {
      int row = i / DOTS_IN_A_ROW;
      double x = canvas.left() + step * (i % DOTS_IN_A_ROW + 0.5);
      double middle = canvas.y() + step * (row + 0.5);
      boolean last = i == filled - 1;
      if (last && figure.qualifier() != Qualifier.EXACT) {
        canvas.hatchedCircle(x, middle, radius);
      } else {
        canvas.circle(x, middle, radius, i < filled ? Ink.FIGURE : Ink.PAPER, Ink.FIGURE, "");
      }
    }
    int rows = (all + DOTS_IN_A_ROW - 1) / DOTS_IN_A_ROW;
    canvas.down(step * rows + 4);
    canvas.paragraph("%d of %d".formatted(filled, all), SMALL, false, Ink.QUIET);
    canvas.down(4);
  }

  private void reported(ReportedChange change) {
    String context = Wording.context(change);
    if (!context.isEmpty()) {
      canvas.paragraph(context, LABEL, false, Ink.QUIET);
    }
    canvas.paragraph(Wording.reported(change), 22, true, Ink.TEXT);
    canvas.down(8);
  }

  private void changes() {
    for (String change : Wording.changes(metric)) {
      canvas.down(4);
      canvas.paragraph(change, BODY, true, Ink.TEXT);
    }
  }

  private void foot() {
    canvas.down(8);
    for (String note : notes()) {
      canvas.paragraph(note, SMALL, false, Ink.QUIET);
      canvas.down(2);
    }
    canvas.down(4);
    canvas.paragraph(source(), SMALL, false, Ink.QUIET);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    List<String> common = Panel.shared(metric.observations());
    List<String> remarks =
        metric.observations().stream().findFirst().map(Wording::remarks).orElse(List.of()).stream()
            .filter(common::contains)
            .toList();
    if (!remarks.isEmpty()) {
      notes.add(Wording.sentence(remarks) + ".");
    }
    if (!metric.caveats().isEmpty()) {
      int caveats = metric.caveats().size();
      notes.add(
          (caveats == 1 ? "Note: " : "Note 1 of %d: ".formatted(caveats))
              + metric.caveats().get(0));
    }
    return notes;
  }

  private String source() {
    return "Source: %s (Casebook)".formatted(metric.caseStudy().title());
  }

  private static Stream<String> description(Panel panel) {
    Stream<String> about = panel.about().isEmpty() ? Stream.of() : Stream.of(panel.about() + ".");
    return Stream.concat(
        about,
        panel.data().stream()
            .map(
                datum ->
                    (datum.label().isEmpty() ? "" : datum.label() + ": ") + datum.value() + "."));
  }

  /** All that the picture shows, for who does not see it. */
  private String description() {
    Stream<String> figures = Panel.of(metric).stream().flatMap(MetricChart::description);
    Stream<String> changes =
        metric.observations().isEmpty()
            ? metric.reportedChanges().stream().map(change -> Wording.reported(change) + ".")
            : Stream.of();
    String about = about();
    return Stream.of(
            Stream.of(metric.statement()),
            about.isEmpty() ? Stream.<String>of() : Stream.of(about + "."),
            figures,
            changes,
            Wording.changes(metric).stream(),
            notes().stream(),
            Stream.of(source() + "."))
        .flatMap(part -> part)
        .reduce((one, other) -> one + " " + other)
        .orElseThrow();
  }
}
