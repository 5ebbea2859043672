package uk.casebook.search;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Map;

/**
 * Searches the register as the list of case studies does, and gives case studies by their slugs.
 */
@ApplicationScoped
class SearchFixture {
  private final SearchService searches;
  private final EntityManager entities;

  SearchFixture(SearchService searches, EntityManager entities) {
    this.searches = searches;
    this.entities = entities;
  }

  /** The slugs of the public case studies found, best first. */
  List<String> search(String q) {
    return find(searches.parse(q).orElseThrow());
  }

  @SuppressWarnings("unchecked") // a native query knows its type only at run time
  List<String> find(SearchQuery query) {
    Query found =
        entities.createNativeQuery(
            """
            select c.slug
            from case_study_version v
            join case_study c on c.id = v.case_study_id
            join case_study_search s on s.case_study_version_id = v.id
            where v.published_at is not null and v.superseded_at is null and %s
            order by %s desc, c.slug
            """
                .formatted(SearchQuery.CONDITION, SearchQuery.RANK),
            String.class);
    query.conditionParameters().forEach(found::setParameter);
    query.rankParameters().forEach(found::setParameter);
    return found.getResultList();
  }

  /** Why a search found a case study. */
  Match match(String q, String slug) {
    long id = publicVersion(slug);
    return searches.matches(searches.parse(q).orElseThrow(), List.of(id)).get(id);
  }

  long publicVersion(String slug) {
    return ((Number)
            entities
                .createNativeQuery(
                    """
                    select v.id from case_study_version v join case_study c on c.id = v.case_study_id
                    where c.slug = :slug and v.published_at is not null and v.superseded_at is null
                    """)
                .setParameter("slug", slug)
                .getSingleResult())
        .longValue();
  }

  String slug(long versionId) {
    return (String)
        entities
            .createNativeQuery(
                """
                select c.slug from case_study_version v join case_study c on c.id = v.case_study_id
                where v.id = :id
                """)
            .setParameter("id", versionId)
            .getSingleResult();
  }

  /** Runs a test within a transaction that leaves nothing behind. */
  void undoing(Runnable test) {
    QuarkusTransaction.begin();
    try {
      test.run();
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  /** Changes a text of a case study without telling the index. */
  void write(String slug, String column, String text) {
    execute(
        "update case_study_version set %s = cast(:text as %s) where id = :id"
            .formatted(column, text.startsWith("[") ? "jsonb" : "text"),
        Map.of("text", text, "id", publicVersion(slug)));
  }

  /** Runs a statement as it stands. */
  int execute(String sql, Map<String, Object> parameters) {
    Query statement = entities.createNativeQuery(sql);
    parameters.forEach(statement::setParameter);
    return statement.executeUpdate();
  }

  /** How often the words that the register knows differ from a count of what is indexed. */
  long miscountedWords() {
    return ((Number)
            entities
                .createNativeQuery(
                    """
                    select count(*)
                    from search_word w
                    full join (
                      select stem, count(*) as documents
                      from case_study_search, unnest(tsvector_to_array(vector)) stem
                      where is_public group by stem) counted using (stem)
                    where w.documents is distinct from counted.documents
                    """)
                .getSingleResult())
        .longValue();
  }
}
