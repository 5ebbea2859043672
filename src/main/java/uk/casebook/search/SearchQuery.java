package uk.casebook.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What was searched for, as PostgreSQL understands it. The parts are written by PostgreSQL itself
 * and go back to it as bound parameters: nothing that a user typed ever stands in SQL or in the
 * syntax of a tsquery.
 *
 * <p>A repository joins {@code case_study_search s} to its versions and adds {@link #CONDITION}. To
 * order them it puts {@link #searched} before its query, adds {@link #SEARCHED} to what that reads
 * from, and takes {@link #rank}. Where counts are needed besides the page, put the versions found
 * and their ranks into one {@code materialized} common table expression and take page, total and
 * facets from there: the search then runs once.
 *
 * @param condition the tsquery that a version found has to fulfil
 * @param concepts a tsquery for each thing searched for; empty when words are only excluded
 * @param allowed a tsquery for what is not excluded; empty when nothing is
 * @param ranked the tsqueries that a version's rank is made of
 * @param weights how much each of {@code ranked} counts
 */
public record SearchQuery(
    String condition,
    List<String> concepts,
    String allowed,
    List<String> ranked,
    List<Integer> weights) {

  /**
   * SQL that is true where the row {@code s} of {@code case_study_search} is found. As a sub-query,
   * the words are read once, and the plan for any of them is as good as one for these.
   */
  public static final String CONDITION = "s.vector @@ (select cast(:searchCondition as tsquery))";

  /** The one row of {@link #searched}. */
  public static final String SEARCHED = "searched q";

  // To read a tsquery for each row costs as much as to rank by it.
  private static final String RANKED =
      "cast(:searchRanked%1$d as tsquery) as query%1$d, cast(:searchWeight%1$d as integer) as weight%1$d";

  private static final String RANK =
      """
      q.weight%1$d * case
        when numnode(q.query%1$d) = 1 then ts_rank('{0.2,0.3,0.6,0.9}', s.vector, q.query%1$d)
        when s.vector @@ q.query%1$d then ts_rank_cd('{0.2,0.3,0.6,0.9}', s.vector, q.query%1$d, 32)
        else 0 end""";

  /** Copies the lists. */
  public SearchQuery {
    concepts = List.copyOf(concepts);
    ranked = List.copyOf(ranked);
    weights = List.copyOf(weights);
  }

  /** Whether it asks for all of several things. */
  boolean asksForAll() {
    return concepts.size() > 1
        && condition.equals(Tsquery.and(List.of(Tsquery.and(concepts), allowed)));
  }

  /** The same for what has some of the things searched for: any of these sets of them. */
  SearchQuery ofAny(List<List<String>> sets) {
    String any = Tsquery.or(sets.stream().map(Tsquery::and).toList());
    return new SearchQuery(Tsquery.and(List.of(any, allowed)), concepts, allowed, ranked, weights);
  }

  /** A common table expression that {@link #rank} reads. */
  public String searched() {
    return "searched as materialized (select %s)"
        .formatted(ranked.isEmpty() ? "1" : forEachRanked(RANKED, ", "));
  }

  /**
   * SQL for how well the row {@code s} of {@code case_study_search} fits, higher is better: a whole
   * number ({@code bigint}), so that it can be kept in a cursor and compared exactly. The title
   * counts most, then summary and topics, sections, and the rest. Single words are ranked by their
   * best places, phrases by where they stand as phrases.
   */
  public String rank() {
    return "cast(round(1000000 * (%s)) as bigint)"
        .formatted(ranked.isEmpty() ? "0" : forEachRanked(RANK, " + "));
  }

  private String forEachRanked(String sql, String delimiter) {
    return IntStream.range(0, ranked.size())
        .mapToObj(sql::formatted)
        .collect(Collectors.joining(delimiter));
  }

  /** The values for what {@link #CONDITION} names. */
  public Map<String, Object> conditionParameters() {
    return Map.of("searchCondition", condition);
  }

  /** The values for what {@link #searched} names. */
  public Map<String, Object> rankParameters() {
    Map<String, Object> parameters = new HashMap<>();
    for (int i = 0; i < ranked.size(); i++) {
      parameters.put("searchRanked" + i, ranked.get(i));
      parameters.put("searchWeight" + i, weights.get(i));
    }
    return parameters;
  }
}
