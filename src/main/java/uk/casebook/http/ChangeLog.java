package uk.casebook.http;

import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;

/** Where changes of the register have their places. */
public interface ChangeLog {

  /** Where everything that everybody may read is told at once. */
  String SNAPSHOT = "/v1/exports/register.ndjson";

  /**
   * Gives all changes that have been committed their places in the log.
   *
   * @return a position that none of them is behind, as callers know it; empty if none is known
   */
  String order();

  /** Asks the database whether its log has a position, as callers know it. */
  boolean reaches(String position);

  /**
   * Refuses a place that this log does not have (410), and leads to the whole register.
   *
   * @param place what the caller calls it, such as {@code cursor}
   * @param advice what to do instead
   */
  static ProblemException notOfThisLog(String place, String advice) {
    return ProblemException.of(
            ProblemType.EXPIRED_CURSOR,
            "The database is not the one that gave out this %s, or was restored since. %s"
                .formatted(place, advice))
        .with("snapshot", SNAPSHOT);
  }
}
