package uk.casebook.http;

import java.util.UUID;

/**
 * What everybody reads of one thing in the change log. It changes only with that thing's entries
 * there.
 */
@FunctionalInterface
public interface Identified {

  /** The thing's id. */
  UUID id();
}
