package uk.casebook.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;

/**
 * How many requests a minute each of those may send that it tells apart, told in the header fields
 * of draft-ietf-httpapi-ratelimit-headers-10. What was used comes back evenly over the minute, so
 * {@code t} is when all of it is back, and {@code Retry-After} when the next request passes.
 *
 * <p>Kept in the memory of the process. Who sent nothing for a minute has everything back and is
 * forgotten; where there are too many to keep, those that ask seldom are forgotten first.
 */
final class RateLimit {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final long MOST_KEPT = 100_000;

  private final String name;
  private final String policy;
  private final Bandwidth bandwidth;
  private final TimeMeter time;
  private final Cache<String, Bucket> buckets;

  /**
   * A limit that is full for everybody.
   *
   * @param name what the header fields call it
   * @param quota how many requests a minute, at least 1
   */
  RateLimit(String name, int quota, InstantSource clock) {
    this.name = name;
    this.policy = "\"%s\";q=%d;w=%d".formatted(name, quota, WINDOW.toSeconds());
    this.bandwidth = Bandwidth.builder().capacity(quota).refillGreedy(quota, WINDOW).build();
    this.time = new Time(clock);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterAccess(WINDOW)
            .ticker(time::currentTimeNanos)
            .build();
  }

  /** What the limit says to a request. */
  record Verdict(String policy, String left, long nanosecondsToWait) {

    /** Puts it into the header fields of the answer. */
    Verdict tell(HttpServerResponse answer) {
      answer.putHeader("RateLimit-Policy", policy).putHeader("RateLimit", left);
      return this;
    }

    /**
     * Lets the request pass.
     *
     * @throws ProblemException of type {@link ProblemType#TOO_MANY_REQUESTS} if it has to wait
     */
    void pass() {
      if (nanosecondsToWait > 0) {
        long seconds = seconds(nanosecondsToWait);
        throw ProblemException.of(
                ProblemType.TOO_MANY_REQUESTS, "Ask again in %d s.".formatted(seconds))
            .withHeader("Retry-After", Long.toString(seconds));
      }
    }
  }

  /** Takes one request from what somebody has left, if there is any. */
  Verdict take(String who) {
    ConsumptionProbe probe = bucket(who).tryConsumeAndReturnRemaining(1);
    return verdict(
        probe.getRemainingTokens(),
        probe.getNanosToWaitForReset(),
        probe.getNanosToWaitForRefill());
  }

  /** What {@link #take} would say to somebody who has nothing left; takes nothing. */
  Optional<Verdict> exhausted(String who) {
    Bucket bucket = buckets.getIfPresent(who);
    if (bucket == null) {
      return Optional.empty();
    }
    EstimationProbe probe = bucket.estimateAbilityToConsume(1);
    if (probe.canBeConsumed()) {
      return Optional.empty();
    }
    long reset = bucket.estimateAbilityToConsume(bandwidth.getCapacity()).getNanosToWaitForRefill();
    return Optional.of(verdict(0, reset, probe.getNanosToWaitForRefill()));
  }

  /** How many requests in how many seconds, as {@code RateLimit-Policy} has it. */
  String policy() {
    return policy;
  }

  private Verdict verdict(long left, long nanosecondsToReset, long nanosecondsToWait) {
    return new Verdict(
        policy,
        "\"" + name + "\";r=" + left + ";t=" + seconds(nanosecondsToReset),
        nanosecondsToWait);
  }

  private Bucket bucket(String who) {
    return buckets.get(
        who, key -> Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(time).build());
  }

  /** Rounded up, so that it is not too early. */
  private static long seconds(long nanoseconds) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return (nanoseconds + second - 1) / second;
  }

  private record Time(InstantSource clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      Instant now = clock.instant();
      return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
