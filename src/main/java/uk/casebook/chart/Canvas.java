package uk.casebook.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is being drawn, from top to bottom. Colours are presentation attributes, so that a picture
 * is right where style sheets are refused; only the change to dark needs one.
 */
final class Canvas {

  static final int MARGIN = 16;

  private static final double LEADING = 1.35;

  /** The part of a line's height that is above the baseline of its letters. */
  private static final double ASCENT = 1.02;

  private final StringBuilder body = new StringBuilder();
  private final String id;
  private final int width;
  private final Scheme scheme;
  private double y = MARGIN;

  Canvas(String id, int width, Scheme scheme) {
    this.id = id;
    this.width = width;
    this.scheme = scheme;
  }

  double left() {
    return MARGIN;
  }

  double right() {
    return width - MARGIN;
  }

  double inner() {
    return width - 2.0 * MARGIN;
  }

  /** How far down it is drawn. */
  double y() {
    return y;
  }

  void down(double by) {
    y += by;
  }

  /** Text over the whole width, wrapped, below what is there. */
  void paragraph(String text, double size, boolean bold, Ink ink) {
    y += lines(text, left(), y, inner(), size, bold, ink);
  }

  /** Text wrapped to a column; answers its height. */
  double lines(
      String text, double x, double top, double column, double size, boolean bold, Ink ink) {
    List<String> lines = Lines.wrap(text, column, size, bold);
    for (int i = 0; i < lines.size(); i++) {
      text(lines.get(i), x, top + size * (ASCENT + i * LEADING), size, bold, ink, "start");
    }
    return lines.size() * size * LEADING;
  }

  /** The height of a text that is wrapped to a column. */
  static double height(String text, double column, double size, boolean bold) {
    return Lines.wrap(text, column, size, bold).size() * size * LEADING;
  }

  /**
   * One line of text.
   *
   * @param y of the line that the letters stand on
   * @param anchor {@code start}, {@code middle} or {@code end}: what x is of the text
   */
  void text(String text, double x, double y, double size, boolean bold, Ink ink, String anchor) {
    body.append("<text")
        .append(attribute("x", x))
        .append(attribute("y", y))
        .append(attribute("font-size", size))
        .append(bold ? " font-weight=\"700\"" : "")
        .append(anchor.equals("start") ? "" : attribute("text-anchor", anchor))
        .append(paint(ink, null))
        .append('>')
        .append(escaped(text))
        .append("</text>\n");
  }

  /** Text on top of lines: they are wiped out around its letters. */
  void textOverLines(String text, double x, double y, double size, Ink ink) {
    body.append("<text")
        .append(attribute("x", x))
        .append(attribute("y", y))
        .append(attribute("font-size", size))
        .append(" font-weight=\"700\" text-anchor=\"middle\" stroke-width=\"5\"")
        .append(" stroke-linejoin=\"round\" paint-order=\"stroke\"")
        .append(paint(ink, Ink.PAPER))
        .append('>')
        .append(escaped(text))
        .append("</text>\n");
  }

  void line(double x1, double y1, double x2, double y2, Ink ink, double thick, String dashes) {
    body.append("<path")
        .append(attribute("d", path("M", x1, y1) + path("L", x2, y2)))
        .append(stroke(thick, dashes))
        .append(paint(null, ink))
        .append("/>\n");
  }

  void rectangle(
      double x,
      double top,
      double wide,
      double high,
      @Nullable Ink fill,
      @Nullable Ink edge,
      String dashes) {
    body.append("<rect").append(box(x, top, wide, high));
    body.append(edge == null ? "" : stroke(1.5, dashes)).append(paint(fill, edge)).append("/>\n");
  }

  /** A rectangle that is filled with stripes. */
  void hatched(double x, double top, double wide, double high, String dashes) {
    body.append("<rect")
        .append(box(x, top, wide, high))
        .append(attribute("fill", "url(#" + id + "-hatch)"))
        .append(stroke(1.5, dashes))
        .append(paint(null, Ink.FIGURE).replace(" fill=\"none\"", ""))
        .append("/>\n");
  }

  /** A closed shape through points, given as x and y in turn. */
  void shape(Ink fill, Ink edge, double... points) {
    StringBuilder d = new StringBuilder();
    for (int i = 0; i < points.length; i += 2) {
      d.append(path(i == 0 ? "M" : "L", points[i], points[i + 1]));
    }
    body.append("<path")
        .append(attribute("d", d + "Z"))
        .append(stroke(2, ""))
        .append(paint(fill, edge))
        .append("/>\n");
  }

  /** A hollow diamond: what stands beside the figures, rather than among them. */
  void diamond(double x, double middle, Ink edge) {
    shape(Ink.PAPER, edge, x - 8, middle, x, middle - 8, x + 8, middle, x, middle + 8);
  }

  void circle(double x, double middle, double radius, Ink fill, Ink edge, String dashes) {
    body.append("<circle")
        .append(attribute("cx", x))
        .append(attribute("cy", middle))
        .append(attribute("r", radius))
        .append(stroke(2, dashes))
        .append(paint(fill, edge))
        .append("/>\n");
  }

  void hatchedCircle(double x, double middle, double radius) {
    body.append("<circle")
        .append(attribute("cx", x))
        .append(attribute("cy", middle))
        .append(attribute("r", radius))
        .append(attribute("fill", "url(#" + id + "-hatch)"))
        .append(stroke(2, ""))
        .append(paint(null, Ink.FIGURE).replace(" fill=\"none\"", ""))
        .append("/>\n");
  }

  /** What follows belongs to one panel of this form. */
  void open(Form form) {
    body.append("<g").append(attribute("data-form", form.code())).append(">\n");
  }

  void close() {
    body.append("</g>\n");
  }

  /** The whole document. */
  String svg(String title, String description) {
    double height = Math.ceil(y + MARGIN);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\""
        + attribute("viewBox", "0 0 %d %s".formatted(width, number(height)))
        + attribute("width", width)
        + attribute("height", height)
        + attribute("role", "img")
        + attribute("aria-labelledby", id + "-title " + id + "-desc")
        + attribute("id", id)
        + attribute("font-family", "system-ui, sans-serif")
        + ">\n<title"
        + attribute("id", id + "-title")
        + ">"
        + escaped(title)
        + "</title>\n<desc"
        + attribute("id", id + "-desc")
        + ">"
        + escaped(description)
        + "</desc>\n"
        + style()
        + hatch()
        + "<rect"
        + box(0, 0, width, height)
        + paint(Ink.PAPER, null)
        + "/>\n"
        + body
        + "</svg>\n";
  }

  private String style() {
    if (scheme != Scheme.AUTO) {
      return "";
    }
    return Arrays.stream(Ink.values())
        .map(
            ink ->
                "#%1$s .fill-%2$s{fill:%3$s}#%1$s .edge-%2$s{stroke:%3$s}"
                    .formatted(id, ink.code(), ink.in(Scheme.DARK)))
        .collect(
            Collectors.joining(
                "\n", "<style>\n@media (prefers-color-scheme:dark){\n", "\n}\n</style>\n"));
  }

  private String hatch() {
    if (body.indexOf("-hatch)") < 0) {
      return "";
    }
    return "<pattern"
        + attribute("id", id + "-hatch")
        + " width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\""
        + " patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\""
        + paint(Ink.PAPER, null)
        + "/><rect width=\"3\" height=\"6\""
        + paint(Ink.FIGURE, null)
        + "/></pattern>\n";
  }

  private String paint(@Nullable Ink fill, @Nullable Ink edge) {
    String attributes =
        attribute("fill", fill == null ? "none" : fill.in(scheme))
            + (edge == null ? "" : attribute("stroke", edge.in(scheme)));
    if (scheme != Scheme.AUTO) {
      return attributes;
    }
    String classes =
        (fill == null ? "" : "fill-" + fill.code() + " ")
            + (edge == null ? "" : "edge-" + edge.code());
    return attributes + attribute("class", classes.strip());
  }

  private static String stroke(double thick, String dashes) {
    return attribute("stroke-width", thick)
        + (dashes.isEmpty() ? "" : attribute("stroke-dasharray", dashes));
  }

  private static String box(double x, double top, double wide, double high) {
    return attribute("x", x)
        + attribute("y", top)
        + attribute("width", wide)
        + attribute("height", high);
  }

  private static String path(String command, double x, double y) {
    return command + number(x) + " " + number(y);
  }

  private static String attribute(String name, double value) {
    return attribute(name, number(value));
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + escaped(value) + "\"";
  }

  /** Tenths of a pixel are as fine as anybody sees. */
  private static String number(double value) {
    long tenths = Math.round(value * 10);
    String whole = Long.toString(tenths / 10);
    return tenths % 10 == 0
        ? whole
        : (tenths < 0 && tenths > -10 ? "-" : "") + whole + "." + Math.abs(tenths % 10);
  }

  /** What XML cannot hold becomes the replacement character. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(character) ? character : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  private static boolean isXml(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
