package uk.casebook.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.casebook.change.ChangeFilter;
import uk.casebook.change.ChangePage;
import uk.casebook.change.ChangeService;
import uk.casebook.contract.Violation;
import uk.casebook.database.ResourceId;
import uk.casebook.http.EnumCode;
import uk.casebook.identity.ApiKeyService;
import uk.casebook.organisation.OrganisationService;

/**
 * Finds out which webhooks have what to be told, and notes what came of it. Each of its
 * transactions is short, and nothing is sent in any of them.
 */
@ApplicationScoped
@Transactional
public class WebhookDeliveryService {

  /** How many changes one message tells of at most. */
  static final int MOST_CHANGES = 100;

  /** What retries are spread over, so that not all come back at once. */
  private static final double JITTER = 0.2;

  private final WebhookRepository webhooks;
  private final ChangeService changes;
  private final OrganisationService organisations;
  private final ApiKeyService keys;
  private final ObjectMapper mapper;
  private final InstantSource clock;
  private final List<Duration> retries;

  WebhookDeliveryService(
      WebhookRepository webhooks,
      ChangeService changes,
      OrganisationService organisations,
      ApiKeyService keys,
      ObjectMapper mapper,
      InstantSource clock,
      @ConfigProperty(name = "casebook.webhook.retries") List<Duration> retries) {
    this.webhooks = webhooks;
    this.changes = changes;
    this.organisations = organisations;
    this.keys = keys;
    this.mapper = mapper;
    this.clock = clock;
    this.retries = List.copyOf(retries);
  }

  /** Leases webhooks that may have something to be told, for a time. */
  List<UUID> lease(UUID holder, Duration length, int most) {
    return webhooks.lease(holder, length, changes.head(), clock.instant(), most);
  }

  /** What a leased webhook is to be told now; nothing gives the lease back. */
  Optional<Delivery> next(UUID id, UUID holder) {
    Instant now = clock.instant();
    Optional<Webhook> leased = webhooks.lock(id).filter(found -> found.isLeasedTo(holder));
    leased.ifPresent(webhook -> prepare(webhook, now));
    return leased
        .filter(webhook -> webhook.isLeasedTo(holder))
        .flatMap(webhook -> webhook.delivery(now));
  }

  private void prepare(Webhook webhook, Instant now) {
    if (webhook.status() == WebhookStatus.PAUSED) {
      webhook.release();
    } else if (!keys.isCurrent(webhook.caller())) {
      pause(webhook, PauseReason.KEY_NOT_VALID);
    } else if (webhook.delivery(now).isEmpty()) {
      look(webhook, now);
    }
  }

  private void look(Webhook webhook, Instant now) {
    ChangeFilter filter = filter(webhook.filter());
    long position = webhook.position();
    ChangePage page;
    do {
      page = changes.after(filter, position, MOST_CHANGES);
      position = page.to();
    } while (page.items().isEmpty() && !page.caughtUp());
    if (page.items().isEmpty()) {
      webhook.pass(position);
    } else {
      ChangesMessage message = ChangesMessage.from(webhook.id(), page.items(), position, now);
      webhook.tell("msg_" + ResourceId.ofNew(), json(message), position);
    }
  }

  /** A council that was merged into another body is found as that one. */
  private ChangeFilter filter(WebhookFilter asked) {
    List<Violation> ignored = new ArrayList<>();
    Set<UUID> councils =
        new HashSet<>(organisations.filterByCouncil("council", asked.council(), ignored));
    councils.addAll(organisations.filterByOrganisation("council", asked.council(), ignored));
    return new ChangeFilter(
        Set.copyOf(asked.type()), councils, Set.copyOf(asked.theme()), Set.copyOf(asked.topic()));
  }

  private String json(ChangesMessage message) {
    try {
      return mapper.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes what came of sending; nothing if the lease has ended and somebody else has it. */
  void note(Delivery sent, UUID holder, Outcome outcome) {
    webhooks
        .lock(sent.webhook())
        .filter(webhook -> webhook.isLeasedTo(holder))
        .ifPresent(webhook -> note(webhook, sent, outcome, clock.instant()));
  }

  private void note(Webhook webhook, Delivery sent, Outcome outcome, Instant now) {
    FailureReason failure = outcome.failure();
    if (!webhook.tells(sent.messageId())) {
      // Its owner has changed it meanwhile: what was sent counts for nothing.
      webhook.release();
    } else if (failure == null) {
      webhook.delivered(now);
    } else {
      int before = webhook.failures();
      boolean last = before >= retries.size();
      Instant again = last ? now : now.plus(wait(retries.get(before), outcome.retryAfter()));
      webhook.failed(failure, outcome.statusCode(), again, now);
      if (outcome.isGone()) {
        pause(webhook, PauseReason.GONE);
      } else if (last) {
        pause(webhook, PauseReason.FAILING);
      }
    }
  }

  /** The receiver may ask for more time, but not for more than the longest there is. */
  private Duration wait(Duration planned, Duration asked) {
    Duration longest = retries.get(retries.size() - 1);
    Duration capped = asked.compareTo(longest) > 0 ? longest : asked;
    Duration wait = capped.compareTo(planned) > 0 ? capped : planned;
    double spread = ThreadLocalRandom.current().nextDouble(JITTER);
    return wait.plusMillis((long) (wait.toMillis() * spread));
  }

  private static void pause(Webhook webhook, PauseReason reason) {
    webhook.pause(reason);
    Log.infof("Webhook %s is paused: %s", webhook.id(), EnumCode.of(reason));
  }
}
