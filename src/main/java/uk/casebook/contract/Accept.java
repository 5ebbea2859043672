package uk.casebook.contract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses a format by an {@code Accept} field (RFC 9110, section 12.5.1). */
public final class Accept {

  private Accept() {}

  /**
   * The format that the caller likes best, the first offered among equals.
   *
   * @param accept the field as it came; null or blank accepts everything
   * @param offered media types without parameters, the preferred first
   * @return nothing if none of them is accepted
   */
  public static Optional<String> best(@Nullable String accept, List<String> offered) {
    if (accept == null || accept.isBlank() || accept.equals("*/*")) {
      return offered.stream().findFirst();
    }
    String[] ranges = accept.toLowerCase(Locale.ROOT).split(",", -1);
    String best = null;
    double highest = 0;
    for (String type : offered) {
      double quality = quality(type, ranges);
      if (quality > highest) {
        best = type;
        highest = quality;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The weight of the most specific range that has the type. */
  private static double quality(String type, String[] ranges) {
    double quality = 0;
    int specific = 0;
    for (String range : ranges) {
      int semicolon = range.indexOf(';');
      String name = (semicolon < 0 ? range : range.substring(0, semicolon)).strip();
      int match = specificity(type, name);
      if (match > specific) {
        specific = match;
        quality = semicolon < 0 ? 1 : weight(range.substring(semicolon + 1));
      }
    }
    return quality;
  }

  private static int specificity(String type, String range) {
    if (range.equals(type)) {
      return 3;
    }
    boolean sameGroup =
        range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1));
    return sameGroup ? 2 : range.equals("*/*") ? 1 : 0;
  }

  private static double weight(String parameters) {
    for (String parameter : parameters.split(";", -1)) {
      String[] parts = parameter.strip().split("=", 2);
      if (parts.length == 2 && parts[0].strip().equals("q")) {
        return weightOf(parts[1].strip());
      }
    }
    return 1;
  }

  /** Three decimals at most, as the grammar has it; what is malformed counts as no preference. */
  private static double weightOf(String text) {
    boolean wellFormed =
        !text.isEmpty()
            && text.length() <= 5
            && text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))
            && text.indexOf('.') == text.lastIndexOf('.')
            && !text.equals(".");
    return wellFormed ? Math.min(1, Double.parseDouble(text)) : 1;
  }
}
