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
  private static final String COPIED =
      "title, summary, theme, sections, barriers, conditions, statements, quotes, recognition, links,"
          + " source_publication, created_at, updated_at, published_at";

  private final SearchService searches;
  private final EntityManager entities;

  SearchFixture(SearchService searches, EntityManager entities) {
    this.searches = searches;
    this.entities = entities;
  }

  /** The slugs of the public case studies found, best first. */
  List<String> search(String q) {
    return find(searches.nearest(searches.parse(q).orElseThrow()));
  }

  @SuppressWarnings("unchecked") // a native query knows its type only at run time
  List<String> find(SearchQuery query) {
    Query found =
        entities.createNativeQuery(
            """
            with %s
            select c.slug
            from case_study_version v
            join case_study c on c.id = v.case_study_id
            join case_study_search s on s.case_study_version_id = v.id
            cross join %s
            where v.published_at is not null and v.superseded_at is null and %s
            order by %s desc, c.slug
            """
                .formatted(
                    query.searched(), SearchQuery.SEARCHED, SearchQuery.CONDITION, query.rank()),
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

  /** Publishes a version with another text, without telling the index. */
  void write(String slug, String column, String text) {
    long old = publicVersion(slug);
    Map<String, Object> id = Map.of("id", old);
    String written =
        COPIED.replace(
            column, "cast(:text as %s)".formatted(text.startsWith("[") ? "jsonb" : "text"));
    execute("update case_study_version set superseded_at = published_at where id = :id", id);
    execute(
        """
        insert into case_study_version (id, case_study_id, version, %s)
        select nextval('case_study_version_id'), case_study_id, version + 1, %s
        from case_study_version where id = :id
        """
            .formatted(COPIED, written),
        Map.of("id", old, "text", text));
    for (String part :
        List.of(
            "case_study_topic (case_study_version_id, position, topic)",
            "case_study_population (case_study_version_id, position, population)",
            "case_study_organisation (case_study_version_id, position, part, organisation_id)")) {
      int columns = part.indexOf('(');
      execute(
          "insert into %s select :new, %s from %s where case_study_version_id = :id"
              .formatted(
                  part,
                  part.substring(part.indexOf(',') + 1, part.length() - 1),
                  part.substring(0, columns)),
          Map.of("id", old, "new", publicVersion(slug)));
    }
  }

  /** All versions of a case study. */
  @SuppressWarnings("unchecked") // a native query knows its type only at run time
  List<Long> versions(String slug) {
    return entities
        .createNativeQuery(
            """
            select v.id from case_study_version v join case_study c on c.id = v.case_study_id
            where c.slug = :slug
            """,
            Long.class)
        .setParameter("slug", slug)
        .getResultList();
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
                      from case_study_search, unnest(array_append(tsvector_to_array(vector), '')) stem
                      where is_public group by stem) counted using (stem)
                    where w.documents is distinct from counted.documents
                    """)
                .getSingleResult())
        .longValue();
  }
}
