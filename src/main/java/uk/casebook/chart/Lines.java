package uk.casebook.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide text is at most, and where it breaks. The reader's font is not known, so each character
 * counts as wide as in the widest of the usual sans-serif fonts.
 */
final class Lines {

  private static final String NARROW = " ijlI|!'.,:;";
  private static final String SLIM = "frt()[]{}/\\\"-–*";
  private static final String WIDE = "mMwW%@&—…";
  private static final double BOLD = 1.13;

  private Lines() {}

  /** The width of a text in pixels at most. */
  static double width(String text, double size, boolean bold) {
    double ems = text.codePoints().mapToDouble(Lines::ems).sum();
    return ems * size * (bold ? BOLD : 1);
  }

  private static double ems(int character) {
    if (NARROW.indexOf(character) >= 0) {
      return 0.37;
    }
    if (SLIM.indexOf(character) >= 0) {
      return 0.47;
    }
    if (WIDE.indexOf(character) >= 0) {
      return 1;
    }
    if (character < 0x250) {
      return Character.isUpperCase(character) ? 0.78 : 0.64;
    }
    return Character.isSupplementaryCodePoint(character) ? 1.4 : 1.05;
  }

  /** The lines of a text; a word that is longer than a line is broken. */
  static List<String> wrap(String text, double width, double size, boolean bold) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      String joined = line.isEmpty() ? word : line + " " + word;
      if (width(joined, size, bold) > width && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
        joined = word;
      }
      line.setLength(0);
      line.append(joined);
      while (width(line.toString(), size, bold) > width
          && line.codePointCount(0, line.length()) > 1) {
        int fits = fitting(line, width, size, bold);
        lines.add(line.substring(0, fits));
        line.delete(0, fits);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /**
   * How many characters of a word fit: up to a hyphen or slash in it, else as many as there are.
   */
  private static int fitting(CharSequence word, double width, double size, boolean bold) {
    int fits = Character.charCount(Character.codePointAt(word, 0));
    int atHyphen = 0;
    for (int end = fits;
        end <= word.length() && width(word.subSequence(0, end).toString(), size, bold) <= width; ) {
      fits = end;
      atHyphen = "-/".indexOf(word.charAt(end - 1)) >= 0 ? end : atHyphen;
      end += end < word.length() ? Character.charCount(Character.codePointAt(word, end)) : 1;
    }
    return atHyphen > 0 ? atHyphen : fits;
  }

  /** The width of the longest word. */
  static double longestWord(String text, double size, boolean bold) {
    double longest = 0;
    for (String word : text.strip().split("\\s+", -1)) {
      longest = Math.max(longest, width(word, size, bold));
    }
    return longest;
  }
}
