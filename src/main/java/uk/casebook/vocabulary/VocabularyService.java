package uk.casebook.vocabulary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "No vocabulary has the name '%s'%s"
                        .formatted(
                            name,
                            Nearest.suggestion(
                                name,
                                vocabularies.byName().stream().map(Vocabulary::name).toList()))));
  }

  /**
   * Checks the codes that a filter names.
   *
   * @param parameter the filter's name, to say in the violations what is wrong
   */
  public void filterBy(
      String vocabulary, String parameter, List<String> codes, List<Violation> violations) {
    if (codes.isEmpty()) {
      return;
    }
    Set<String> known =
        vocabularies.findById(vocabulary).entries().stream()
            .map(VocabularyEntry::code)
            .collect(Collectors.toSet());
    for (String code : codes) {
      if (!known.contains(code)) {
        violations.add(
            Violation.ofParameter(
                parameter,
                "unknown",
                "The vocabulary %s has no code '%s'%s"
                    .formatted(vocabulary, code, Nearest.suggestion(code, known))));
      }
    }
  }

  /** Enters the vocabularies that the register ships with. */
  public void ship(Map<String, List<VocabularyEntry>> shipped) {
    shipped.forEach((name, entries) -> vocabularies.persist(new Vocabulary(name, entries)));
    vocabularies.flush();
  }
}
