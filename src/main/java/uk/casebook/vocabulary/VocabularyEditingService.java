package uk.casebook.vocabulary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;
import uk.casebook.database.ResourceId;
import uk.casebook.http.Preconditions;
import uk.casebook.identity.AuditService;

/**
 * Writes vocabularies. Codes are never removed, since what was published names them. Other features
 * hear of it by {@link VocabularyChanged}, in the same transaction.
 */
@ApplicationScoped
@Transactional
public class VocabularyEditingService {

  private static final String UNITS = "units";
  private static final String INDICATORS = "indicators";
  private static final String QUALITY_STATEMENTS = "quality-statements";

  /** The register knows each of these by itself: {@code kind} of an organisation. */
  private static final Set<String> CLOSED = Set.of("organisation-kinds");

  private final VocabularyRepository vocabularies;
  private final VocabularyService reading;
  private final Event<VocabularyChanged> changed;
  private final Preconditions preconditions;
  private final AuditService audit;

  VocabularyEditingService(
      VocabularyRepository vocabularies,
      VocabularyService reading,
      Event<VocabularyChanged> changed,
      Preconditions preconditions,
      AuditService audit) {
    this.vocabularies = vocabularies;
    this.reading = reading;
    this.changed = changed;
    this.preconditions = preconditions;
    this.audit = audit;
  }

  VocabularyResponse replaceVocabulary(String name, VocabularyRequest request) {
    Vocabulary vocabulary = vocabularies.lock(name).orElseThrow(() -> reading.notFound(name));
    preconditions.require(VocabularyResponse.from(vocabulary));
    Map<String, VocabularyEntry> known = byCode(vocabulary.entries());
    ProblemException.refuseBroken(check(name, known, request.entries()));
    if (!List.copyOf(vocabulary.entries()).equals(request.entries())) {
      vocabularies.write(vocabulary, request.entries());
      changed.fire(new VocabularyChanged(name, renamed(known, request.entries())));
      audit.enter("vocabulary", ResourceId.ofShipped("vocabulary", name), name, null);
    }
    return VocabularyResponse.from(vocabulary);
  }

  private static Map<String, VocabularyEntry> byCode(List<VocabularyEntry> entries) {
    Map<String, VocabularyEntry> byCode = new LinkedHashMap<>();
    entries.forEach(entry -> byCode.put(entry.code(), entry));
    return byCode;
  }

  private static Set<String> renamed(
      Map<String, VocabularyEntry> known, List<VocabularyEntry> entries) {
    return entries.stream()
        .filter(
            entry -> {
              VocabularyEntry before = known.get(entry.code());
              return before != null && !before.name().equals(entry.name());
            })
        .map(VocabularyEntry::code)
        .collect(Collectors.toSet());
  }

  private List<Violation> check(
      String name, Map<String, VocabularyEntry> known, List<VocabularyEntry> entries) {
    List<Violation> violations = new ArrayList<>();
    Set<String> missing = new HashSet<>(known.keySet());
    entries.forEach(entry -> missing.remove(entry.code()));
    if (!missing.isEmpty()) {
      violations.add(
          Violation.atPointer(
              "/entries",
              "missing",
              "Codes stay, since what was published names them; missing: %s."
                  .formatted(missing.stream().sorted().collect(Collectors.joining(", ")))));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      VocabularyEntry entry = entries.get(i);
      String place = "/entries/" + i;
      if (!seen.add(entry.code())) {
        violations.add(
            Violation.atPointer(
                place + "/code", "repeated", "'%s' stands here twice.".formatted(entry.code())));
      }
      check(name, place, known.get(entry.code()), entry, violations);
    }
    return violations;
  }

  private void check(
      String name,
      String place,
      @Nullable VocabularyEntry before,
      VocabularyEntry entry,
      List<Violation> violations) {
    if (before == null && CLOSED.contains(name)) {
      violations.add(
          Violation.atPointer(
              place + "/code",
              "fixed",
              "The vocabulary %s has no other codes than it has.".formatted(name)));
    }
    if (name.equals(UNITS)
        && before != null
        && Boolean.TRUE.equals(before.additive()) != Boolean.TRUE.equals(entry.additive())) {
      violations.add(
          Violation.atPointer(
              place + "/additive",
              "fixed",
              "Sums that were read rest on it: enter another unit instead."));
    }
    boolean leftOutBefore = before != null && before.additive() == null;
    if (name.equals(UNITS) && entry.additive() == null && !leftOutBefore) {
      violations.add(
          Violation.atPointer(
              place + "/additive", "missing", "A unit says whether its figures may be added up."));
    } else if (!name.equals(UNITS) && entry.additive() != null) {
      violations.add(
          Violation.atPointer(place + "/additive", "out-of-place", "Only units have additive."));
    }
    if (name.equals(QUALITY_STATEMENTS)) {
      reading.check("themes", place + "/theme", entry.theme(), violations);
    } else if (entry.theme() != null) {
      violations.add(
          Violation.atPointer(
              place + "/theme", "out-of-place", "Only quality statements have a theme."));
    }
    if (name.equals(INDICATORS)) {
      reading.check(UNITS, place + "/unit", entry.unit(), violations);
    } else if (Stream.of(entry.unit(), entry.polarity(), entry.source())
        .anyMatch(Objects::nonNull)) {
      violations.add(
          Violation.atPointer(
              place, "out-of-place", "Only indicators have a unit, a polarity and a source."));
    }
  }
}
