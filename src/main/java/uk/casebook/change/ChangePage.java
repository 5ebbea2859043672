package uk.casebook.change;

import java.util.List;

/**
 * Changes one after the other.
 *
 * @param to the position up to which the log was read, whether or not something there is in the
 *     filter
 * @param head the last position there is
 */
public record ChangePage(List<Change> items, long to, long head) {

  /** Whether there was nothing more. */
  public boolean caughtUp() {
    return to == head;
  }
}
