package uk.casebook.http;

/** The secret that cursors are sealed with: the same in every process that serves the register. */
@FunctionalInterface
public interface CursorKey {

  /** At least 16 random bytes. */
  byte[] bytes();
}
