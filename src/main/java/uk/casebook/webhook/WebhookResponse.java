package uk.casebook.webhook;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it is read.
 *
 * @param organisation slug of the organisation whose callers share it
 * @param createdBy the caller that it belongs to
 * @param failures how often the message that is under way has failed
 * @param nextAttemptAt when it is tried again, while it is failing
 * @param secret what messages are signed with; only in the answer that it is made with
 */
public record WebhookResponse(
    UUID id,
    String url,
    @Nullable String description,
    WebhookFilter filter,
    WebhookStatus status,
    @Nullable PauseReason pauseReason,
    int failures,
    @Nullable Failure lastFailure,
    @Nullable Instant lastDeliveredAt,
    @Nullable Instant nextAttemptAt,
    @Nullable String organisation,
    String createdBy,
    Instant createdAt,
    String href,
    @Nullable String secret) {

  /**
   * Why a message did not arrive.
   *
   * @param statusCode what the receiver answered, if it did
   */
  public record Failure(Instant at, FailureReason reason, @Nullable Integer statusCode) {}

  static WebhookResponse from(Webhook webhook, Map<UUID, String> organisations) {
    UUID organisation = webhook.organisationId();
    return new WebhookResponse(
        webhook.id(),
        webhook.url(),
        webhook.description(),
        webhook.filter(),
        webhook.status(),
        webhook.pauseReason(),
        webhook.failures(),
        failure(webhook),
        webhook.deliveredAt(),
        webhook.status() == WebhookStatus.ACTIVE && webhook.failures() > 0 ? webhook.dueAt() : null,
        organisation == null ? null : organisations.get(organisation),
        webhook.caller(),
        webhook.createdAt(),
        "/v1/webhooks/" + webhook.id(),
        null);
  }

  private static @Nullable Failure failure(Webhook webhook) {
    Instant at = webhook.failedAt();
    FailureReason reason = webhook.failureReason();
    return at == null || reason == null
        ? null
        : new Failure(at, reason, webhook.failureStatusCode());
  }

  /** The same with the secret, this once. */
  WebhookResponse with(SigningSecret shown) {
    return new WebhookResponse(
        id,
        url,
        description,
        filter,
        status,
        pauseReason,
        failures,
        lastFailure,
        lastDeliveredAt,
        nextAttemptAt,
        organisation,
        createdBy,
        createdAt,
        href,
        shown.text());
  }

  /** Keeps the address and the secret out of logs. */
  @Override
  public String toString() {
    return "WebhookResponse[" + id + "]";
  }
}
