package uk.casebook.vocabulary;

import java.util.Set;

/**
 * Tells, in the transaction that does it, that the entries of a vocabulary have changed.
 *
 * @param renamed the codes that stand for something with another name now
 */
public record VocabularyChanged(String name, Set<String> renamed) {

  /** Copies the codes. */
  public VocabularyChanged {
    renamed = Set.copyOf(renamed);
  }
}
