package uk.casebook.metric;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.database.ResourceId;
import uk.casebook.database.Sql;
import uk.casebook.http.Position;

@ApplicationScoped
class MetricRepository implements PanacheRepositoryBase<MetricVersion, Long> {

  static final String METRICS =
      """
      metric_version m
        join metric i on i.id = m.metric_id
        join case_study_version v on v.id = m.case_study_version_id
        left join organisation l on l.id = v.lead_council_id\
      """;

  /**
   * Changes {@code c}, with what conditions name of their metrics and case studies. They have their
   * version, so case studies are looked up only for conditions that ask for them.
   */
  static final String CHANGES =
      """
      computed_change c
        cross join lateral (
          select c.metric_version_id as id, c.kind, c.polarity, c.indicator, c.unit) m
        left join case_study_version v on v.id = c.case_study_version_id\
      """;

  /** Observations {@code o}, as {@link #CHANGES}. */
  static final String OBSERVATIONS =
      """
      summary_figure o
        cross join lateral (
          select o.metric_version_id as id, o.kind, o.polarity, o.indicator, o.unit) m
        left join case_study_version v on v.id = o.case_study_version_id\
      """;

  private static final String OF_CASE_STUDIES =
      """
      from MetricVersion m join fetch m.metric left join fetch m.observations
      where m.caseStudyVersionId %s order by m.position
      """;

  /** Behind every name: metrics without a council come last. */
  private static final String LAST = "U&'\\+10FFFF'";

  private static final Keyset<String, UUID, Long> BY_TITLE = by("lower(m.title)");
  private static final Keyset<String, UUID, Long> BY_COUNCIL =
      by("coalesce(lower(l.name), " + LAST + ")");
  private static final Keyset<String, Long, Long> AS_IN_THE_SOURCE =
      new Keyset<>(
          "o.metric_slug",
          String.class,
          "cast(o.position as bigint)",
          Long.class,
          """
          (select row.id from observation row
           where row.metric_version_id = o.metric_version_id and row.position = o.position)\
          """,
          Long.class,
          false);

  private static Keyset<String, UUID, Long> by(String key) {
    return new Keyset<>(
        key + " collate \"C\"", String.class, "i.id", UUID.class, "m.id", Long.class, false);
  }

  List<Keyset.Entry<Long>> metrics(
      Conditions conditions, boolean byCouncil, @Nullable Position start, int limit) {
    return (byCouncil ? BY_COUNCIL : BY_TITLE)
        .fetch(getEntityManager(), METRICS, conditions, start, limit);
  }

  List<Keyset.Entry<Long>> observations(
      Conditions conditions, @Nullable Position start, int limit) {
    return AS_IN_THE_SOURCE.fetch(getEntityManager(), OBSERVATIONS, conditions, start, limit);
  }

  /** The units of observations, in alphabetical order. */
  List<String> units(Conditions conditions) {
    return Sql.list(
        getEntityManager(),
        "select distinct o.unit from %s where %s order by o.unit"
            .formatted(OBSERVATIONS, conditions.sql()),
        String.class,
        conditions.values());
  }

  long count(String from, Conditions conditions) {
    return Keyset.count(getEntityManager(), from, conditions);
  }

  Map<Long, MetricVersion> byIds(Collection<Long> ids) {
    return list("from MetricVersion m join fetch m.metric where m.id in ?1", ids).stream()
        .collect(Collectors.toMap(MetricVersion::id, Function.identity()));
  }

  /** The version that readers see, by the metric's id or slug. */
  Optional<MetricVersion> findPublic(String key) {
    String versions =
        """
        from MetricVersion m join fetch m.metric i
          join CaseStudyVersion v on v.id = m.caseStudyVersionId
        where v.publishedAt is not null and v.supersededAt is null
        """;
    return ResourceId.parse(key)
        .map(id -> find(versions + " and i.id = ?1", id))
        .orElseGet(() -> find(versions + " and i.slug = ?1", key.toLowerCase(Locale.ROOT)))
        .firstResultOptional();
  }

  /** The version of a metric among those that are shown, by the metric's id or slug. */
  Optional<MetricVersion> find(String key, Conditions shown) {
    Conditions conditions =
        shown
            .copy()
            .and("i.id = :id", "id", ResourceId.parse(key).orElse(null))
            .and(
                "i.slug = :slug",
                "slug",
                ResourceId.parse(key).isPresent() ? null : key.toLowerCase(Locale.ROOT));
    return Sql.list(
            getEntityManager(),
            "select m.id from %s where %s".formatted(METRICS, conditions.sql()),
            Long.class,
            conditions.values())
        .stream()
        .findFirst()
        .map(this::findById);
  }

  /** A metric by id or slug, whatever its state. */
  Optional<Metric> findMetric(String key) {
    Optional<UUID> id = ResourceId.parse(key);
    return getEntityManager()
        .createQuery("from Metric where id = :id or slug = :slug", Metric.class)
        .setParameter("id", id.orElse(null))
        .setParameter("slug", key.toLowerCase(Locale.ROOT))
        .getResultStream()
        .findFirst();
  }

  /** The versions of metrics that readers see, or that belong to these versions of case studies. */
  List<MetricVersion> publicOr(Collection<Long> caseStudyVersionIds, Collection<UUID> metricIds) {
    if (metricIds.isEmpty()) {
      return List.of();
    }
    return list(
        """
        from MetricVersion m join fetch m.metric i
          join CaseStudyVersion v on v.id = m.caseStudyVersionId
        where i.id in ?1
          and (v.id in ?2 or v.publishedAt is not null and v.supersededAt is null)
        """,
        metricIds,
        caseStudyVersionIds);
  }

  /** As {@link #publicOr} by the metrics' slugs. */
  List<Metric> bySlugs(long caseStudyVersionId, Collection<String> slugs) {
    return getEntityManager()
        .createQuery(
            """
            select distinct i from MetricVersion m join m.metric i
              join CaseStudyVersion v on v.id = m.caseStudyVersionId
            where i.slug in :slugs
              and (v.id = :version or v.publishedAt is not null and v.supersededAt is null)
            """,
            Metric.class)
        .setParameter("slugs", slugs)
        .setParameter("version", caseStudyVersionId)
        .getResultList();
  }

  Optional<MetricVersion> findIn(long caseStudyVersionId, UUID metricId) {
    return find("caseStudyVersionId = ?1 and metric.id = ?2", caseStudyVersionId, metricId)
        .firstResultOptional();
  }

  /** One process at a time computes what is missing; until the transaction ends. */
  void lockComputing() {
    Sql.lock(getEntityManager(), "computed_change");
  }

  /** Versions of which nothing has been computed. */
  List<MetricVersion> notComputed(int limit) {
    return find("computedChanges is empty order by id").page(0, limit).list();
  }

  /** Behind all others of a version. */
  int nextPosition(long caseStudyVersionId) {
    return find("caseStudyVersionId = ?1 order by position desc", caseStudyVersionId)
        .firstResultOptional()
        .map(last -> last.position() + 1)
        .orElse(0);
  }

  /** Takes a metric out of a draft, at once: its place may be filled again before the commit. */
  void remove(MetricVersion version) {
    flush();
    getEntityManager()
        .createNativeQuery("delete from metric_version where id = :id")
        .setParameter("id", version.id())
        .executeUpdate();
    getEntityManager().clear();
  }

  /** Deletes the metrics of a draft that nobody has seen, or the one of them that is named. */
  void deleteUnseen(long caseStudyVersionId, @Nullable UUID metricId) {
    flush();
    String unseen =
        """
        select i.id from metric i join metric_version m on m.metric_id = i.id
        where m.case_study_version_id = :version and i.published_version is null
          and i.id = coalesce(cast(:metric as uuid), i.id)
        """;
    for (String statement :
        List.of(
            "delete from metric_conflict where conflicts_with_id in (%s)",
            "delete from metric where id in (%s)")) {
      getEntityManager()
          .createNativeQuery(statement.formatted(unseen))
          .setParameter("version", caseStudyVersionId)
          .setParameter("metric", metricId == null ? null : metricId.toString())
          .executeUpdate();
    }
    getEntityManager().clear();
  }

  List<MetricVersion> ofCaseStudy(long caseStudyVersionId) {
    return list(OF_CASE_STUDIES.formatted("= ?1"), caseStudyVersionId);
  }

  List<MetricVersion> ofCaseStudies(Collection<Long> caseStudyVersionIds) {
    // Hibernate keeps the SQL of a query, except of one with a list.
    return caseStudyVersionIds.size() == 1
        ? ofCaseStudy(caseStudyVersionIds.iterator().next())
        : list(OF_CASE_STUDIES.formatted("in ?1"), caseStudyVersionIds);
  }

  /** The case studies of metrics, by metric. */
  Map<UUID, UUID> caseStudies(Collection<UUID> metricIds) {
    return metricIds.isEmpty()
        ? Map.of()
        : getEntityManager()
            .createQuery("from Metric m where m.id in :ids", Metric.class)
            .setParameter("ids", metricIds)
            .getResultStream()
            .collect(Collectors.toMap(Metric::id, Metric::caseStudyId));
  }

  /** How many metrics these versions of case studies have. */
  Map<Long, Integer> counts(Collection<Long> caseStudyVersionIds) {
    return getEntityManager()
        .createQuery(
            """
            select m.caseStudyVersionId as version, count(*) as metrics from MetricVersion m
            where m.caseStudyVersionId in :ids group by m.caseStudyVersionId
            """,
            Tuple.class)
        .setParameter("ids", caseStudyVersionIds)
        .getResultStream()
        .collect(
            Collectors.toMap(
                row -> row.get("version", Long.class),
                row -> row.get("metrics", Long.class).intValue()));
  }

  /** Observations with what identifies them. */
  Map<Long, FoundObservation> observations(Collection<Long> observationIds) {
    return getEntityManager()
        .createQuery(
            """
            select o.id, new uk.casebook.metric.FoundObservation(
              o.position, o.figure, m.content, i.slug, c.slug, l.slug, l.region, v.theme, v.source.publication)
            from Observation o join o.metricVersion m join m.metric i
              join CaseStudyVersion v on v.id = m.caseStudyVersionId
              join v.caseStudy c
              left join Organisation l on l.id = v.leadCouncilId
            where o.id in :ids
            """,
            Tuple.class)
        .setParameter("ids", observationIds)
        .getResultStream()
        .collect(
            Collectors.toMap(
                row -> row.get(0, Long.class), row -> row.get(1, FoundObservation.class)));
  }

  /** A metric that was loaded before the last {@link #remove}, as it is now. */
  Metric managed(Metric metric) {
    return getEntityManager().find(Metric.class, metric.id());
  }

  void persistMetric(Metric metric) {
    getEntityManager().persist(metric);
  }
}
