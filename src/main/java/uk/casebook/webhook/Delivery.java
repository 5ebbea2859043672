package uk.casebook.webhook;

import java.util.List;
import java.util.UUID;

/**
 * A message to be sent.
 *
 * @param attempt counted from 0
 * @param secrets the one that holds, and for a day the one that it replaced
 */
record Delivery(
    UUID webhook,
    String url,
    String messageId,
    String body,
    int attempt,
    List<SigningSecret> secrets) {

  /** Keeps the address out of logs. */
  @Override
  public String toString() {
    return "Delivery[" + messageId + "]";
  }
}
