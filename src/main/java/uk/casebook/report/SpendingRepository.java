package uk.casebook.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import uk.casebook.database.Conditions;
import uk.casebook.database.Sql;

/** Adds up money and what it bought in the database. The total is the row with {@code whole}. */
@ApplicationScoped
class SpendingRepository {

  /** Lines hold where all money stands; a grant of which no amount is known has none. */
  private static final String LINES =
      """
      select %1$s as key, grouping(%1$s) = 1 as whole, count(distinct g.id) as grants,
        count(distinct g.id) filter (where g.amount_awarded is null) as "withoutAmount",
        sum(l.awarded) as awarded, sum(l.amount) as amount, sum(l.committed) as committed,
        sum(l.spent) as spent, sum(l.remaining) as remaining
      from grant_award g left join grant_line l on l.grant_id = g.id
      where %2$s
      group by grouping sets ((%1$s), ())
      """;

  private static final String INTERVENTIONS =
      """
      select %1$s as key, grouping(%1$s) = 1 as whole, count(i.id) as interventions,
        coalesce(sum(i.learners), 0)::bigint as learners,
        count(i.id) filter (where i.learners is null) as "withoutLearners",
        count(distinct g.id) filter (where i.id is null and s.spent > 0) as "spentOnNothing"
      from grant_award g
        left join (
          select i.id, i.grant_id,
            (select sum(n.headcount) from grant_intervention_learners n
             where n.grant_intervention_id = i.id) as learners
          from grant_intervention i) i on i.grant_id = g.id
        left join (
          select grant_id, sum(spent) as spent from grant_line group by grant_id) s
          on s.grant_id = g.id
      where %2$s
      group by grouping sets ((%1$s), ())
      """;

  /** A reversal is of the day that it was made on, as every entry. */
  private static final String MONTHS =
      """
      select to_char(e.moved_on, 'YYYY-MM') as key, grouping(to_char(e.moved_on, 'YYYY-MM')) = 1 as whole,
        count(distinct e.grant_id) as grants,
        count(distinct e.grant_id) filter (where e.moved_on is null) as "withoutAmount",
        coalesce(sum(e.awarded), 0) as awarded, coalesce(sum(e.spent), 0) as spent
      from (
        select g.id as grant_id, case when g.amount_awarded is null then null else g.award_date end
            as moved_on,
          g.amount_awarded as awarded, null::numeric as spent
        from grant_award g where %1$s
        union all
        select g.id, l.happened_on, null,
          case
            when l.kind = 'spend' or r.kind = 'refund' then l.amount
            when l.kind = 'refund' or r.kind = 'spend' then -l.amount
          end
        from ledger_entry l join grant_award g on g.id = l.grant_id
          left join ledger_entry r on r.grant_id = l.grant_id and r.reference = l.reverses
        where %1$s and (l.kind in ('spend', 'refund') or r.kind in ('spend', 'refund'))) e
      group by grouping sets ((to_char(e.moved_on, 'YYYY-MM')), ())
      """;

  /** What an intervention cost belongs to a group of learners only where it was for that group. */
  private static final String LEARNERS =
      """
      select n.learner_group as key, grouping(n.learner_group) = 1 as whole,
        count(distinct g.id) as grants, 0::bigint as "withoutAmount",
        count(distinct i.id) as interventions, coalesce(sum(n.headcount), 0)::bigint as learners,
        sum(i.cost) filter (where i.groups = 1) as cost,
        count(distinct i.id) filter (where i.cost is null) as "withoutCost",
        count(distinct i.id) filter (where i.groups > 1) as shared
      from grant_award g
        join (
          select i.id, i.grant_id, i.cost,
            (select count(*) from grant_intervention_learners n
             where n.grant_intervention_id = i.id) as groups
          from grant_intervention i) i on i.grant_id = g.id
        join grant_intervention_learners n on n.grant_intervention_id = i.id
      where %1$s
      group by grouping sets ((n.learner_group), ())
      """;

  private final EntityManager entities;

  SpendingRepository(EntityManager entities) {
    this.entities = entities;
  }

  /** Money by programme (its id) or by the category of lines. */
  List<Tuple> money(SpendingGroup group, Conditions conditions) {
    return list(LINES.formatted(column(group), conditions.sql()), conditions);
  }

  /** What was delivered, by programme. */
  List<Tuple> delivered(Conditions conditions) {
    return list(
        INTERVENTIONS.formatted(column(SpendingGroup.PROGRAMME), conditions.sql()), conditions);
  }

  List<Tuple> months(Conditions conditions) {
    return list(MONTHS.formatted(conditions.sql()), conditions);
  }

  List<Tuple> learners(Conditions conditions) {
    return list(LEARNERS.formatted(conditions.sql()), conditions);
  }

  private static String column(SpendingGroup group) {
    return group == SpendingGroup.CATEGORY ? "l.category" : "g.funding_programme_id";
  }

  private List<Tuple> list(String query, Conditions conditions) {
    return Sql.list(entities, query, Tuple.class, conditions.values());
  }
}
