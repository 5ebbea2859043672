package uk.casebook.search;

/** Turns a headline of PostgreSQL into HTML. */
final class Snippet {
  /** Stands in a headline before a word that was found: a character of the private use area. */
  static final String START = "\uE000";

  /** Stands in a headline behind a word that was found. */
  static final String STOP = "\uE001";

  private Snippet() {}

  /**
   * The headline with its words as {@code <mark>} elements and everything else escaped, on one
   * line.
   */
  static String html(String headline) {
    return headline
        .replaceAll("\\s+", " ")
        .strip()
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace(START, "<mark>")
        .replace(STOP, "</mark>");
  }
}
