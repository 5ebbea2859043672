package uk.casebook.chart;

import uk.casebook.metric.Qualifier;

/** How a drawing shows that a number is not exact, besides its words. */
final class Mark {

  /** How much room it takes beyond the end of what it stands at. */
  static final double REACH = 14;

  private Mark() {}

  /**
   * At the end of a bar: an arrow onwards for over, an arrow back for up to, an edge of stripes for
   * about.
   */
  static void atEnd(Canvas canvas, Qualifier qualifier, double x, double top, double high) {
    double middle = top + high / 2;
    double half = Math.max(high / 2, 5);
    switch (qualifier) {
      case EXACT -> {}
      case APPROXIMATELY -> canvas.hatched(x - 7, top, 14, high, "2 2");
      case OVER, AT_LEAST ->
          canvas.shape(
              Ink.FIGURE, Ink.FIGURE, x + 4, middle - half, x + 12, middle, x + 4, middle + half);
      case UNDER, UP_TO ->
          canvas.shape(
              Ink.PAPER, Ink.FIGURE, x + 12, middle - half, x + 4, middle, x + 12, middle + half);
    }
  }

  /** Above or below a point of a line. */
  static void atPoint(Canvas canvas, Qualifier qualifier, double x, double y) {
    switch (qualifier) {
      case EXACT -> {}
      case APPROXIMATELY -> canvas.circle(x, y, 9, Ink.PAPER, Ink.FIGURE, "2 2");
      case OVER, AT_LEAST ->
          canvas.shape(Ink.FIGURE, Ink.FIGURE, x - 5, y - 8, x, y - 14, x + 5, y - 8);
      case UNDER, UP_TO ->
          canvas.shape(Ink.PAPER, Ink.FIGURE, x - 5, y + 8, x, y + 14, x + 5, y + 8);
    }
  }
}
