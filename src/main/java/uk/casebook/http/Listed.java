package uk.casebook.http;

/** What everybody reads of a thing that lists show as well, in short. */
@FunctionalInterface
public interface Listed {

  /** What lists show of it; it says nothing that the whole does not. */
  Object listed();
}
