package uk.casebook.http;

/** Whether the register is there to be read. */
@FunctionalInterface
public interface RegisterState {

  /** True once the database is migrated and holds what the register ships with. */
  boolean loaded();
}
