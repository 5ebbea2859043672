package uk.casebook.change;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A change of something that everybody may read, or could.
 *
 * @param position its place in the log, counted from 1 without gaps
 * @param op published, updated, withdrawn, erased, or removed if it left the filter asked for
 * @param version of the thing after the change
 */
public record Change(
    long position, String resource, UUID id, String slug, String op, int version, Instant at)
    implements Thing {

  private static final Set<String> GONE = Set.of("withdrawn", "erased");
  private static final Set<String> THERE = Set.of("published", "updated");

  boolean isGone() {
    return GONE.contains(op);
  }

  boolean isThere() {
    return THERE.contains(op);
  }
}
