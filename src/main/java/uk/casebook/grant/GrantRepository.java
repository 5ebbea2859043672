package uk.casebook.grant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.casestudy.GrantRef;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.database.ResourceId;
import uk.casebook.database.Sql;
import uk.casebook.http.Position;

@ApplicationScoped
class GrantRepository implements PanacheRepositoryBase<Grant, UUID> {

  static final String GRANTS = "grant_award g";

  /** The day of the award, or one before all days where it is not known; it has an index. */
  static final String AWARDED = "coalesce(g.award_date, date '1600-01-01')";

  private static final Keyset<LocalDate, UUID, UUID> NEWEST_FIRST =
      new Keyset<>(AWARDED, LocalDate.class, "g.id", UUID.class, "g.id", UUID.class, true);

  /** What grants tell of their programme. */
  record Fund(FundingProgrammeRef programme, @Nullable UUID funderId) {}

  List<Keyset.Entry<UUID>> newestFirst(Conditions conditions, @Nullable Position start, int limit) {
    return NEWEST_FIRST.fetch(getEntityManager(), GRANTS, conditions, start, limit);
  }

  long count(Conditions conditions) {
    return Keyset.count(getEntityManager(), GRANTS, conditions);
  }

  /** Whole: any query later on makes Hibernate forget that their parts can come for all at once. */
  Map<UUID, Grant> byIds(Collection<UUID> ids) {
    List<Grant> found = list("id in ?1", ids);
    found.forEach(Grant::load);
    return found.stream().collect(Collectors.toMap(Grant::id, Function.identity()));
  }

  Optional<Grant> findByKey(String key) {
    return findId(key).flatMap(this::findByIdOptional);
  }

  /**
   * As {@link #findByKey}, and nobody else changes it or enters anything in its ledger until the
   * end of the transaction.
   */
  Optional<Grant> lock(String key) {
    Optional<UUID> id = ResourceId.parse(key);
    return id.isPresent()
        ? lock(id.get())
        : find("lower(identifier) = ?1", key.toLowerCase(Locale.ROOT))
            .withLock(LockModeType.PESSIMISTIC_WRITE)
            .firstResultOptional();
  }

  Optional<Grant> lock(UUID id) {
    return Optional.ofNullable(
        getEntityManager().find(Grant.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /** The id of a grant by id or identifier; an id is not looked up. */
  Optional<UUID> findId(String key) {
    Optional<UUID> id = ResourceId.parse(key);
    return id.isPresent()
        ? id
        : Sql.list(
                getEntityManager(),
                "select id from grant_award where lower(identifier) = :identifier",
                UUID.class,
                Map.of("identifier", key.toLowerCase(Locale.ROOT)))
            .stream()
            .findFirst();
  }

  /** The programmes with these ids, by id. */
  Map<UUID, Fund> funds(Collection<UUID> programmeIds) {
    return programmeIds.isEmpty()
        ? Map.of()
        : Sql.list(
                getEntityManager(),
                "select id, slug, name, funder_id from funding_programme where id in (:ids)",
                Tuple.class,
                Map.of("ids", programmeIds))
            .stream()
            .collect(
                Collectors.toMap(
                    row -> row.get("id", UUID.class),
                    row ->
                        new Fund(
                            FundingProgrammeRef.of(
                                row.get("slug", String.class), row.get("name", String.class)),
                            row.get("funder_id", UUID.class))));
  }

  /**
   * The grants that case studies tell of in short, by case study, the newest award first, but for
   * cancelled ones.
   */
  Map<UUID, List<GrantRef>> publicOfCaseStudies(Collection<UUID> caseStudyIds) {
    return caseStudyIds.isEmpty()
        ? Map.of()
        : Sql.list(
                getEntityManager(),
                """
                select case_study_id, identifier, title from grant_award
                where case_study_id in (:caseStudies) and status is distinct from 'cancelled'
                order by award_date desc nulls last, id desc
                """,
                Tuple.class,
                Map.of("caseStudies", caseStudyIds))
            .stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get("case_study_id", UUID.class),
                    Collectors.mapping(GrantRepository::ref, Collectors.toList())));
  }

  /** The newest award that each metric tells of in short, by metric, but for cancelled ones. */
  Map<UUID, GrantRef> publicOf(Collection<UUID> metricIds) {
    return metricIds.isEmpty()
        ? Map.of()
        : Sql.list(
                getEntityManager(),
                """
                select distinct on (m.metric_id) m.metric_id, g.identifier, g.title
                from grant_metric m join grant_award g on g.id = m.grant_id
                where m.metric_id in (:metrics) and g.status is distinct from 'cancelled'
                order by m.metric_id, g.award_date desc nulls last, g.id desc
                """,
                Tuple.class,
                Map.of("metrics", metricIds))
            .stream()
            .collect(
                Collectors.toMap(row -> row.get("metric_id", UUID.class), GrantRepository::ref));
  }

  /** Grants in short, by id. */
  Map<UUID, GrantRef> refs(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : Sql.list(
                getEntityManager(),
                "select id, identifier, title from grant_award where id in (:ids)",
                Tuple.class,
                Map.of("ids", ids))
            .stream()
            .collect(Collectors.toMap(row -> row.get("id", UUID.class), GrantRepository::ref));
  }

  private static GrantRef ref(Tuple row) {
    return GrantRef.of(row.get("identifier", String.class), row.get("title", String.class));
  }

  /** Whether there is a word to search for in a text. */
  boolean hasWords(String text) {
    return Sql.list(
            getEntityManager(),
            "select numnode(websearch_to_tsquery('casebook', search_text(:q))) > 0",
            Boolean.class,
            Map.of("q", text))
        .get(0);
  }

  /** What a programme's grants come to; of one that was cancelled only what was spent. */
  BigDecimal awarded(UUID programmeId) {
    return Sql.list(
            getEntityManager(),
            """
            select coalesce(sum(case when g.status = 'cancelled' then l.spent else l.awarded end), 0)
            from grant_award g join grant_line l on l.grant_id = g.id
            where g.funding_programme_id = :programme
            """,
            BigDecimal.class,
            Map.of("programme", programmeId))
        .get(0);
  }

  /** The grants that an organisation received, by id. */
  List<UUID> receivedBy(UUID organisation) {
    return Sql.list(
        getEntityManager(),
        "select id from grant_award where recipient_id = :organisation order by id",
        UUID.class,
        Map.of("organisation", organisation));
  }
}
