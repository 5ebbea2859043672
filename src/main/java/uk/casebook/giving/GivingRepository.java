package uk.casebook.giving;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import uk.casebook.database.Conditions;
import uk.casebook.database.Sql;

/** Finds what 360Giving's standard asks of grants. */
@ApplicationScoped
class GivingRepository {

  /**
   * Grants of which everything is known that the standard requires, and which are not cancelled.
   * What a funding programme has no funder for is nobody's grant there.
   */
  private static final String GRANTS =
      """
      from grant_award g
        join funding_programme p on p.id = g.funding_programme_id and p.funder_id is not null
        join organisation r on r.id = g.recipient_id
      """;

  private static final String AWARDED = "where g.status in ('active', 'completed', 'evaluated')";

  private final EntityManager entities;

  GivingRepository(EntityManager entities) {
    this.entities = entities;
  }

  /** When a grant changed last, cancelled ones among them; empty if no grant is left. */
  Optional<Instant> modified() {
    return Optional.ofNullable(
        Sql.list(
                entities,
                """
            select max(updated_at) as modified from grant_award
            where status is not null and exists (select 1
            """
                    + GRANTS
                    + AWARDED
                    + ")",
                Tuple.class,
                Map.of())
            .get(0)
            .get("modified", Instant.class));
  }

  /** The next grants after an id, in the order of their ids. */
  List<Tuple> after(UUID id, int limit) {
    return Sql.list(
        entities,
        """
        select g.id, g.identifier, g.title, coalesce(g.description, g.title) as description,
          g.currency, g.amount_applied_for as "appliedFor", g.amount_awarded as awarded,
          g.award_date as "awardDate", g.planned_from as "plannedFrom",
          g.planned_to as "plannedTo", g.actual_from as "actualFrom", g.actual_to as "actualTo",
          g.updated_at as modified, g.expression_of_interest_id is not null as "appliedForInACall",
          g.recipient_id as recipient, p.funder_id as funder,
          p.slug as programme, p.name as "programmeName",
          (select sum(l.spent) from grant_line l where l.grant_id = g.id) as spent,
          s.slug as "caseStudy", v.title as "caseStudyTitle"
        """
            + GRANTS
            + """
                left join case_study s on s.id = g.case_study_id
                left join case_study_version v on v.case_study_id = s.id
                  and v.published_at is not null and v.superseded_at is null
              """
            + AWARDED
            + " and g.id > :after order by g.id limit :limit",
        Tuple.class,
        new Conditions().with("after", id).with("limit", limit).values());
  }

  /** What moved of the money of these grants, in the order in which it was entered. */
  List<Tuple> moved(Collection<UUID> grants) {
    return Sql.list(
        entities,
        """
        select l.grant_id as grant, l.position, l.happened_on as "happenedOn",
          coalesce(r.kind, l.kind) = 'commitment' as committed,
          case when (l.kind = 'reversal') <> (coalesce(r.kind, l.kind) = 'refund')
            then -l.amount else l.amount end as value
        from ledger_entry l
          left join ledger_entry r on r.grant_id = l.grant_id and r.reference = l.reverses
        where l.grant_id in (:grants) and coalesce(r.kind, l.kind) <> 'transfer'
        order by l.grant_id, l.position
        """,
        Tuple.class,
        Map.of("grants", grants));
  }

  /** What these grants are for: the codes of their lines, with the codes' names. */
  List<Tuple> classified(Collection<UUID> grants) {
    return Sql.list(
        entities,
        """
        select l.grant_id as grant, e.vocabulary, e.code, e.name
        from grant_line l join vocabulary_entry e on e.vocabulary = l.vocabulary and e.code = l.category
        where l.grant_id in (:grants)
        group by l.grant_id, e.vocabulary, e.code, e.name
        order by l.grant_id, e.code
        """,
        Tuple.class,
        Map.of("grants", grants));
  }
}
