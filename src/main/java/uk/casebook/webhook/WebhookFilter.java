package uk.casebook.webhook;

import java.util.List;
import uk.casebook.contract.Bodies;

/**
 * Which changes a webhook is told of: alternatives within a list, all lists together. An empty list
 * asks for nothing.
 *
 * @param type resources, such as {@code case-study}
 * @param council councils by slug, id or GSS code, as they were named; those they replaced count
 * @param theme codes
 * @param topic codes
 */
public record WebhookFilter(
    List<String> type, List<String> council, List<String> theme, List<String> topic) {

  /** Asks for nothing. */
  static final WebhookFilter ALL = new WebhookFilter(List.of(), List.of(), List.of(), List.of());

  /** What is left out asks for nothing. */
  public WebhookFilter {
    type = Bodies.orEmpty(type);
    council = Bodies.orEmpty(council);
    theme = Bodies.orEmpty(theme);
    topic = Bodies.orEmpty(topic);
  }
}
