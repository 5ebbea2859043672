package uk.casebook.search;

import java.util.List;
import java.util.Map;

/**
 * What was searched for, as PostgreSQL understands it. The parts are written by PostgreSQL itself
 * and go back to it as bound parameters: nothing that a user typed ever stands in SQL or in the
 * syntax of a tsquery.
 *
 * <p>A repository joins {@code case_study_search s} to its versions, adds {@link #CONDITION} and
 * orders by {@link #RANK}. Where counts are needed besides the page, put the versions found and
 * their ranks into one {@code materialized} common table expression and take page, total and facets
 * from there: the search then runs once.
 *
 * @param condition the tsquery that a version found has to fulfil
 * @param concepts a tsquery for each thing searched for; empty when words are only excluded
 * @param ranked the tsqueries that a version's rank is made of
 * @param weights how much each of {@code ranked} counts
 */
public record SearchQuery(
    String condition, List<String> concepts, List<String> ranked, List<Integer> weights) {

  /** SQL that is true where the row {@code s} of {@code case_study_search} is found. */
  public static final String CONDITION = "s.vector @@ cast(:searchCondition as tsquery)";

  /**
   * SQL for how well the row {@code s} of {@code case_study_search} fits, higher is better: a whole
   * number ({@code bigint}), so that it can be kept in a cursor and compared exactly. The title
   * counts most, then summary and topics, sections, and the rest. Single words are ranked by their
   * best places, phrases by where they stand as phrases.
   */
  public static final String RANK =
      """
      (select coalesce(cast(round(1000000 * sum(r.weight
                * case when numnode(r.query) = 1 then ts_rank('{0.2,0.3,0.6,0.9}', s.vector, r.query)
                       else ts_rank_cd('{0.2,0.3,0.6,0.9}', s.vector, r.query, 32) end)) as bigint), 0)
       from unnest(cast(cast(:searchRanked as text[]) as tsquery[]),
                   cast(:searchWeights as integer[])) as r (query, weight)
       where s.vector @@ r.query)""";

  /** Copies the lists. */
  public SearchQuery {
    concepts = List.copyOf(concepts);
    ranked = List.copyOf(ranked);
    weights = List.copyOf(weights);
  }

  /** The values for what {@link #CONDITION} names. */
  public Map<String, Object> conditionParameters() {
    return Map.of("searchCondition", condition);
  }

  /** The values for what {@link #RANK} names. */
  public Map<String, Object> rankParameters() {
    return Map.of(
        "searchRanked", ranked.toArray(String[]::new),
        "searchWeights", weights.toArray(Integer[]::new));
  }
}
