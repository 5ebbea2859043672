package uk.casebook.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.scheduler.Scheduled;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import uk.casebook.contract.Exchange;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.database.Sql;

/**
 * Makes a POST safe to repeat: with the same {@code Idempotency-Key} it is done once, however often
 * it comes and even if two come at once. Of what was done it keeps a hash of the request and the id
 * of what the request was about, for 24 hours; never anything that the request said.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class IdempotencyService {

  private static final Duration KEPT = Duration.ofHours(24);

  private final EntityManager entities;
  private final Callers callers;
  private final RoutingContext exchange;
  private final InstantSource clock;

  IdempotencyService(
      EntityManager entities, Callers callers, RoutingContext exchange, InstantSource clock) {
    this.entities = entities;
    this.callers = callers;
    this.exchange = exchange;
    this.clock = clock;
  }

  /**
   * Does what the request asks for, unless it was done before.
   *
   * @param action does it, in this transaction, and tells the id of what it was done to
   * @return that id, from now or from then
   * @throws ProblemException of type {@link ProblemType#IDEMPOTENCY_KEY_REUSED} if the caller used
   *     the key for another request
   */
  public UUID once(Supplier<UUID> action) {
    String key = exchange.request().getHeader("Idempotency-Key");
    if (key == null) {
      return action.get();
    }
    String caller = callers.current().name();
    String hash = hash(exchange);
    // Whoever comes second waits here until the first has committed or given up.
    if (!claim(caller, key, hash)) {
      return done(caller, key, hash);
    }
    UUID resource = action.get();
    entities
        .createNativeQuery(
            """
            update idempotency_record set resource_id = :resource
            where caller = :caller and idempotency_key = :key
            """)
        .setParameter("resource", resource)
        .setParameter("caller", caller)
        .setParameter("key", key)
        .executeUpdate();
    return resource;
  }

  private boolean claim(String caller, String key, String hash) {
    Instant now = clock.instant();
    return entities
            .createNativeQuery(
                """
                insert into idempotency_record as r (caller, idempotency_key, request_hash, created_at)
                values (:caller, :key, :hash, :now)
                on conflict (caller, idempotency_key) do update
                set request_hash = excluded.request_hash, created_at = excluded.created_at,
                    resource_id = null
                where r.created_at < :forgotten
                """)
            .setParameter("caller", caller)
            .setParameter("key", key)
            .setParameter("hash", hash)
            .setParameter("now", now)
            .setParameter("forgotten", now.minus(KEPT))
            .executeUpdate()
        == 1;
  }

  private UUID done(String caller, String key, String hash) {
    Tuple found =
        Sql.list(
                entities,
                """
                select request_hash, resource_id from idempotency_record
                where caller = :caller and idempotency_key = :key
                """,
                Tuple.class,
                Map.of("caller", caller, "key", key))
            .get(0);
    if (!found.get("request_hash", String.class).equals(hash)) {
      throw ProblemException.of(
          ProblemType.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key came with another request within 24 hours. Take a new one.");
    }
    return found.get("resource_id", UUID.class);
  }

  /** Forgets what is kept long enough. */
  @Scheduled(every = "{casebook.erase-every}", delayed = "1m", identity = "forget requests")
  @Transactional
  public void forget() {
    entities
        .createNativeQuery("delete from idempotency_record where created_at < :forgotten")
        .setParameter("forgotten", clock.instant().minus(KEPT))
        .executeUpdate();
  }

  private static String hash(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((request.method() + " " + request.uri() + "\n").getBytes(UTF_8));
      return HexFormat.of().formatHex(digest.digest(Exchange.body(exchange)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
