package uk.casebook.chart;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import uk.casebook.metric.Headline;
import uk.casebook.metric.Qualifier;
import uk.casebook.metric.Role;

/** Figures below each other on one axis that begins at zero. */
final class Bars {

  private static final double LABEL = 13;
  private static final double VALUE = 15;
  private static final double THICK = 20;
  private static final double THIN = 12;
  private static final double GAP = 14;

  /** The most of a line that values beside their bars may take. */
  private static final double BESIDE = 0.4;

  private final Canvas canvas;
  private final List<Datum> data;
  private final double whole;
  private final double end;
  private final double length;
  private final boolean beside;

  Bars(Canvas canvas, List<Datum> data) {
    this.canvas = canvas;
    this.data = data.stream().sorted(Comparator.comparing(Datum::isMark)).toList();
    this.whole = Panel.whole(data);
    double highest = data.stream().mapToDouble(Datum::high).max().orElse(0);
    this.end = whole > 0 ? whole : highest > 0 ? highest : 1;
    double widest =
        data.stream().mapToDouble(datum -> Lines.width(datum.value(), VALUE, true)).max().orElse(0);
    boolean crossed =
        data.stream().anyMatch(Datum::isMark) && !data.stream().allMatch(Datum::isMark);
    this.beside = !crossed && widest <= canvas.inner() * BESIDE;
    this.length = canvas.inner() - Mark.REACH - (beside ? widest + 8 + 2 : 2);
  }

  void draw() {
    for (Datum datum : data) {
      if (!datum.label().isEmpty()) {
        canvas.paragraph(datum.label(), LABEL, false, Ink.TEXT);
      }
      if (!beside) {
        canvas.paragraph(datum.value(), VALUE, true, Ink.TEXT);
      }
      canvas.down(4);
      double high = datum.part() ? THIN : THICK;
      row(datum, canvas.y(), high);
      if (beside) {
        double from = whole > 0 ? canvas.left() + length : x(datum.high());
        canvas.text(
            datum.value(),
            from + Mark.REACH + 6,
            canvas.y() + high / 2 + VALUE * 0.36,
            VALUE,
            true,
            Ink.TEXT,
            "start");
      }
      canvas.down(high + GAP);
    }
    axis();
  }

  private double x(double value) {
    return canvas.left() + Math.max(0, value) / end * length;
  }

  private void row(Datum datum, double top, double high) {
    double middle = top + high / 2;
    double x = x(datum.high());
    if (whole > 0 && !datum.isMark() && datum.role() != Role.COMPARATOR) {
      canvas.rectangle(canvas.left(), top, length, high, Ink.PAPER, Ink.RULE, "");
    } else {
      canvas.line(
          canvas.left(),
          middle,
          whole > 0 ? canvas.left() + length : x,
          middle,
          Ink.RULE,
          1,
          "2 4");
    }
    switch (datum.role()) {
      case TARGET, LIMIT -> mark(datum, x, top, high);
      case COMPARATOR -> {
        canvas.line(canvas.left(), middle, x, middle, Ink.TEXT, 2, "");
        canvas.diamond(x, middle, Ink.TEXT);
        Mark.atEnd(canvas, datum.qualifier(), x + 6, top, high);
      }
      case BASELINE, ACTUAL, FORECAST -> bar(datum, x(datum.low()), x, top, high);
    }
    canvas.line(canvas.left(), top - 4, canvas.left(), top + high + 4, Ink.RULE, 1.5, "");
    if (!datum.isMark()) {
      for (Datum mark : data) {
        if (mark.isMark()) {
          double at = x(mark.high());
          canvas.line(at, top - 4, at, top + high + 4, Ink.PAPER, 5, "");
          canvas.line(at, top - 4, at, top + high + 4, Ink.AIM, 2, "4 2");
        }
      }
    }
  }

  private void bar(Datum datum, double from, double to, double top, double high) {
    double wide = Math.max(to - from, datum.high() > 0 ? 1 : 0);
    if (datum.role() == Role.FORECAST) {
      canvas.hatched(from, top, wide, high, "4 3");
    } else if (datum.role() == Role.BASELINE || datum.part()) {
      canvas.rectangle(from, top, wide, high, Ink.PALE, Ink.FIGURE, "");
    } else {
      canvas.rectangle(from, top, wide, high, Ink.FIGURE, Ink.FIGURE, "");
    }
    Mark.atEnd(canvas, datum.qualifier(), to, top, high);
    if (datum.isRange()) {
      for (double x : new double[] {from, to}) {
        canvas.line(x, top - 4, x, top + high + 4, Ink.TEXT, 2, "");
      }
    }
  }

  /** A target is a flag, a limit is a wall. */
  private void mark(Datum datum, double x, double top, double high) {
    double from = datum.isRange() ? x(datum.low()) : x;
    if (datum.isRange()) {
      canvas.rectangle(from, top + high / 2 - 3, x - from, 6, Ink.AIM, Ink.AIM, "");
    }
    for (double at : datum.isRange() ? new double[] {from, x} : new double[] {x}) {
      canvas.line(
          at, top - 4, at, top + high + 4, Ink.AIM, datum.role() == Role.LIMIT ? 5 : 2.5, "");
    }
    if (datum.role() == Role.TARGET && !datum.isRange()) {
      canvas.shape(Ink.AIM, Ink.AIM, x, top - 3, x - 11, top + 2, x, top + 7);
    }
    if (datum.qualifier() != Qualifier.APPROXIMATELY) {
      Mark.atEnd(canvas, datum.qualifier(), x, top, high);
    } else {
      canvas.hatched(x + 3, top, 9, high, "2 2");
    }
  }

  private void axis() {
    canvas.down(-GAP + 4);
    double line = canvas.y() + 11;
    boolean percent = data.get(0).unit().equals("percent");
    canvas.text(percent ? "0%" : "0", canvas.left(), line, 11, false, Ink.QUIET, "start");
    if (whole > 0) {
      String all =
          percent
              ? "100%"
              : data.get(0).isFraction() ? "all" : Headline.written(outOf(), data.get(0).unit());
      canvas.text(all, canvas.left() + length, line, 11, false, Ink.QUIET, "end");
    }
    canvas.down(16);
  }

  private BigDecimal outOf() {
    return Objects.requireNonNull(data.get(0).figure().outOf());
  }
}
