package uk.casebook.chart;

import java.util.ArrayList;
import java.util.List;
import uk.casebook.metric.Role;

/** Figures over time: points at true distances, joined by a line, above an axis from zero. */
final class Series {

  private static final double VALUE = 14;
  private static final double LABEL = 12;
  private static final double ROOM_ABOVE = 34;
  private static final double NARROWEST = 44;

  private final Canvas canvas;
  private final List<Datum> points;
  private final List<Datum> others;
  private final String line;
  private final double from;
  private final double to;
  private final double highest;
  private final double column;

  Series(Canvas canvas, List<Datum> data) {
    this.canvas = canvas;
    List<Datum> inTime = Panel.points(data);
    List<String> common = Panel.common(inTime);
    this.points = inTime.stream().map(point -> point.without(common)).toList();
    this.others = data.stream().filter(datum -> !inTime.contains(datum)).toList();
    common.removeAll(Panel.common(data));
    this.line = Wording.sentence(common);
    double margin = Math.min(100, canvas.inner() / 7);
    this.from = canvas.left() + margin;
    this.to = canvas.right() - margin;
    this.highest = Math.max(data.stream().mapToDouble(Datum::high).max().orElse(0), 1e-9);
    double narrowest = Double.MAX_VALUE;
    for (int i = 1; i < points.size(); i++) {
      narrowest = Math.min(narrowest, x(points.get(i)) - x(points.get(i - 1)));
    }
    this.column = Math.min(narrowest, 2 * margin) - 8;
  }

  /** Whether nothing that is written would lie on something else. */
  boolean fits() {
    return column >= NARROWEST
        && points.stream()
            .allMatch(
                point ->
                    Lines.width(point.value(), VALUE, true) <= column
                        && Lines.longestWord(point.label(), LABEL, false) <= column);
  }

  private double x(Datum datum) {
    double first = Panel.day(points.get(0));
    double last = Panel.day(points.get(points.size() - 1));
    double day = datum.day().orElse(last);
    return from + (Math.min(Math.max(day, first), last) - first) / (last - first) * (to - from);
  }

  void draw() {
    double high = canvas.inner() < 500 ? 130 : 180;
    double top = canvas.y() + ROOM_ABOVE;
    double bottom = top + high;
    canvas.line(canvas.left(), bottom, canvas.right(), bottom, Ink.RULE, 1.5, "");
    canvas.text("0", canvas.left(), bottom - 4, 11, false, Ink.QUIET, "start");
    for (Datum other : others) {
      beside(other, y(other, top, high));
    }
    for (int i = 1; i < points.size(); i++) {
      Datum point = points.get(i);
      Datum before = points.get(i - 1);
      canvas.line(
          x(before),
          y(before, top, high),
          x(point),
          y(point, top, high),
          Ink.FIGURE,
          2.5,
          point.role() == Role.FORECAST ? "6 4" : "");
    }
    double deepest = 0;
    for (Datum point : points) {
      double x = x(point);
      double y = y(point, top, high);
      canvas.line(x, bottom, x, bottom + 5, Ink.RULE, 1.5, "");
      Mark.atPoint(canvas, point.qualifier(), x, y);
      canvas.circle(
          x,
          y,
          5,
          point.role() == Role.ACTUAL ? Ink.FIGURE : Ink.PAPER,
          Ink.FIGURE,
          point.role() == Role.FORECAST ? "2 2" : "");
      canvas.textOverLines(point.value(), x, y - 18, VALUE, Ink.TEXT);
      List<String> label = Lines.wrap(point.label(), column, LABEL, false);
      for (int i = 0; i < label.size(); i++) {
        canvas.text(
            label.get(i), x, bottom + 20 + i * LABEL * 1.3, LABEL, false, Ink.TEXT, "middle");
      }
      deepest = Math.max(deepest, label.size() * LABEL * 1.3);
    }
    canvas.down(ROOM_ABOVE + high + 14 + deepest);
    key();
  }

  private double y(Datum datum, double top, double high) {
    return top + high - datum.high() / highest * high;
  }

  /** What is not a point of the line: a diamond beside its date, or a broken line for all time. */
  private void beside(Datum datum, double y) {
    if (datum.day().isPresent() && datum.role() == Role.COMPARATOR) {
      canvas.diamond(x(datum) + 18, y, Ink.TEXT);
    } else {
      canvas.line(canvas.left(), y, canvas.right(), y, ink(datum), 2, dashes(datum));
    }
  }

  private static Ink ink(Datum datum) {
    return datum.isMark() ? Ink.AIM : Ink.TEXT;
  }

  private static String dashes(Datum datum) {
    return datum.role() == Role.LIMIT ? "" : "8 4";
  }

  private void key() {
    if (!line.isEmpty()) {
      canvas.down(4);
      double middle = canvas.y() + LABEL * 0.68;
      canvas.line(canvas.left(), middle, canvas.left() + 26, middle, Ink.FIGURE, 2.5, "");
      canvas.circle(canvas.left() + 13, middle, 4, Ink.FIGURE, Ink.FIGURE, "");
      entry(line);
    }
    for (Datum datum : others) {
      canvas.down(4);
      double middle = canvas.y() + LABEL * 0.68;
      if (datum.day().isPresent() && datum.role() == Role.COMPARATOR) {
        canvas.diamond(canvas.left() + 12, middle, Ink.TEXT);
      } else {
        canvas.line(
            canvas.left(), middle, canvas.left() + 26, middle, ink(datum), 2, dashes(datum));
      }
      List<String> words = new ArrayList<>(List.of(datum.value()));
      if (!datum.label().isEmpty()) {
        words.add(datum.label());
      }
      entry(String.join(": ", words));
    }
    canvas.down(6);
  }

  private void entry(String text) {
    canvas.down(
        canvas.lines(
            text, canvas.left() + 34, canvas.y(), canvas.inner() - 34, LABEL, false, Ink.TEXT));
  }
}
