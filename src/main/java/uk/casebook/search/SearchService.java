package uk.casebook.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.casebook.search.WrittenQuery.Part;

/**
 * Understands what people type in the search box, says why a case study was found, and finds
 * similar ones.
 */
@ApplicationScoped
public class SearchService {
  // A query has at most 200 characters; these keep an odd one from costing more than an honest one.
  private static final int CORRECTED_WORDS = 5;
  private static final int RANKED_CONCEPTS = 10;

  // Words side by side, as they were typed, tell about as much as a word that one case study in
  // four has.
  private static final int SIDE_BY_SIDE = 3;

  private final SearchRepository repository;
  private final Synonyms synonyms;

  SearchService(SearchRepository repository, Synonyms synonyms) {
    this.repository = repository;
    this.synonyms = synonyms;
  }

  /**
   * Understands a query, whatever was typed.
   *
   * <ul>
   *   <li>All words have to occur, in any form and in any field. Where no published case study has
   *       all of them, {@link #nearest} has what answers: somebody who types five words expects the
   *       nearest, not an empty page, and not everything that has one of the five either.
   *   <li>{@code "words in quotes"} have to occur one after the other. They are taken as they are:
   *       without other spellings and other names. A quote that is never closed is ignored.
   *   <li>{@code or} separates alternatives, each of all words up to the next {@code or}. {@code -}
   *       before a word or a phrase excludes it, whatever the alternative.
   *   <li>Abbreviations of the sector find their long forms, and the other way round.
   *   <li>A word that the register does not know also finds the words it knows at one letter's
   *       distance (one too many, missing, wrong, two swapped, a space left out). Words of fewer
   *       than four letters are not guessed at.
   * </ul>
   *
   * @return empty where nothing is left to search for: no word at all, or only words like "the" and
   *     "of"
   */
  public Optional<SearchQuery> parse(String q) {
    WrittenQuery written = WrittenQuery.of(q);
    Reading reading = read(written);
    List<List<Concept>> alternatives = reading.alternatives();
    Map<String, String> phrases = reading.phrases();
    List<List<String>> searched =
        alternatives.stream()
            .map(concepts -> present(concepts.stream().map(c -> c.condition(phrases)).toList()))
            .filter(Predicate.not(List::isEmpty))
            .toList();
    List<String> all = searched.stream().flatMap(List::stream).toList();
    String allowed =
        Tsquery.and(
            reading.excluded().stream()
                .map(concept -> Tsquery.not(concept.condition(phrases)))
                .toList());
    if (all.isEmpty() && allowed.isEmpty()) {
      return Optional.empty();
    }
    String condition =
        Tsquery.and(List.of(Tsquery.or(searched.stream().map(Tsquery::and).toList()), allowed));
    return Optional.of(ranked(condition, all, allowed, alternatives, phrases));
  }

  /**
   * What answers a query: the query itself where a published case study fulfils it; else, where it
   * asks for all of several things, one for those that have as many of them as any has.
   */
  public SearchQuery nearest(SearchQuery query) {
    if (!query.asksForAll()) {
      return query;
    }
    List<List<String>> sets =
        repository.mostHeld(query.condition(), query.concepts(), query.allowed()).stream()
            .map(held -> Arrays.stream(held).map(query.concepts()::get).toList())
            .toList();
    return sets.isEmpty() ? query : query.ofAny(sets);
  }

  /** What is searched for, and the tsqueries for the words of it. */
  private record Reading(
      List<List<Concept>> alternatives, List<Concept> excluded, Map<String, String> phrases) {}

  private Reading read(WrittenQuery written) {
    Reading asWritten = read(written, Map.of());
    SearchRepository.Known known = repository.known(texts(asWritten), correctable(written));
    if (known.unknown().isEmpty()) {
      return new Reading(asWritten.alternatives(), asWritten.excluded(), known.phrases());
    }
    Reading corrected = read(written, spellings(known.unknown()));
    return new Reading(
        corrected.alternatives(),
        corrected.excluded(),
        repository.known(texts(corrected), Set.of()).phrases());
  }

  private Reading read(WrittenQuery written, Map<String, List<String>> spellings) {
    return new Reading(
        written.alternatives().stream().map(parts -> concepts(parts, spellings)).toList(),
        written.excluded().stream()
            .flatMap(part -> concepts(List.of(part), spellings).stream())
            .toList(),
        Map.of());
  }

  private static Set<String> texts(Reading reading) {
    return Stream.concat(
            reading.alternatives().stream().flatMap(List::stream), reading.excluded().stream())
        .flatMap(Concept::texts)
        .collect(Collectors.toSet());
  }

  private SearchQuery ranked(
      String condition,
      List<String> all,
      String allowed,
      List<List<Concept>> alternatives,
      Map<String, String> phrases) {
    List<Concept> concepts =
        alternatives.stream()
            .flatMap(List::stream)
            .filter(concept -> !concept.condition(phrases).isEmpty())
            .limit(RANKED_CONCEPTS)
            .toList();
    List<Integer> weights =
        repository.weights(concepts.stream().map(concept -> concept.condition(phrases)).toList());
    var ranked = new ArrayList<String>();
    var rankedWeights = new ArrayList<Integer>();
    for (int i = 0; i < concepts.size(); i++) {
      for (String query : concepts.get(i).ranked(phrases)) {
        ranked.add(query);
        rankedWeights.add(weights.get(i));
      }
      if (i > 0) {
        ranked.add(
            Tsquery.next(
                Tsquery.or(concepts.get(i - 1).ranked(phrases)),
                Tsquery.or(concepts.get(i).ranked(phrases))));
        rankedWeights.add(SIDE_BY_SIDE);
      }
    }
    return new SearchQuery(condition, all, allowed, ranked, rankedWeights);
  }

  private Set<String> correctable(WrittenQuery written) {
    return Stream.concat(
            written.alternatives().stream().flatMap(List::stream), written.excluded().stream())
        .filter(part -> !part.exact())
        .flatMap(part -> part.words().stream())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> Spelling.correctable(word) && !synonyms.know(word))
        .collect(Collectors.toSet());
  }

  /** For each of the words that nobody knows: itself and the known words nearby. */
  private Map<String, List<String>> spellings(Set<String> unknown) {
    Map<String, List<String>> spellings = new HashMap<>();
    unknown.stream()
        .sorted(Comparator.comparing(String::length).reversed().thenComparing(word -> word))
        .limit(CORRECTED_WORDS)
        .forEach(
            word -> {
              Set<String> neighbours = Spelling.neighbours(word);
              spellings.put(
                  word,
                  Stream.of(
                          Stream.of(word),
                          neighbours.stream().filter(synonyms::know),
                          repository.known(neighbours).stream())
                      .flatMap(found -> found)
                      .distinct()
                      .toList());
            });
    return spellings;
  }

  /**
   * Words that together are one form of a group of synonyms become one concept; every other part is
   * its own.
   */
  private List<Concept> concepts(List<Part> parts, Map<String, List<String>> spellings) {
    var concepts = new ArrayList<Concept>();
    int next = 0;
    while (next < parts.size()) {
      List<Part> together = parts.subList(next, endOfName(parts, next, spellings));
      concepts.add(
          new Concept(
              together.stream().map(part -> ways(part, spellings)).toList(),
              names(together, spellings)));
      next += together.size();
    }
    return concepts;
  }

  private int endOfName(List<Part> parts, int start, Map<String, List<String>> spellings) {
    for (int end = Math.min(parts.size(), start + synonyms.longest()); end > start + 1; end--) {
      if (!names(parts.subList(start, end), spellings).isEmpty()) {
        return end;
      }
    }
    return start + 1;
  }

  private List<String> names(List<Part> parts, Map<String, List<String>> spellings) {
    return parts.stream().anyMatch(Part::exact)
        ? List.of()
        : synonyms.of(
            parts.stream()
                .flatMap(part -> part.words().stream())
                .map(
                    word ->
                        spellings.getOrDefault(word.toLowerCase(Locale.ROOT), List.of()).stream()
                            .filter(synonyms::know)
                            .findFirst()
                            .orElse(word))
                .toList());
  }

  private static List<String> ways(Part part, Map<String, List<String>> spellings) {
    if (part.exact()) {
      return List.of(part.text());
    }
    return part.words().size() == 1
        ? spellings.getOrDefault(part.text().toLowerCase(Locale.ROOT), List.of(part.text()))
        : List.of(part.text(), String.join("", part.words()));
  }

  private static List<String> present(List<String> queries) {
    return queries.stream().filter(Predicate.not(String::isEmpty)).toList();
  }

  /**
   * Why each of these versions was found: the field that holds most of what was searched for, on a
   * tie the first of title, summary, topics, sections, barriers, conditions and organisations.
   * Where the query only excludes words, that is the title without a mark.
   */
  public Map<Long, Match> matches(SearchQuery query, Collection<Long> versionIds) {
    return repository
        .headlines(
            versionIds,
            query.concepts(),
            query.concepts().stream().map(Tsquery::loosened).toList(),
            Tsquery.or(query.concepts()),
            Snippet.START,
            Snippet.STOP)
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.get("id", Long.class),
                row ->
                    new Match(
                        row.get("field", String.class),
                        Snippet.html(row.get("headline", String.class)))));
  }

  /**
   * The published case studies most like this version, best first: half of the score is for topics
   * that both have, a tenth for populations, four tenths for the telling words of this version's
   * texts that the other one has too, rarer ones counting more.
   */
  public List<Related> related(long versionId, int limit) {
    return repository.related(versionId, limit).stream()
        .map(
            row ->
                new Related(
                    row.get("id", Long.class),
                    row.get("score", BigDecimal.class),
                    List.of(row.get("topics", String[].class)),
                    List.of(row.get("populations", String[].class)),
                    List.of(row.get("words", String[].class))))
        .toList();
  }
}
