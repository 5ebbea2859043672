package uk.casebook.vocabulary;

import java.util.List;

/** A vocabulary as it is read. */
public record VocabularyResponse(String name, List<VocabularyEntry> entries, String href) {

  static VocabularyResponse from(Vocabulary vocabulary) {
    return new VocabularyResponse(
        vocabulary.name(), List.copyOf(vocabulary.entries()), address(vocabulary));
  }

  /** A vocabulary in a list. */
  public record Summary(String name, int size, String href) {

    static Summary from(Vocabulary vocabulary) {
      return new Summary(vocabulary.name(), vocabulary.entries().size(), address(vocabulary));
    }
  }

  /** All vocabularies. */
  public record Listing(List<Summary> items) {}

  private static String address(Vocabulary vocabulary) {
    return "/v1/vocabularies/" + vocabulary.name();
  }
}
