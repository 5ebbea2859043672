package uk.casebook.webhook;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that is asked for.
 *
 * @param url where messages are sent
 * @param description what it is for; no personal data
 */
public record WebhookRequest(String url, @Nullable String description, WebhookFilter filter) {

  /** Without a filter it is told of everything. */
  public WebhookRequest {
    filter = Objects.requireNonNullElse(filter, WebhookFilter.ALL);
  }

  /** Keeps the address out of logs: whoever knows it may be able to write there. */
  @Override
  public String toString() {
    return "WebhookRequest[…]";
  }
}
