package uk.casebook.change;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.ProblemException;
import uk.casebook.http.ChangeLog;
import uk.casebook.http.Cursors;
import uk.casebook.http.Position;

/** Seals places of the change log into cursors and opens them again. */
@Singleton
class FeedCursors {

  private static final String FEED = "/v1/changes";

  private final Cursors cursors;
  private final ChangeRepository changes;

  FeedCursors(Cursors cursors, ChangeRepository changes) {
    this.cursors = cursors;
    this.changes = changes;
  }

  String seal(Place place) {
    return cursors.seal(Position.of(place.epoch(), place.position(), place.at()), FEED);
  }

  /**
   * The position that a cursor stands for.
   *
   * @throws ProblemException if the feed never gave it out, or it is not a place of this log
   */
  long open(String since) {
    List<@Nullable Object> values = cursors.open("since", since, FEED).values();
    if (values.get(0) instanceof String epoch && values.get(1) instanceof Long position) {
      Place meant = new Place(epoch, position, (Instant) values.get(2));
      if (changes.place(position).equals(meant)) {
        return position;
      }
    }
    throw ChangeLog.notOfThisLog(
        "cursor", "Take %s, and go on from its first line.".formatted(ChangeLog.SNAPSHOT));
  }
}
