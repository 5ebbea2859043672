package uk.casebook.metric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import uk.casebook.database.Conditions;
import uk.casebook.database.Sql;

/** Adds up observations in the database. */
@ApplicationScoped
class SummaryRepository {

  /**
   * Which observations enter a number. Where a metric has several that may, or says something else
   * than another metric that is selected, of each metric and unit (and of each year, where years
   * are told apart) there enter:
   *
   * <ul>
   *   <li>none if another metric conflicts with it,
   *   <li>running totals before what they contain,
   *   <li>the whole before its parts; without a whole, the parts of one division: that with the
   *       fewest names, or that which stands first,
   *   <li>of each series the latest.
   * </ul>
   *
   * <p>And of wholes in one case study with the same number, unit and dates the first, since they
   * are one figure under two titles.
   *
   * <p>In their place: the tables with their joins, the conditions, and what tells years apart.
   */
  private static final String DECIDED =
      """
      with f as materialized (
        select o.metric_version_id, o.position, o.left_out, o.amount, o.unit, o.approximate,
          o.cumulative, o.part, o.dimensions, o.alone, o.period_first, o.period_last, o.year, m.metric_id,
          m.indicator, m.kind, v.id as case_study_version_id, v.theme,
          v.lead_council_id as council_id, coalesce(u.additive, false) as additive
        from %s
          join summary_figure o on o.metric_version_id = m.id
          join vocabulary_entry u on u.vocabulary = 'units' and u.code = o.unit
        where %s),
      conflicting as materialized (
        select unnest(array[a.metric_version_id, b.metric_version_id]) as version
        from metric_conflict x
          join f a on a.metric_version_id = x.metric_version_id and a.left_out is null
          join f b on b.metric_id = x.conflicts_with_id and b.left_out is null),
      judged as (
        select f.*,
          case
            when left_out is not null then left_out
            when not additive and indicator is null then 'not-comparable'
            when metric_version_id in (select version from conflicting) then 'conflicting'
          end as refusal
        from f),
      contested as (
        select *, not cumulative and bool_or(cumulative) over (partition by metric_version_id, unit)
            as contained
        from judged where refusal is null and not alone),
      parted as (
        select *, first_value(part) over (
            partition by metric_version_id, unit, contained%3$s
            order by part <> '', length(part) - length(replace(part, ';', '')), position) as chosen
        from contested),
      dated as (
        select *, rank() over (series order by period_last desc nulls last) as place,
          count(*) over series as figures, count(period_last) over series as known,
          count(*) over (partition by metric_version_id, unit, contained%3$s, dimensions, period_last)
            as at_once
        from parted
        window series as (partition by metric_version_id, unit, contained%3$s, dimensions)),
      single as (
        select %4$s, refusal from judged where refusal is not null or alone
        union all
        select %4$s,
          case
            when contained then 'part-of-running-total'
            when part <> chosen and chosen = '' then 'part-of-whole'
            when part <> chosen then 'overlapping-part'
            when figures > 1 and known < figures then 'several-figures'
            when place > 1 then 'earlier-figure'
            when at_once > 1 then 'several-figures'
          end
        from dated),
      repeated as materialized (
        select case_study_version_id, unit, amount, period_first, period_last,
          min(metric_version_id) as first
        from single
        where refusal is null and part = '' and period_first is not null and period_last is not null
        group by case_study_version_id, unit, amount, period_first, period_last
        having count(*) > 1),
      decided as materialized (
        select s.case_study_version_id, s.council_id, s.theme, s.kind, s.indicator, s.unit, s.year,
          s.additive, s.amount, s.approximate,
          case when r.first <> s.metric_version_id then 'repeated-figure' else s.refusal end
            as refusal
        from single s
          left join repeated r on s.refusal is null and s.part = ''
            and (r.case_study_version_id, r.unit, r.amount, r.period_first, r.period_last)
              = (s.case_study_version_id, s.unit, s.amount, s.period_first, s.period_last))
      """;

  private static final String COLUMNS =
      """
      metric_version_id, case_study_version_id, council_id, theme, kind, indicator, unit, year,
          additive, amount, approximate, part, period_first, period_last\
      """;

  private static final String ADDED_UP =
      """
      select %s f.refusal, case when f.refusal is null then f.unit end as unit,
        case when f.refusal is null then f.indicator end as indicator,
        count(*) as figures,
        sum(f.amount) filter (where f.refusal is null and f.additive) as sum,
        coalesce(bool_or(f.approximate) filter (where f.refusal is null), false) as approximate,
        min(f.amount) filter (where f.refusal is null and f.indicator is not null) as low,
        (percentile_disc(0.5) within group (order by f.amount)
           filter (where f.refusal is null and f.indicator is not null)
         + percentile_disc(0.5000001) within group (order by f.amount)
           filter (where f.refusal is null and f.indicator is not null)) * 0.5 as median,
        max(f.amount) filter (where f.refusal is null and f.indicator is not null) as high
      from decided f %s
      group by %s f.refusal, case when f.refusal is null then f.unit end,
        case when f.refusal is null then f.indicator end
      """;

  private static final String CHANGES =
      """
      with f as materialized (
        select case when c.individual then 'individual' else c.verdict end as verdict, c.unit, c.year, m.kind, v.id as case_study_version_id, v.theme,
          v.lead_council_id as council_id
        from %s join computed_change c on c.metric_version_id = m.id
        where %s)
      select %s f.verdict, count(*) as series
      from f %s
      group by %s f.verdict
      """;

  private final EntityManager entities;

  SummaryRepository(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * How many observations are in each group, by why they are left out, and what the others of a
   * unit and indicator come to. A row has the columns {@code key0, name0, key1 …} of its group.
   */
  List<Tuple> addedUp(List<GroupBy> groupBy, Conditions conditions) {
    return list(
        decided(groupBy, conditions)
            + ADDED_UP.formatted(columns(groupBy), joins(groupBy), keys(groupBy)),
        conditions);
  }

  /** How many observations there are, by why they are left out; each counted once. */
  List<Tuple> counted(List<GroupBy> groupBy, Conditions conditions) {
    return list(
        decided(groupBy, conditions)
            + "select f.refusal, count(*) as figures from decided f group by f.refusal",
        conditions);
  }

  /**
   * How many series of the metrics changed in which way; {@code verdict} is null where refused, and
   * {@code individual} whatever changed for one person.
   */
  List<Tuple> changes(List<GroupBy> groupBy, Conditions onMetrics) {
    return list(
        CHANGES.formatted(
            MetricRepository.METRICS,
            onMetrics.sql(),
            columns(groupBy),
            joins(groupBy),
            keys(groupBy)),
        onMetrics);
  }

  private static String decided(List<GroupBy> groupBy, Conditions conditions) {
    return DECIDED.formatted(
        MetricRepository.METRICS,
        conditions.sql(),
        groupBy.contains(GroupBy.YEAR) ? ", year" : "",
        COLUMNS);
  }

  private static String columns(List<GroupBy> groupBy) {
    return IntStream.range(0, groupBy.size())
        .mapToObj(
            i ->
                "%1$s as key%3$d, %2$s as name%3$d, "
                    .formatted(groupBy.get(i).key(), groupBy.get(i).named(), i))
        .collect(Collectors.joining());
  }

  private static String joins(List<GroupBy> groupBy) {
    return groupBy.stream().map(GroupBy::join).collect(Collectors.joining(" "));
  }

  private static String keys(List<GroupBy> groupBy) {
    return groupBy.stream()
        .flatMap(level -> Stream.of(level.key(), level.named()))
        .distinct()
        .map(column -> column + ", ")
        .collect(Collectors.joining());
  }

  private List<Tuple> list(String query, Conditions conditions) {
    return Sql.list(entities, query, Tuple.class, conditions.values());
  }
}
