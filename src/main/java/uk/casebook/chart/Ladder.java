package uk.casebook.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import uk.casebook.metric.Role;
import uk.casebook.metric.Scale;

/** Ratings on the ladder of their scale: the best on top. */
final class Ladder {

  private static final double NAME = 14;
  private static final double LABEL = 13;
  private static final double GUTTER = 26;
  private static final double PADDING = 8;
  private static final double WIDEST_RUNG = 260;
  private static final double LOWEST_RUNG = 34;

  private final Canvas canvas;
  private final Scale scale;
  private final List<Datum> data;
  private final double left;
  private final double column;
  private final double labelsAt;
  private final double room;

  /** Whether what is said of a rung stands beside it, rather than in it. */
  private final boolean beside;

  Ladder(Canvas canvas, Scale scale, List<Datum> data) {
    this.canvas = canvas;
    this.scale = scale;
    this.data = data;
    this.left = canvas.left() + GUTTER;
    double inner = canvas.right() - left;
    double narrow =
        Math.max(
            Math.min(inner * 0.45, WIDEST_RUNG),
            longestWord(scale.values().stream(), NAME, true) + 2 * PADDING + 4);
    double spare = inner - narrow - 12;
    this.beside = spare >= longestWord(data.stream().map(Ladder::label), LABEL, false);
    this.column = beside ? narrow : inner;
    this.labelsAt = beside ? left + narrow + 12 : left + PADDING + 4;
    this.room = beside ? spare : inner - 2 * PADDING - 4;
  }

  private static double longestWord(Stream<String> texts, double size, boolean bold) {
    return texts.mapToDouble(text -> Lines.longestWord(text, size, bold)).max().orElse(0);
  }

  void draw() {
    canvas.paragraph(scale.name() + ", the best on top", 12, false, Ink.QUIET);
    canvas.down(6);
    double[] middles = new double[scale.values().size()];
    for (int rung = middles.length - 1; rung >= 0; rung--) {
      double top = canvas.y();
      rung(scale.values().get(rung), at(rung));
      middles[rung] = (top + canvas.y()) / 2;
      canvas.down(5);
    }
    marks(middles);
    canvas.down(4);
  }

  private List<Datum> at(int rung) {
    return data.stream().filter(datum -> Panel.rung(scale, datum) == rung).toList();
  }

  private void rung(String name, List<Datum> here) {
    boolean empty = here.isEmpty();
    double nameRoom = column - 2 * PADDING - 4;
    double nameHigh = Canvas.height(name, nameRoom, NAME, !empty);
    double labelsHigh =
        here.stream().mapToDouble(datum -> Canvas.height(label(datum), room, LABEL, false)).sum();
    double text = beside ? Math.max(nameHigh, labelsHigh) : nameHigh + labelsHigh;
    double high = Math.max(text + 2 * PADDING, LOWEST_RUNG);
    double top = canvas.y();
    boolean reached = here.stream().anyMatch(datum -> datum.role() == Role.ACTUAL);
    canvas.rectangle(
        left,
        top,
        column,
        high,
        empty ? Ink.PAPER : Ink.PALE,
        empty ? Ink.RULE : Ink.FIGURE,
        empty || reached ? "" : "5 3");
    if (reached) {
      canvas.rectangle(left, top, 6, high, Ink.FIGURE, Ink.FIGURE, "");
    }
    double nameTop = top + (high - (beside ? nameHigh : text)) / 2;
    canvas.lines(
        name, left + PADDING + 4, nameTop, nameRoom, NAME, !empty, empty ? Ink.QUIET : Ink.TEXT);
    double y = beside ? top + (high - labelsHigh) / 2 : nameTop + nameHigh;
    for (Datum datum : here) {
      y += canvas.lines(label(datum), labelsAt, y, room, LABEL, false, Ink.TEXT);
    }
    canvas.down(high);
  }

  private static String label(Datum datum) {
    return datum.label().isEmpty() ? Panel.ACTUAL : datum.label();
  }

  /**
   * A ring at the baseline, a disc at what was reached, an arrow from one to the other, and a
   * diamond at what is neither.
   */
  private void marks(double[] middles) {
    double x = canvas.left() + 10;
    Optional<Double> from = at(Role.BASELINE, middles).findFirst();
    Optional<Double> to = at(Role.ACTUAL, middles).reduce((one, later) -> later);
    if (from.isPresent() && to.isPresent() && !from.equals(to)) {
      double down = Math.signum(to.get() - from.get());
      double tip = to.get() - down * 10;
      canvas.line(x, from.get(), x, tip - down * 6, Ink.FIGURE, 2, "");
      canvas.shape(Ink.FIGURE, Ink.FIGURE, x - 5, tip - down * 7, x, tip, x + 5, tip - down * 7);
    }
    at(Role.BASELINE, middles).forEach(y -> canvas.circle(x, y, 8, Ink.PAPER, Ink.FIGURE, ""));
    at(Role.ACTUAL, middles).forEach(y -> canvas.circle(x, y, 5, Ink.FIGURE, Ink.FIGURE, ""));
    for (Role role : List.of(Role.TARGET, Role.FORECAST, Role.COMPARATOR, Role.LIMIT)) {
      at(role, middles).forEach(y -> canvas.diamond(x, y, Ink.AIM));
    }
  }

  private Stream<Double> at(Role role, double[] middles) {
    return data.stream()
        .filter(datum -> datum.role() == role)
        .map(datum -> middles[Panel.rung(scale, datum)]);
  }
}
