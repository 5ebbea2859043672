package uk.casebook.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.identity.Caller;

/**
 * Where somebody wants to be told of changes, and how far that has come. A message is kept as it
 * was made until it has arrived, so that each attempt sends the same bytes under the same id. The
 * secret is kept as it is, since messages are signed with it: whoever reads the database can sign
 * messages, and learns nothing else by it.
 */
@Entity
@Table(name = "webhook")
@DynamicUpdate // the service may change no other columns than the ones it does
class Webhook {

  /** How long messages are signed with a secret that was replaced, too. */
  private static final Duration REPLACED_SECRET_HOLDS = Duration.ofDays(1);

  @Id private UUID id;
  private String caller;

  @Column(name = "organisation_id")
  private @Nullable UUID organisationId;

  private String url;
  private @Nullable String description;

  @JdbcTypeCode(SqlTypes.JSON)
  private WebhookFilter filter;

  private String secret;

  @Column(name = "replaced_secret")
  private @Nullable String replacedSecret;

  @Column(name = "replaced_secret_until")
  private @Nullable Instant replacedSecretUntil;

  private WebhookStatus status;

  @Column(name = "pause_reason")
  private @Nullable PauseReason pauseReason;

  private long position;

  @Column(name = "message_id")
  private @Nullable String messageId;

  private @Nullable String message;

  @Column(name = "message_position")
  private @Nullable Long messagePosition;

  private int failures;

  @Column(name = "failed_at")
  private @Nullable Instant failedAt;

  @Column(name = "failure_reason")
  private @Nullable FailureReason failureReason;

  @Column(name = "failure_status_code")
  private @Nullable Integer failureStatusCode;

  @Column(name = "delivered_at")
  private @Nullable Instant deliveredAt;

  @Column(name = "due_at")
  private Instant dueAt;

  private @Nullable UUID lease;

  @Column(name = "leased_until")
  private @Nullable Instant leasedUntil;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected Webhook() {}

  /**
   * One that is told of what comes behind a position.
   *
   * @param caller that it belongs to
   */
  Webhook(
      UUID id,
      Caller caller,
      WebhookContent content,
      SigningSecret secret,
      long position,
      Instant now) {
    this.id = id;
    this.caller = caller.name();
    this.organisationId = caller.organisationId();
    this.url = content.url();
    this.description = content.description();
    this.filter = content.filter();
    this.secret = secret.text();
    this.status = WebhookStatus.ACTIVE;
    this.position = position;
    this.dueAt = now;
    this.createdAt = now;
  }

  /** Says this from now on. A message that was made for something else is made anew. */
  void write(WebhookContent content, Instant now) {
    if (!url.equals(content.url()) || !filter.equals(content.filter())) {
      forgetMessage();
      failures = 0;
      dueAt = now;
    }
    url = content.url();
    description = content.description();
    filter = content.filter();
  }

  /** Signs with another secret; for a day with the one before, too. */
  void replaceSecret(SigningSecret other, Instant now) {
    replacedSecret = secret;
    replacedSecretUntil = now.plus(REPLACED_SECRET_HOLDS);
    secret = other.text();
  }

  /**
   * Tells again what could not be told.
   *
   * @param by takes it over if the key that it belonged to is not valid any more
   */
  void resume(Caller by, Instant now) {
    if (status != WebhookStatus.PAUSED) {
      throw ProblemException.of(
          ProblemType.CONFLICT, "The webhook is active; only a paused one can be resumed.");
    }
    if (pauseReason == PauseReason.KEY_NOT_VALID) {
      caller = by.name();
    }
    status = WebhookStatus.ACTIVE;
    pauseReason = null;
    failures = 0;
    dueAt = now;
  }

  void pause(PauseReason reason) {
    status = WebhookStatus.PAUSED;
    pauseReason = reason;
    release();
  }

  /** Whether whoever holds this lease may send now. */
  boolean isLeasedTo(UUID holder) {
    return holder.equals(lease);
  }

  /** Gives the lease back. */
  void release() {
    lease = null;
    leasedUntil = null;
  }

  /** Nothing up to a position has to be told. */
  void pass(long to) {
    position = to;
    release();
  }

  /** Has this to tell, up to a position. */
  void tell(String newMessageId, String newMessage, long to) {
    messageId = newMessageId;
    message = newMessage;
    messagePosition = to;
  }

  /** What is to be sent, if there is something. */
  Optional<Delivery> delivery(Instant now) {
    String knownId = messageId;
    String known = message;
    return knownId == null || known == null
        ? Optional.empty()
        : Optional.of(new Delivery(id, url, knownId, known, failures, secrets(now)));
  }

  private List<SigningSecret> secrets(Instant now) {
    SigningSecret current = new SigningSecret(secret);
    String replaced = replacedSecret;
    return replaced != null && replacedSecretUntil != null && now.isBefore(replacedSecretUntil)
        ? List.of(current, new SigningSecret(replaced))
        : List.of(current);
  }

  /** Whether a message is still the one to be told. */
  boolean tells(String sentMessageId) {
    return sentMessageId.equals(messageId);
  }

  /** The message arrived. */
  void delivered(Instant now) {
    if (messagePosition != null) {
      position = messagePosition;
    }
    forgetMessage();
    failures = 0;
    deliveredAt = now;
    dueAt = now;
    release();
  }

  /** The message did not arrive, and is to be tried again at an instant. */
  void failed(FailureReason reason, @Nullable Integer statusCode, Instant again, Instant now) {
    failures++;
    failedAt = now;
    failureReason = reason;
    failureStatusCode = statusCode;
    dueAt = again;
    release();
  }

  private void forgetMessage() {
    messageId = null;
    message = null;
    messagePosition = null;
  }

  WebhookContent content() {
    return new WebhookContent(url, description, filter);
  }

  UUID id() {
    return id;
  }

  String caller() {
    return caller;
  }

  @Nullable UUID organisationId() {
    return organisationId;
  }

  String url() {
    return url;
  }

  @Nullable String description() {
    return description;
  }

  WebhookFilter filter() {
    return filter;
  }

  SigningSecret secret() {
    return new SigningSecret(secret);
  }

  WebhookStatus status() {
    return status;
  }

  @Nullable PauseReason pauseReason() {
    return pauseReason;
  }

  long position() {
    return position;
  }

  int failures() {
    return failures;
  }

  @Nullable Instant failedAt() {
    return failedAt;
  }

  @Nullable FailureReason failureReason() {
    return failureReason;
  }

  @Nullable Integer failureStatusCode() {
    return failureStatusCode;
  }

  @Nullable Instant deliveredAt() {
    return deliveredAt;
  }

  Instant dueAt() {
    return dueAt;
  }

  Instant createdAt() {
    return createdAt;
  }
}
