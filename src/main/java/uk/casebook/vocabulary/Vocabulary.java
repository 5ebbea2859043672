package uk.casebook.vocabulary;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** Adds those whose codes it does not have. */
  void ship(List<VocabularyEntry> shipped) {
    Set<String> known = entries.stream().map(VocabularyEntry::code).collect(Collectors.toSet());
    shipped.stream().filter(entry -> !known.contains(entry.code())).forEach(entries::add);
  }

  String name() {
    return name;
  }

  List<VocabularyEntry> entries() {
    return entries;
  }
}
