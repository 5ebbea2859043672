package uk.casebook.register;

import java.util.List;
import java.util.Map;

/**
 * What the register is.
 *
 * @param attribution the sources that a copy has to credit
 * @param links where everything is, by name
 */
public record RegisterResponse(
    String name,
    String description,
    Licence licence,
    List<Attribution> attribution,
    Counts counts,
    Map<String, String> links) {

  /** The terms that something may be used under. */
  public record Licence(String name, String url) {}

  /**
   * A source to credit.
   *
   * @param text the words to use
   */
  public record Attribution(String source, Licence licence, String text) {}

  /** How much the register holds. */
  public record Counts(
      long caseStudies, long metrics, long observations, long councils, long organisations) {}
}
