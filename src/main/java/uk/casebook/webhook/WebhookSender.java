package uk.casebook.webhook;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells webhooks of changes, some at a time; a receiver that hangs holds up nobody but itself. Any
 * number of these work beside each other, in one process or in many: each webhook is leased by one
 * of them at a time. The lease of one that dies ends by itself, and another one sends its message.
 */
@ApplicationScoped
public class WebhookSender {

  /** How many messages one process sends at once. */
  static final int MOST_AT_ONCE = 32;

  /** What a lease has besides the time that sending takes. */
  private static final Duration MARGIN = Duration.ofSeconds(15);

  private final WebhookDeliveryService deliveries;
  private final WebhookClient client;
  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final ExecutorService workers =
      Executors.newFixedThreadPool(MOST_AT_ONCE, WebhookSender::worker);

  WebhookSender(WebhookDeliveryService deliveries, WebhookClient client) {
    this.deliveries = deliveries;
    this.client = client;
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "webhooks");
    thread.setDaemon(true);
    return thread;
  }

  /** Looks for webhooks that are to be told something, and has them told. */
  @Scheduled(every = "1s", delayed = "1s", identity = "send webhooks")
  public void sendDue() {
    try {
      leaseDue();
    } catch (RuntimeException e) {
      // The database is away, which others tell of.
      Log.debug("Webhooks wait", e);
    }
  }

  private void leaseDue() {
    int most = free.drainPermits();
    int unused = most;
    try {
      if (most > 0) {
        UUID holder = UUID.randomUUID();
        List<UUID> leased =
            deliveries.lease(
                holder, client.timeout().plus(WebhookClient.LOOKUP).plus(MARGIN), most);
        for (UUID webhook : leased) {
          workers.execute(() -> work(webhook, holder));
          unused--;
        }
      }
    } catch (RejectedExecutionException e) {
      Log.debug("The service is going down; another one sends what was leased", e);
    } finally {
      free.release(unused);
    }
  }

  private void work(UUID webhook, UUID holder) {
    try {
      Optional<Delivery> delivery = deliveries.next(webhook, holder);
      delivery.ifPresent(message -> deliveries.note(message, holder, client.send(message)));
    } catch (RuntimeException e) {
      Log.errorf(e, "Webhook %s waits until its lease ends", webhook);
    } finally {
      free.release();
      // There may be more for this one, or others that waited for it.
      sendDue();
    }
  }

  /**
   * What is being sent may end; what is not comes from another process, or after the next start.
   */
  void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
    workers.shutdown();
    workers.awaitTermination(client.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }
}
