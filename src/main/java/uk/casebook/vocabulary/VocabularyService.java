package uk.casebook.vocabulary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Nearest;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;

/** Reads the vocabularies, and enters those that the register ships with. */
@ApplicationScoped
@Transactional
public class VocabularyService {

  private final VocabularyRepository vocabularies;

  VocabularyService(VocabularyRepository vocabularies) {
    this.vocabularies = vocabularies;
  }

  VocabularyResponse.Listing listVocabularies() {
    return new VocabularyResponse.Listing(
        vocabularies.byName().stream().map(VocabularyResponse.Summary::from).toList());
  }

  VocabularyResponse getVocabulary(String name) {
    return vocabularies
        .findByIdOptional(name)
        .map(VocabularyResponse::from)
        .orElseThrow(() -> notFound(name));
  }

  ProblemException notFound(String name) {
    return ProblemException.notFound(
        "No vocabulary has the name '%s'%s"
            .formatted(
                name,
                Nearest.suggestion(
                    name, vocabularies.byName().stream().map(Vocabulary::name).toList())));
  }

  /**
   * Checks the codes that a filter names.
   *
   * @param parameter the filter's name, to say in the violations what is wrong
   */
  public void filterBy(
      String vocabulary, String parameter, List<String> codes, List<Violation> violations) {
    unknown(vocabulary, codes)
        .forEach(
            (index, detail) -> violations.add(Violation.ofParameter(parameter, "unknown", detail)));
  }

  /**
   * Checks the codes that a body names.
   *
   * @param pointer where the list of codes stands in the body
   */
  public void check(
      String vocabulary, String pointer, List<String> codes, List<Violation> violations) {
    unknown(vocabulary, codes)
        .forEach(
            (index, detail) ->
                violations.add(Violation.atPointer(pointer + "/" + index, "unknown", detail)));
  }

  /** As {@link #check(String, String, List, List)} for a single code, which may be left out. */
  public void check(
      String vocabulary, String pointer, @Nullable String code, List<Violation> violations) {
    if (code != null) {
      unknown(vocabulary, List.of(code))
          .values()
          .forEach(detail -> violations.add(Violation.atPointer(pointer, "unknown", detail)));
    }
  }

  /** The names of a vocabulary's codes, by code. */
  public Map<String, String> names(String vocabulary) {
    return vocabularies.findById(vocabulary).entries().stream()
        .collect(Collectors.toMap(VocabularyEntry::code, VocabularyEntry::name));
  }

  /** What is wrong with codes, by their place in the list. */
  private SortedMap<Integer, String> unknown(String vocabulary, List<String> codes) {
    SortedMap<Integer, String> wrong = new TreeMap<>();
    if (codes.isEmpty()) {
      return wrong;
    }
    if (vocabularies.known(vocabulary, codes).containsAll(codes)) {
      return wrong;
    }
    Set<String> known =
        vocabularies
            .findByIdOptional(vocabulary)
            .map(Vocabulary::entries)
            .orElse(List.of())
            .stream()
            .map(VocabularyEntry::code)
            .collect(Collectors.toSet());
    for (int i = 0; i < codes.size(); i++) {
      String code = codes.get(i);
      if (!known.contains(code)) {
        wrong.put(
            i,
            "The vocabulary %s has no code '%s'%s"
                .formatted(vocabulary, code, Nearest.suggestion(code, known)));
      }
    }
    return wrong;
  }

  /**
   * Enters the vocabularies and codes that the register ships with and does not have yet; codes are
   * never removed, so one that is missing is new.
   */
  public void ship(Map<String, List<VocabularyEntry>> shipped) {
    shipped.forEach(
        (name, entries) -> {
          Vocabulary vocabulary =
              vocabularies.lock(name).orElseGet(() -> new Vocabulary(name, List.of()));
          vocabulary.ship(entries);
          vocabularies.persist(vocabulary);
        });
    vocabularies.flush();
  }
}
