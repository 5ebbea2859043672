package uk.casebook.database;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

/** Lets a transaction that reads with several queries see one state of the database in all. */
@Singleton
public class Snapshot {

  private final EntityManager entities;

  Snapshot(EntityManager entities) {
    this.entities = entities;
  }

  /** To be called before anything else in the transaction, which cannot write from then on. */
  public void take() {
    entities
        .createNativeQuery("set transaction isolation level repeatable read, read only")
        .executeUpdate();
  }
}
