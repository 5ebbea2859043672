package uk.casebook.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import uk.casebook.change.Change;

/**
 * What a receiver is told, in the envelope of Standard Webhooks: what has changed and where to read
 * it. No slug, since one is made of words.
 *
 * @param timestamp when the message was made
 */
record ChangesMessage(String type, Instant timestamp, Data data) {

  private static final Map<String, String> PATHS =
      Map.of(
          "case-study", "/v1/case-studies/",
          "metric", "/v1/metrics/",
          "organisation", "/v1/organisations/",
          "funding-programme", "/v1/funding-programmes/",
          "grant", "/v1/grants/");

  /**
   * The changes.
   *
   * @param position in the change log up to which there is no other change in the filter
   */
  record Data(UUID webhook, long position, List<Item> changes) {}

  record Item(
      long position, String resource, UUID id, String op, int version, Instant at, String href) {

    static Item from(Change change) {
      return new Item(
          change.position(),
          change.resource(),
          change.id(),
          change.op(),
          change.version(),
          change.at(),
          Objects.requireNonNull(PATHS.get(change.resource())) + change.id());
    }
  }

  static ChangesMessage from(UUID webhook, List<Change> changes, long position, Instant now) {
    return new ChangesMessage(
        "register.changed",
        now,
        new Data(webhook, position, changes.stream().map(Item::from).toList()));
  }
}
