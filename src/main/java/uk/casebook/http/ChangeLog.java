package uk.casebook.http;

/** Where changes of the register have their places. */
@FunctionalInterface
public interface ChangeLog {

  /** Gives all changes that have been committed their places in the log. */
  void order();
}
