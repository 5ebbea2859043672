package uk.casebook.chart;

/** Which colours a picture is drawn in. */
public enum Scheme {
  /** Light, or dark where the reader's device is set to dark. */
  AUTO,
  LIGHT,
  DARK
}
