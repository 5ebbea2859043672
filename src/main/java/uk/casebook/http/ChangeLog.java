package uk.casebook.http;

/** Where changes of the register have their places. */
public interface ChangeLog {

  /**
   * Gives all changes that have been committed their places in the log.
   *
   * @return a position that none of them is behind, as callers know it; empty if none is known
   */
  String order();

  /** Asks the database whether its log has a position, as callers know it. */
  boolean reaches(String position);
}
