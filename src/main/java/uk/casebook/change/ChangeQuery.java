package uk.casebook.change;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * What was asked of the feed.
 *
 * @param since the cursor up to which the caller has everything
 * @param type resources, such as {@code case-study}
 * @param council councils by GSS code, slug or id
 * @param include {@code representation}
 * @param seconds how long the answer may wait for a change
 */
public record ChangeQuery(
    @RestQuery Optional<String> since,
    @RestQuery List<String> type,
    @RestQuery List<String> council,
    @RestQuery List<String> theme,
    @RestQuery List<String> topic,
    @RestQuery Optional<String> include,
    @RestQuery("wait") Optional<Integer> seconds,
    @RestQuery Optional<Integer> limit) {

  private static final int DEFAULT_LIMIT = 100;

  boolean isRepresented() {
    return include.isPresent();
  }

  Duration patience() {
    return Duration.ofSeconds(seconds.orElse(0));
  }

  int most() {
    return limit.orElse(DEFAULT_LIMIT);
  }
}
