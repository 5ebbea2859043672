package uk.casebook.change;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.Published.Gone;
import uk.casebook.http.Published.Successor;

/**
 * A page of the feed.
 *
 * @param cursor up to where everything has been told
 * @param next where to ask again
 * @param caughtUp whether there is nothing more yet
 */
public record ChangesResponse(List<Item> items, String cursor, String next, boolean caughtUp) {

  /**
   * A change.
   *
   * @param representation what everybody reads at {@code href}, if asked for and there
   */
  public record Item(
      String resource,
      UUID id,
      String slug,
      String op,
      int version,
      Instant at,
      String href,
      @Nullable String reason,
      @Nullable Successor supersededBy,
      @Nullable Object representation) {

    static Item from(
        Change change, String href, @Nullable Gone gone, @Nullable Object representation) {
      return new Item(
          change.resource(),
          change.id(),
          change.slug(),
          change.op(),
          change.version(),
          change.at(),
          href,
          gone == null ? null : gone.reason(),
          gone == null ? null : gone.supersededBy(),
          representation);
    }
  }
}
