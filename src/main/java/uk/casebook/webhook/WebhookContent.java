package uk.casebook.webhook;

import org.jspecify.annotations.Nullable;

/** What a webhook's owner says of it. */
record WebhookContent(String url, @Nullable String description, WebhookFilter filter) {

  /** Keeps the address out of logs. */
  @Override
  public String toString() {
    return "WebhookContent[…]";
  }
}
