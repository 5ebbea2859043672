package uk.casebook.vocabulary;

import java.util.List;

/** The entries of a vocabulary as they come in. */
public record VocabularyRequest(List<VocabularyEntry> entries) {

  /** Copies the entries. */
  public VocabularyRequest {
    entries = List.copyOf(entries);
  }
}
