package uk.casebook.chart;

import java.util.Locale;

/** The colours by what they are for, each for light and for dark paper. */
enum Ink {
  PAPER("#ffffff", "#14181d"),
  TEXT("#1b1f24", "#f0f3f6"),
  QUIET("#57606a", "#a9b4c0"),
  FIGURE("#1d5fa8", "#6cb0f5"),
  PALE("#d3e3f4", "#1d3a57"),
  RULE("#7d8791", "#7a8590"),
  AIM("#9a3412", "#f2a66d");

  private final String light;
  private final String dark;

  Ink(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  /** The colour as {@code #rrggbb}; that of light paper where the reader decides. */
  String in(Scheme scheme) {
    return scheme == Scheme.DARK ? dark : light;
  }

  /** What the style sheet calls it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
