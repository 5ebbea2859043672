package uk.casebook.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.casebook.database.Sql;

/**
 * All SQL of the search. What users typed comes in as bound text and leaves as tsqueries that
 * PostgreSQL wrote.
 */
@ApplicationScoped
class SearchRepository {
  // A list stands in a sub-query wherever its length is no reason to plan the statement anew.

  // The stop words keep phrases from reaching over the end of a text. What is beyond the first
  // 60,000 characters of a weight is not found: a vector holds a megabyte.
  private static final String FILL =
      """
      insert into case_study_search (case_study_version_id, is_public, vector)
      select v.id, v.published_at is not null and v.superseded_at is null,
             setweight(to_tsvector('casebook', left(concat('the the the ', t.a), 60000)), 'A')
             || setweight(to_tsvector('casebook', left(concat('the the the ', t.b), 60000)), 'B')
             || setweight(to_tsvector('casebook', left(concat('the the the ', t.c), 60000)), 'C')
             || setweight(to_tsvector('casebook', left(concat('the the the ', t.d), 60000)), 'D')
      from case_study_version v
      join (
        select case_study_version_id,
               string_agg(text, ' the the the ' order by field, position) filter (where field = 'title') as a,
               string_agg(text, ' the the the ' order by field, position) filter (where field in ('summary', 'topics')) as b,
               string_agg(text, ' the the the ' order by field, position) filter (where field = 'sections') as c,
               string_agg(text, ' the the the ' order by field, position) filter (where field in ('barriers', 'conditions', 'organisations')) as d
        from (select case_study_version_id, field, position, search_text(text) as text
              from case_study_search_text where %s) x
        group by case_study_version_id) t on t.case_study_version_id = v.id
      on conflict (case_study_version_id) do update
      set is_public = excluded.is_public, vector = excluded.vector
      where (case_study_search.is_public, case_study_search.vector) is distinct from
            (excluded.is_public, excluded.vector)
      """;

  private final EntityManager entities;

  SearchRepository(EntityManager entities) {
    this.entities = entities;
  }

  /** Fills the rows of these versions anew. */
  void fill(Collection<Long> versionIds) {
    fillWhere("case_study_version_id = any(cast((select :ids) as bigint[]))")
        .setParameter("ids", versionIds.toArray(Long[]::new))
        .executeUpdate();
  }

  /** Fills all rows anew. */
  void fill() {
    fillWhere("true").executeUpdate();
  }

  private Query fillWhere(String condition) {
    return entities.createNativeQuery(FILL.formatted(condition));
  }

  /**
   * What PostgreSQL makes of texts, and the register knows.
   *
   * @param phrases the words of each text, one after the other, as a tsquery; texts of nothing but
   *     common words are missing
   * @param unknown those of the words that the register does not know; words too common to search
   *     for are not among them
   */
  record Known(Map<String, String> phrases, Set<String> unknown) {}

  Known known(Collection<String> texts, Collection<String> words) {
    Map<String, String> phrases = new HashMap<>();
    Set<String> unknown = new HashSet<>();
    for (Tuple row :
        list(
            """
            select text, cast(query as text) as query
            from unnest((select cast(:texts as text[]))) text,
                 phraseto_tsquery('casebook', search_text(text)) query
            where numnode(query) > 0
            union all
            select word, null from unnest((select cast(:words as text[]))) word
            where exists (
              select stem from unnest(tsvector_to_array(to_tsvector('casebook', word))) stem
              where not exists (select from search_word where search_word.stem = stem.stem))
            """,
            Tuple.class,
            Map.of("texts", texts.toArray(String[]::new), "words", words.toArray(String[]::new)))) {
      String text = row.get("text", String.class);
      String query = row.get("query", String.class);
      if (query == null) {
        unknown.add(text);
      } else {
        phrases.put(text, query);
      }
    }
    return new Known(phrases, unknown);
  }

  /**
   * Those of the candidates that the register knows whole, at most five and the most frequent
   * first.
   */
  List<String> known(Collection<String> candidates) {
    return list(
        """
        select min(c.candidate)
        from unnest(cast(:candidates as text[])) c (candidate)
        cross join lateral (
          select array_agg(stem) as stems, count(*) as stem_count, count(documents) as known_count,
                 min(documents) as documents
          from unnest(tsvector_to_array(to_tsvector('casebook', c.candidate))) stem
          left join search_word using (stem)) w
        where w.known_count > 0 and w.known_count = w.stem_count
        group by w.stems, w.documents
        order by w.documents desc, w.stems
        limit 5
        """,
        String.class,
        Map.of("candidates", candidates.toArray(String[]::new)));
  }

  /**
   * How telling each concept is: 1 for what every public case study has, one more with each
   * halving.
   */
  List<Integer> weights(List<String> concepts) {
    return list(
        """
        select cast(1 + floor(log(2, cast(1 + coalesce(p.documents, 0) as numeric) / (1 + case
                 when c.word is not null then coalesce(w.documents, 0)
                 else (select count(*) from case_study_search s
                       where s.is_public and s.vector @@ cast(c.query as tsquery)) end))) as integer)
        from (select query, n, substring(query from '^''([^'']+)''$') as word
              from unnest((select cast(:concepts as text[]))) with ordinality c (query, n)) c
        left join search_word w on w.stem = c.word
        left join search_word p on p.stem = ''
        order by c.n
        """,
        Integer.class,
        Map.of("concepts", concepts.toArray(String[]::new)));
  }

  /**
   * Where no public case study fulfils the condition: the sets of concepts (their indices) that
   * those have in common with the query that have most of them. Empty where one fulfils the
   * condition, and where none has any.
   */
  List<Integer[]> mostHeld(String condition, List<String> concepts, String allowed) {
    return list(
        """
        with held as (
          select array_agg(cast(c.n - 1 as integer) order by c.n) as concepts
          from unnest(cast(:concepts as text[])) with ordinality c (query, n)
          join case_study_search s on s.is_public and s.vector @@ cast(c.query as tsquery)
          where not exists (
            select from case_study_search f where f.is_public and f.vector @@ cast(:condition as tsquery))
          and (:allowed = '' or s.vector @@ cast(:allowed as tsquery))
          group by s.case_study_version_id)
        select distinct concepts from held
        where cardinality(concepts) = (select max(cardinality(concepts)) from held)
        order by concepts
        limit 100
        """,
        Integer[].class,
        Map.of(
            "concepts", concepts.toArray(String[]::new),
            "condition", condition,
            "allowed", allowed));
  }

  private static final String HELD =
      "(select count(*) from unnest(n.concepts) c where vector @@ c) as held";

  /**
   * The field of each version that holds most of the concepts, with the words found between {@code
   * start} and {@code stop}, which stand nowhere else in it. The stored vector tells by its weights
   * how many a field can hold at most; to take a text apart is dear, so it is only done with those
   * that can hold more than what was looked at before. What a vector has no room for (a word beyond
   * its 255th place, a weight beyond 60,000 characters) does not count there.
   *
   * @param loosened the concepts with phrases as mere words: where several texts are shown as one,
   *     a phrase may reach from one to the next
   */
  List<Tuple> headlines(
      Collection<Long> versionIds,
      List<String> concepts,
      List<String> loosened,
      String words,
      String start,
      String stop) {
    return list(
        """
        select f.id, f.field,
               put_back(ts_headline(
                 'casebook', set_apart(translate(f.text, :start || :stop, '')), cast(:words as tsquery),
                 'StartSel=' || :start || ',StopSel=' || :stop || ',FragmentDelimiter=" … "'
                 || case when length(f.text) <= 300 then ',HighlightAll=true'
                         else ',MaxFragments=2,MaxWords=30,MinWords=12' end)) as headline
        from (
          select v.id, coalesce(d.field, c.field, b.field, 'title') as field,
                 coalesce(d.text, c.text, b.text, v.title) as text
          from unnest((select cast(:ids as bigint[]))) i (id)
          join case_study_version v on v.id = i.id
          join case_study_search s on s.case_study_version_id = v.id
          cross join lateral (
            select array_agg(c.concept) as concepts,
                   count(*) filter (where w.a @@ c.concept) as a,
                   count(*) filter (where w.b @@ c.loosened) as b,
                   count(*) filter (where w.c @@ c.loosened) as c,
                   count(*) filter (where w.d @@ c.loosened) as d
            from unnest((select cast(cast(:concepts as text[]) as tsquery[])),
                        (select cast(cast(:loosened as text[]) as tsquery[]))) c (concept, loosened)
            cross join (
              select ts_filter(s.vector, '{a}') as a, ts_filter(s.vector, '{b}') as b,
                     ts_filter(s.vector, '{c}') as c, ts_filter(s.vector, '{d}') as d
              offset 0) w) n
          left join lateral (
            select t.*, %1$s
            from (
              select field, string_agg(text, '; ' order by position) as text
              from case_study_search_text
              where case_study_version_id = v.id and field in ('summary', 'topics') and n.b > n.a
              group by field) t
            cross join to_tsvector('casebook', search_text(t.text)) vector
            order by held desc, field
            limit 1) b on b.held > n.a
          left join lateral (
            select t.*, %1$s
            from (
              select field, position, text from case_study_search_text
              where case_study_version_id = v.id and field = 'sections' and n.c > greatest(n.a, b.held)) t
            cross join to_tsvector('casebook', search_text(t.text)) vector
            order by held desc, position
            limit 1) c on c.held > greatest(n.a, b.held)
          left join lateral (
            select t.*, %1$s
            from (
              select field, min(position) as position, string_agg(text, '; ' order by position) as text
              from case_study_search_text
              where case_study_version_id = v.id and field in ('barriers', 'conditions', 'organisations')
                and n.d > greatest(n.a, b.held, c.held)
              group by field, case when field = 'organisations' then 0 else position end) t
            cross join to_tsvector('casebook', search_text(t.text)) vector
            order by held desc, field, position
            limit 1) d on d.held > greatest(n.a, b.held, c.held)) f
        """
            .formatted(HELD),
        Tuple.class,
        Map.of(
            "ids",
            versionIds.toArray(Long[]::new),
            "concepts",
            concepts.toArray(String[]::new),
            "loosened",
            loosened.toArray(String[]::new),
            "words",
            words,
            "start",
            start,
            "stop",
            stop));
  }

  private static final String RELATED =
      """
      with register as materialized (
        select greatest(count(*), 1) as documents from case_study_search where is_public),
      written as (
        select distinct token as word
        from case_study_search_text t, ts_parse('default', search_text(t.text)) p
        join ts_token_type('default') k using (tokid)
        where t.case_study_version_id = :id and t.field in ('title', 'summary', 'topics', 'sections')
          and k.alias in ('asciiword', 'word', 'asciihword', 'hword') and length(token) > 2),
      readable as (
        select distinct on (stem) stem, word
        from written, unnest(tsvector_to_array(to_tsvector('casebook', word))) stem
        where (position('-' in stem) > 0) = (position('-' in word) > 0)
        order by stem, length(word), word collate "C" desc),
      telling as materialized (
        select r.stem, r.word, w.documents, ln(1 + cast(g.documents as float8) / w.documents) as weight
        from case_study_search s, unnest(s.vector) l (stem, positions, weights), readable r, search_word w, register g
        where s.case_study_version_id = :id and r.stem = l.stem and w.stem = l.stem
          and (cardinality(l.positions) > 1 or l.weights && '{A,B}')
          and w.documents <= greatest(g.documents / 4, 2)),
      candidate as materialized (
        select c.id
        from (
          select t.case_study_version_id as id, 4 as weight
          from case_study_topic o join case_study_topic t using (topic)
          where o.case_study_version_id = :id
          union all
          select s.case_study_version_id, 1
          from (select stem from telling where documents > 1 order by documents, stem limit 10) r
          join case_study_search s on s.vector @@ cast(quote_literal(r.stem) as tsquery)) c
        join case_study_search s on s.case_study_version_id = c.id and s.is_public
        group by c.id
        order by sum(c.weight) desc, c.id
        limit 51),
      candidate_word as materialized (
        select c.id, unnest(tsvector_to_array(s.vector)) as stem
        from candidate c join case_study_search s on s.case_study_version_id = c.id),
      shared_word as (
        select c.id, array_agg(l.word order by l.documents, l.word) as shared, sum(l.weight) as weight
        from candidate_word c join telling l using (stem)
        group by c.id),
      alike as (
        select c.id, t.shared as topics, p.shared as populations, w.shared as words,
               round(cast(0.5 * t.score + 0.1 * p.score + 0.4 * coalesce(w.weight / g.weight, 0) as numeric), 4)
                 as score
        from candidate c
        join case_study_version v using (id)
        left join shared_word w using (id)
        cross join (select sum(weight) as weight from telling) g
        cross join lateral (%s) t
        cross join lateral (%s) p
        where v.published_at is not null and v.superseded_at is null
          and v.case_study_id <> (select case_study_id from case_study_version where id = :id))
      select id, score, coalesce(topics, '{}') as topics, coalesce(populations, '{}') as populations,
             coalesce(words[1:10], '{}') as words
      from alike where score > 0 order by score desc, id limit :limit
      """;

  private static final String SHARED_OF_ALL =
      """
      select array_agg(m.%2$s order by m.position) filter (where o.position is not null) as shared,
             coalesce(cast(count(o.position) as float8)
                      / nullif(count(*) - count(o.position)
                               + (select count(*) from %1$s where case_study_version_id = c.id), 0), 0) as score
      from %1$s m
      left join %1$s o on o.%2$s = m.%2$s and o.case_study_version_id = c.id
      where m.case_study_version_id = :id""";

  /** The public versions most like this one. */
  List<Tuple> related(long versionId, int limit) {
    return list(
        RELATED.formatted(
            SHARED_OF_ALL.formatted("case_study_topic", "topic"),
            SHARED_OF_ALL.formatted("case_study_population", "population")),
        Tuple.class,
        Map.of("id", versionId, "limit", limit));
  }

  private <T> List<T> list(String sql, Class<T> type, Map<String, Object> parameters) {
    return Sql.list(entities, sql, type, parameters);
  }
}
