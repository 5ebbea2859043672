package uk.casebook.vocabulary;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.List;

/** A list of codes. */
@Entity
class Vocabulary {

  @Id private String name;

  @ElementCollection
  @CollectionTable(name = "vocabulary_entry", joinColumns = @JoinColumn(name = "vocabulary"))
  @OrderColumn(name = "position")
  private List<VocabularyEntry> entries = new ArrayList<>();

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected Vocabulary() {}

  Vocabulary(String name, List<VocabularyEntry> entries) {
    this.name = name;
    this.entries.addAll(entries);
  }

  String name() {
    return name;
  }

  List<VocabularyEntry> entries() {
    return entries;
  }
}
