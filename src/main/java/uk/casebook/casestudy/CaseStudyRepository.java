package uk.casebook.casestudy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyPage.FacetValue;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.database.ResourceId;
import uk.casebook.database.Sql;
import uk.casebook.http.Position;
import uk.casebook.search.SearchQuery;

@ApplicationScoped
class CaseStudyRepository implements PanacheRepositoryBase<CaseStudyVersion, Long> {

  static final String ALL = "case_study_version v";

  /** What a search looks at besides. */
  static final String SEARCHED = " join case_study_search s on s.case_study_version_id = v.id";

  /** Where a version stands, as {@link CaseStudyVersion#status()} has it. */
  static final String STATUS =
      """
      (case when v.published_at is null and v.submitted_at is null then 'draft'
            when v.published_at is null then 'in-review'
            else (select w.status from case_study w where w.id = v.case_study_id) end)\
      """;

  /** What everybody may read, with nothing but what a search keeps of it. */
  static final String SEARCHED_ALONE = "case_study_search s";

  /** The condition on {@link #SEARCHED_ALONE} that what everybody may read is read. */
  static final String SEARCHED_BY_ALL = "s.is_public";

  private static final String LISTED = "listed_case_study v";

  private static final String COUNTED =
      """

          union all
          select '%s', e.code, e.name, count(*)%s from found v %s
          group by e.code, e.name""";

  private static final String KEPT =
      """
      ,
      entries as (
        select entry, count(*) as studies from (select unnest(vocabulary_entries) as entry from found) e
        group by entry)""";

  private static final String KEPT_ENTRIES =
      """

          union all
          select '%s', e.code, e.name, k.studies, null, null, null
          from vocabulary_entry e join entries k on k.entry = e.vocabulary || '/' || e.code
          where e.vocabulary = '%s'""";

  private static final String KEPT_COUNCILS =
      """

          union all
          select 'council', o.slug, o.name, k.studies, null, null, null
          from (select id, count(*) as studies from (select unnest(organisations) as id from found) f
                group by id) k
          join organisation o on o.id = k.id and o.kind = 'council'""";

  private static final String PUBLIC = "v.publishedAt is not null and v.supersededAt is null";

  private static final Keyset<Instant, UUID, Long> NEWEST_FIRST =
      new Keyset<>(
          "v.published_at", Instant.class, "v.case_study_id", UUID.class, "v.id", Long.class, true);
  private static final Keyset<String, UUID, Long> BY_TITLE =
      new Keyset<>(
          "lower(v.title) collate \"C\"",
          String.class,
          "v.case_study_id",
          UUID.class,
          "v.id",
          Long.class,
          false);

  private static final Keyset<Instant, UUID, Long> LAST_CHANGED_FIRST =
      new Keyset<>(
          "v.updated_at", Instant.class, "v.case_study_id", UUID.class, "v.id", Long.class, true);

  private static final Keyset<Long, Long, Long> LATEST_FIRST =
      new Keyset<>(
          "cast(v.version as bigint)", Long.class, "v.id", Long.class, "v.id", Long.class, true);

  List<Keyset.Entry<Long>> newestFirst(
      String from, Conditions conditions, @Nullable Position start, int limit) {
    return NEWEST_FIRST.fetch(getEntityManager(), from, conditions, start, limit);
  }

  /** What lists look at, for the conditions of {@link Selection#inListsBut}. */
  static String from(Selection selection) {
    return selection.isPublic() ? LISTED : ALL;
  }

  /** What is published now, with the number of all that is selected, newest first or by title. */
  Keyset.Counted<Long> listed(
      boolean byTitle, Conditions conditions, @Nullable Position start, int limit) {
    Keyset<?, UUID, Long> order = byTitle ? BY_TITLE : NEWEST_FIRST;
    return order.fetchCounted(getEntityManager(), LISTED, conditions, start, limit);
  }

  List<Keyset.Entry<Long>> lastChangedFirst(
      String from, Conditions conditions, @Nullable Position start, int limit) {
    return LAST_CHANGED_FIRST.fetch(getEntityManager(), from, conditions, start, limit);
  }

  List<Keyset.Entry<Long>> byTitle(
      String from, Conditions conditions, @Nullable Position start, int limit) {
    return BY_TITLE.fetch(getEntityManager(), from, conditions, start, limit);
  }

  long count(String from, Conditions conditions) {
    return Keyset.count(getEntityManager(), from, conditions);
  }

  /**
   * How many case studies a list has, and how many of them have each value of some facets.
   *
   * @param facets by name, the values with their counts, most first
   */
  record Counted(long total, Map<String, List<FacetValue>> facets) {

    List<FacetValue> facet(String name) {
      return facets.getOrDefault(name, List.of());
    }
  }

  /** Finds the case studies once for all the counts. */
  Counted count(String from, Conditions conditions, Collection<String> facets) {
    if (facets.isEmpty()) {
      return new Counted(count(from, conditions), Map.of());
    }
    String sql =
        """
        with found as materialized (select v.id, v.theme from %s where %s)
        select * from (
          select null as facet, null as code, null as name, count(*) as studies from found%s) counted
        order by facet nulls first, studies desc, code collate "C"
        """
            .formatted(
                from,
                conditions.sql(),
                facets.stream()
                    .map(facet -> COUNTED.formatted(facet, "", values(facet)))
                    .collect(Collectors.joining()));
    return counted(Sql.list(getEntityManager(), sql, Tuple.class, conditions.values()));
  }

  /** The best of what a search finds, and how much it finds. */
  record Best(List<Keyset.Entry<Long>> entries, Counted counted) {}

  /**
   * Searches once for a page, best first, and all the counts.
   *
   * @param published whether only what everybody may read is searched: of that the search keeps
   *     what it counts
   */
  Best best(
      SearchQuery search,
      boolean published,
      String from,
      Conditions conditions,
      Collection<String> facets,
      @Nullable Position start,
      int limit) {
    Conditions page = new Conditions();
    if (start != null) {
      page.and("(rank, case_study_id) < (:startKey, :startTie)")
          .with("startKey", start.values().get(0))
          .with("startTie", start.values().get(1));
    }
    String sql =
        """
        with %s,
        found as materialized (
          select s.case_study_version_id as id, %s, %s as rank from %s cross join %s where %s)%s
        select * from (
          select cast(null as text) as facet, cast(null as text) as code, cast(null as text) as name,
                 count(*) as studies, cast(null as bigint) as rank, cast(null as uuid) as case_study_id,
                 cast(null as bigint) as id
          from found
          union all
          (select null, null, null, null, rank, case_study_id, id from found where %s
           order by rank desc, case_study_id desc limit :fetched)%s) counted
        order by facet nulls first, studies desc nulls last, rank desc, case_study_id desc, code collate "C"
        """
            .formatted(
                search.searched(),
                published
                    ? "s.case_study_id, s.vocabulary_entries, s.organisations"
                    : "v.case_study_id, v.theme",
                search.rank(),
                from,
                SearchQuery.SEARCHED,
                conditions.sql(),
                published ? KEPT : "",
                page.sql(),
                facets.stream()
                    .map(
                        facet ->
                            published
                                ? kept(facet)
                                : COUNTED.formatted(facet, ", null, null, null", values(facet)))
                    .collect(Collectors.joining()));
    Map<String, Object> values = new HashMap<>(conditions.values());
    values.putAll(page.values());
    values.putAll(search.rankParameters());
    values.put("fetched", limit + 1);
    List<Tuple> rows = Sql.list(getEntityManager(), sql, Tuple.class, values);
    return new Best(
        rows.stream()
            .filter(row -> row.get("id") != null)
            .map(
                row ->
                    new Keyset.Entry<>(
                        Position.of(
                            row.get("rank", Long.class), row.get("case_study_id", UUID.class)),
                        row.get("id", Long.class)))
            .toList(),
        counted(rows.stream().filter(row -> row.get("id") == null).toList()));
  }

  private static Counted counted(List<Tuple> rows) {
    return new Counted(
        rows.get(0).get("studies", Long.class),
        rows.stream()
            .skip(1)
            .collect(
                Collectors.groupingBy(
                    row -> row.get("facet", String.class),
                    Collectors.mapping(CaseStudyRepository::facetValue, Collectors.toList()))));
  }

  private static FacetValue facetValue(Tuple row) {
    return new FacetValue(
        row.get("code", String.class),
        row.get("name", String.class),
        row.get("studies", Long.class));
  }

  /** As {@link #values}, of what the search keeps. */
  private static String kept(String facet) {
    return switch (facet) {
      case "theme" -> KEPT_ENTRIES.formatted(facet, "themes");
      case "topic" -> KEPT_ENTRIES.formatted(facet, "topics");
      case "population" -> KEPT_ENTRIES.formatted(facet, "populations");
      case "council" -> KEPT_COUNCILS;
      default -> throw new IllegalArgumentException("No facet " + facet);
    };
  }

  private static String values(String facet) {
    return switch (facet) {
      case "theme" -> "join vocabulary_entry e on e.vocabulary = 'themes' and e.code = v.theme";
      case "topic" ->
          """
          join case_study_topic t on t.case_study_version_id = v.id
          join vocabulary_entry e on e.vocabulary = t.vocabulary and e.code = t.topic""";
      case "population" ->
          """
          join case_study_population t on t.case_study_version_id = v.id
          join vocabulary_entry e on e.vocabulary = t.vocabulary and e.code = t.population""";
      case "council" ->
          """
          join lateral (
            select distinct o.slug as code, o.name from case_study_organisation p
            join organisation o on o.id = p.organisation_id
            where p.case_study_version_id = v.id and o.kind = 'council') e on true""";
      default -> throw new IllegalArgumentException("No facet " + facet);
    };
  }

  /** What lists show of versions, without the texts that they do not. */
  Map<Long, ListedCaseStudy> listed(Collection<Long> ids) {
    return getEntityManager()
        .createQuery(
            """
            select new uk.casebook.casestudy.ListedCaseStudy(
              v.id, c.id, c.slug, v.title, v.summary, c.status, v.submittedAt, v.version, v.theme,
              v.period, v.source, c.createdAt, v.updatedAt, v.publishedAt)
            from CaseStudyVersion v join v.caseStudy c where v.id in :ids
            """,
            ListedCaseStudy.class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.toMap(ListedCaseStudy::versionId, Function.identity()));
  }

  Map<Long, List<String>> topics(Collection<Long> ids) {
    return severalOf("topics", ids, String.class);
  }

  Map<Long, List<String>> populations(Collection<Long> ids) {
    return severalOf("populations", ids, String.class);
  }

  Map<Long, List<Participant>> participants(Collection<Long> ids) {
    return severalOf("participants", ids, Participant.class);
  }

  private <T> Map<Long, List<T>> severalOf(String attribute, Collection<Long> ids, Class<T> type) {
    return getEntityManager()
        .createQuery(
            "select v.id, x from CaseStudyVersion v join v.%s x where v.id in :ids order by index(x)"
                .formatted(attribute),
            Tuple.class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(
            Collectors.groupingBy(
                row -> row.get(0, Long.class),
                Collectors.mapping(row -> row.get(1, type), Collectors.toList())));
  }

  /** The version that readers see, by the case study's id or slug. */
  Optional<CaseStudyVersion> findPublic(String key) {
    String versions = "from CaseStudyVersion v join fetch v.caseStudy c where " + PUBLIC;
    return ResourceId.parse(key)
        .map(id -> find(versions + " and c.id = ?1", id))
        .orElseGet(() -> find(versions + " and c.slug = ?1", key.toLowerCase(Locale.ROOT)))
        .firstResultOptional();
  }

  /** The versions that readers see of these case studies. */
  List<CaseStudyVersion> publicByIds(Collection<UUID> caseStudyIds) {
    return caseStudyIds.isEmpty()
        ? List.of()
        : list(
            "from CaseStudyVersion v join fetch v.caseStudy c where " + PUBLIC + " and c.id in ?1",
            caseStudyIds);
  }

  /** Versions by their ids. */
  Map<Long, CaseStudyVersion> byVersionIds(Collection<Long> ids) {
    return ids.isEmpty()
        ? Map.of()
        : list("from CaseStudyVersion v join fetch v.caseStudy where v.id in ?1", ids).stream()
            .collect(Collectors.toMap(CaseStudyVersion::id, Function.identity()));
  }

  /** Those of these case studies that were withdrawn. */
  List<CaseStudy> withdrawn(Collection<UUID> caseStudyIds) {
    return caseStudyIds.isEmpty()
        ? List.of()
        : getEntityManager()
            .createQuery(
                "from CaseStudy c where c.id in :ids and c.withdrawnAt is not null",
                CaseStudy.class)
            .setParameter("ids", caseStudyIds)
            .getResultList();
  }

  /** A case study by id or slug, whatever its state. */
  Optional<CaseStudy> findCaseStudy(String key) {
    return findId(key).map(id -> getEntityManager().find(CaseStudy.class, id));
  }

  /**
   * As {@link #findCaseStudy}, and nobody else changes it until the end of the transaction: whoever
   * comes second waits here, and then sees what the first has done.
   */
  Optional<CaseStudy> lock(String key) {
    return findId(key).flatMap(this::lock);
  }

  Optional<CaseStudy> lock(UUID id) {
    return Optional.ofNullable(
        getEntityManager().find(CaseStudy.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /** The id of a case study by id or slug; an id is not looked up. */
  Optional<UUID> findId(String key) {
    Optional<UUID> id = ResourceId.parse(key);
    return id.isPresent()
        ? id
        : Sql.list(
                getEntityManager(),
                "select id from case_study where slug = :slug",
                UUID.class,
                Map.of("slug", key.toLowerCase(Locale.ROOT)))
            .stream()
            .findFirst();
  }

  /** The last version of a case study: its draft if there is one. */
  CaseStudyVersion latest(UUID caseStudyId) {
    return find("caseStudy.id = ?1 order by version desc", caseStudyId).firstResult();
  }

  /** The version that readers see, or saw last. */
  CaseStudyVersion lastPublished(UUID caseStudyId) {
    return find("caseStudy.id = ?1 and publishedAt is not null order by version desc", caseStudyId)
        .firstResult();
  }

  /** The version that readers see. */
  Optional<CaseStudyVersion> published(UUID caseStudyId) {
    return find("from CaseStudyVersion v where v.caseStudy.id = ?1 and " + PUBLIC, caseStudyId)
        .firstResultOptional();
  }

  /** The version that readers saw at an instant. */
  Optional<CaseStudyVersion> publishedAt(UUID caseStudyId, Instant instant) {
    return find(
            """
            caseStudy.id = ?1 and publishedAt <= ?2 and (supersededAt is null or supersededAt > ?2)
            """,
            caseStudyId,
            instant)
        .firstResultOptional();
  }

  /** The case studies whose published version or draft names an organisation, by id. */
  List<UUID> naming(UUID organisation) {
    return Sql.list(
        getEntityManager(),
        """
        select distinct v.case_study_id from case_study_organisation p
        join case_study_version v on v.id = p.case_study_version_id
        where p.organisation_id = :organisation and v.superseded_at is null
        order by v.case_study_id
        """,
        UUID.class,
        Map.of("organisation", organisation));
  }

  /** The published versions and drafts that name an organisation. */
  List<Long> versionsNaming(UUID organisation) {
    return Sql.list(
        getEntityManager(),
        """
        select distinct v.id from case_study_organisation p
        join case_study_version v on v.id = p.case_study_version_id
        where p.organisation_id = :organisation and v.superseded_at is null
        """,
        Long.class,
        Map.of("organisation", organisation));
  }

  /** The published versions and drafts that have one of these topics. */
  List<Long> versionsWithTopics(Collection<String> topics) {
    return Sql.list(
        getEntityManager(),
        """
        select distinct v.id from case_study_topic t
        join case_study_version v on v.id = t.case_study_version_id
        where t.topic in (:topics) and v.superseded_at is null
        """,
        Long.class,
        Map.of("topics", topics));
  }

  /** The published versions and drafts that have one of these populations. */
  List<Long> versionsWithPopulations(Collection<String> populations) {
    return Sql.list(
        getEntityManager(),
        """
        select distinct v.id from case_study_population t
        join case_study_version v on v.id = t.case_study_version_id
        where t.population in (:populations) and v.superseded_at is null
        """,
        Long.class,
        Map.of("populations", populations));
  }

  /** A version by its number. */
  Optional<CaseStudyVersion> version(UUID caseStudyId, int version) {
    return find("caseStudy.id = ?1 and version = ?2", caseStudyId, version).firstResultOptional();
  }

  List<Keyset.Entry<Long>> latestFirst(Conditions conditions, @Nullable Position start, int limit) {
    return LATEST_FIRST.fetch(getEntityManager(), ALL, conditions, start, limit);
  }

  Map<Long, CaseStudyVersion> byIds(Collection<Long> ids) {
    return list("from CaseStudyVersion v join fetch v.caseStudy where v.id in ?1", ids).stream()
        .collect(Collectors.toMap(CaseStudyVersion::id, Function.identity()));
  }

  /** Deletes a draft and forgets what was loaded, which may be parts of it. */
  void deleteVersion(long id) {
    flush();
    getEntityManager()
        .createNativeQuery("delete from case_study_version where id = :id")
        .setParameter("id", id)
        .executeUpdate();
    getEntityManager().clear();
  }

  void deleteCaseStudy(UUID id) {
    getEntityManager()
        .createNativeQuery("delete from case_study where id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  /** The case studies with published versions by the versions' ids. */
  Map<Long, CaseStudyRef> refs(Collection<Long> versionIds) {
    Map<Long, CaseStudyRef> refs = new LinkedHashMap<>();
    getEntityManager()
        .createQuery(
            """
            select v.id, c.slug, v.title from CaseStudyVersion v join v.caseStudy c
            where v.id in :ids
            """,
            Tuple.class)
        .setParameter("ids", versionIds)
        .getResultStream()
        .forEach(
            row ->
                refs.put(
                    row.get(0, Long.class),
                    CaseStudyRef.of(row.get(1, String.class), row.get(2, String.class))));
    return refs;
  }

  /** Those of these case studies that everybody may read in short, by id. */
  Map<UUID, CaseStudyRef> publicRefs(Collection<UUID> caseStudyIds) {
    return caseStudyIds.isEmpty()
        ? Map.of()
        : getEntityManager()
            .createQuery(
                """
                select c.id, c.slug, v.title from CaseStudyVersion v join v.caseStudy c
                where c.id in :ids and v.publishedAt is not null and v.supersededAt is null
                """,
                Tuple.class)
            .setParameter("ids", caseStudyIds)
            .getResultStream()
            .collect(
                Collectors.toMap(
                    row -> row.get(0, UUID.class),
                    row -> CaseStudyRef.of(row.get(1, String.class), row.get(2, String.class))));
  }

  /** Slugs that begin like this one, a thousand at most: among them is what was meant. */
  List<String> publicSlugsLike(String slug) {
    return getEntityManager()
        .createQuery(
            """
            select c.slug from CaseStudyVersion v join v.caseStudy c
            where c.slug like :beginning and
            """
                + PUBLIC,
            String.class)
        .setParameter(
            "beginning",
            slug.toLowerCase(Locale.ROOT).substring(0, Math.min(3, slug.length())) + "%")
        .setMaxResults(1000)
        .getResultList();
  }

  void persistCaseStudy(CaseStudy caseStudy) {
    getEntityManager().persist(caseStudy);
  }
}
