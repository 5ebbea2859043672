package uk.casebook.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Reads the change log. */
@ApplicationScoped
@Transactional
public class ChangeService {

  private final ChangeRepository changes;

  ChangeService(ChangeRepository changes) {
    this.changes = changes;
  }

  /** The last position there is; 0 while the log is empty. */
  public long head() {
    return changes.head();
  }

  /**
   * Changes behind a position.
   *
   * @param limit how many at most
   */
  public ChangePage after(ChangeFilter filter, long position, int limit) {
    return changes.after(filter, position, limit);
  }
}
