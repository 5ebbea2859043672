package uk.casebook.chart;

import java.util.ArrayList;
import java.util.List;
import uk.casebook.metric.Role;
import uk.casebook.metric.Scale;

/** Ratings on the ladder of their scale: the best on top. */
final class Ladder {

  private static final double NAME = 14;
  private static final double LABEL = 13;
  private static final double GUTTER = 26;
  private static final double PADDING = 8;

  private Ladder() {}

  static void draw(Canvas canvas, Scale scale, List<Datum> data) {
    double column =
        Math.max(
            Math.min(canvas.inner() * 0.42, 260),
            scale.values().stream()
                    .mapToDouble(value -> Lines.longestWord(value, NAME, true))
                    .max()
                    .orElse(0)
                + 2 * PADDING);
    column = Math.min(column, canvas.inner() * 0.6);
    double left = canvas.left() + GUTTER;
    double beside = left + column + 12;
    canvas.paragraph(scale.name() + ", the best on top", 12, false, Ink.QUIET);
    canvas.down(6);

    double[] middles = new double[data.size()];
    for (int rung = scale.values().size() - 1; rung >= 0; rung--) {
      String name = scale.values().get(rung);
      List<Datum> here = new ArrayList<>();
      for (Datum datum : data) {
        if (Panel.rung(scale, datum) == rung) {
          here.add(datum);
        }
      }
      List<String> labels = here.stream().map(Ladder::label).toList();
      double room = canvas.right() - beside;
      double written = Canvas.height(name, column - 2 * PADDING, NAME, !here.isEmpty());
      double told = 0;
      for (String label : labels) {
        told += Canvas.height(label, room, LABEL, false);
      }
      double high = Math.max(Math.max(written, told) + 2 * PADDING, 34);
      double top = canvas.y();
      boolean reached = here.stream().anyMatch(datum -> datum.role() != Role.BASELINE);
      canvas.rectangle(
          left,
          top,
          column,
          high,
          here.isEmpty() ? Ink.PAPER : Ink.PALE,
          here.isEmpty() ? Ink.RULE : Ink.FIGURE,
          here.isEmpty() || reached ? "" : "5 3");
      if (reached) {
        canvas.rectangle(left, top, 6, high, Ink.FIGURE, Ink.FIGURE, "");
      }
      canvas.lines(
          name,
          left + PADDING + 4,
          top + (high - written) / 2,
          column - 2 * PADDING,
          NAME,
          !here.isEmpty(),
          here.isEmpty() ? Ink.QUIET : Ink.TEXT);
      double y = top + (high - told) / 2;
      for (String label : labels) {
        y += canvas.lines(label, beside, y, room, LABEL, false, Ink.TEXT);
      }
      for (Datum datum : here) {
        middles[data.indexOf(datum)] = top + high / 2;
      }
      canvas.down(high + 5);
    }
    marks(canvas, data, middles);
    canvas.down(4);
  }

  private static String label(Datum datum) {
    return datum.label().isEmpty() ? Panel.ACTUAL : datum.label();
  }

  /** A ring at the baseline, a disc at what was reached, and an arrow from one to the other. */
  private static void marks(Canvas canvas, List<Datum> data, double[] middles) {
    double x = canvas.left() + 9;
    int first = -1;
    int last = -1;
    for (int i = 0; i < data.size(); i++) {
      first = data.get(i).role() == Role.BASELINE && first < 0 ? i : first;
      last = data.get(i).role() == Role.ACTUAL ? i : last;
    }
    if (first >= 0 && last >= 0 && middles[first] != middles[last]) {
      double toward = middles[last] < middles[first] ? -1 : 1;
      double tip = middles[last] - toward * 11;
      canvas.line(x, middles[first], x, tip - toward * 6, Ink.FIGURE, 2, "");
      canvas.shape(
          Ink.FIGURE, Ink.FIGURE, x - 5, tip - toward * 7, x, tip, x + 5, tip - toward * 7);
    }
    for (int i = 0; i < data.size(); i++) {
      boolean baseline = data.get(i).role() == Role.BASELINE;
      canvas.circle(x, middles[i], 7, baseline ? Ink.PAPER : Ink.FIGURE, Ink.FIGURE, "");
    }
  }
}
