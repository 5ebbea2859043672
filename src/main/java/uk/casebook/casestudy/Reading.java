package uk.casebook.casestudy;

import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Which state of the register a request asks for; without either, what is published now.
 *
 * @param view {@code working} for the drafts that the caller may see
 * @param asOf an instant (ISO 8601): what was published then
 */
public record Reading(@RestQuery Optional<String> view, @RestQuery Optional<String> asOf) {

  /** Drafts, each in the place of what is published of it. */
  public static final Reading WORKING = new Reading(Optional.of("working"), Optional.empty());

  /** What was published at an instant. */
  public static Reading asOf(Instant instant) {
    return new Reading(Optional.empty(), Optional.of(instant.toString()));
  }

  /** Whether what is published now is asked for. */
  public boolean isPublished() {
    return asOf.isEmpty() && !isWorking();
  }

  /** Whether drafts are asked for. */
  public boolean isWorking() {
    return view.filter("working"::equals).isPresent();
  }
}
