package uk.casebook.metric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import uk.casebook.database.Conditions;
import uk.casebook.database.Sql;

/** Adds up observations in the database. */
@ApplicationScoped
class SummaryRepository {

  private static final String COLUMNS =
      """
      metric_version_id, case_study_version_id, council_id, theme, kind, indicator, unit, year,
        additive, amount, approximate\
      """;

  /**
   * The observations that are selected. Most of them need no look at others to know whether they
   * enter a number; those that do are few and have an index.
   *
   * <p>In their place: the conditions on observations, more conditions, and the columns.
   */
  private static final String SELECTED =
      """
      select o.metric_version_id, o.case_study_version_id, v.lead_council_id as council_id, v.theme,
        o.kind, o.indicator, o.unit, o.year, coalesce(u.additive, false) as additive, o.amount,
        o.approximate, %3$s
      from %4$s
        join vocabulary_entry u on u.vocabulary = 'units' and u.code = o.unit
      where %1$s and %2$s\
      """;

  /** Versions of metrics that name another one as conflicting, or are named by one. */
  private static final String IN_CONFLICT =
      """
      (select x.metric_version_id from metric_conflict x
       union
       select n.id from metric_conflict x join metric_version n on n.metric_id = x.conflicts_with_id)\
      """;

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
   * <p>In their place: the observations to be looked at, those that need no look, the columns, and
   * what tells years apart.
   */
  private static final String DECIDED =
      """
      with looked_at as materialized (%1$s),
      conflicting as materialized (
        select unnest(array[a.metric_version_id, b.metric_version_id]) as version
        from metric_conflict x
          join looked_at a on a.metric_version_id = x.metric_version_id
          join looked_at b on b.metric_id = x.conflicts_with_id),
      judged as (
        select *,
          case
            when not additive and indicator is null then 'not-comparable'
            when metric_version_id in (select version from conflicting) then 'conflicting'
          end as refusal
        from looked_at),
      contested as (
        select *, not cumulative and bool_or(cumulative) over (partition by metric_version_id, unit)
            as contained
        from judged where refusal is null),
      parted as (
        select *, first_value(part) over (
            partition by metric_version_id, unit, contained%4$s
            order by part <> '', length(part) - length(replace(part, ';', '')), position) as chosen
        from contested),
      dated as (
        select *, rank() over (series order by period_last desc nulls last) as place,
          count(*) over series as figures, count(period_last) over series as known,
          count(*) over (partition by metric_version_id, unit, contained%4$s, dimensions, period_last)
            as at_once
        from parted
        window series as (partition by metric_version_id, unit, contained%4$s, dimensions)),
      chosen as (
        select %3$s, part, period_first, period_last,
          case
            when contained then 'part-of-running-total'
            when part <> chosen and chosen = '' then 'part-of-whole'
            when part <> chosen then 'overlapping-part'
            when figures > 1 and known < figures then 'several-figures'
            when place > 1 then 'earlier-figure'
            when at_once > 1 then 'several-figures'
          end as refusal
        from dated),
      single as (
        select *, row_number() over (
            partition by case_study_version_id, unit, amount, period_first, period_last, part, refusal
            order by metric_version_id) as place
        from chosen),
      decided as (
        select %3$s, refusal from (%2$s) s
        union all
        select %3$s, refusal from judged where refusal is not null
        union all
        select %3$s,
          case
            when refusal is null and place > 1 and part = '' and period_first is not null
              and period_last is not null then 'repeated-figure'
            else refusal
          end
        from single)
      """;

  private static final String ADDED_UP =
      """
      select %1$s g.*
      from (
        select %2$s f.refusal, case when f.refusal is null then f.unit end as unit,
          case when f.refusal is null then f.indicator end as indicator,
          count(*) as figures,
          sum(f.amount) filter (where f.refusal is null and f.additive) as sum,
          coalesce(bool_or(f.approximate) filter (where f.refusal is null), false) as approximate
        from decided f %3$s
        group by %4$s f.refusal, case when f.refusal is null then f.unit end,
          case when f.refusal is null then f.indicator end) g
        %5$s
      """;

  private static final String MEDIANS =
      """
      select %1$s g.*
      from (
        select %2$s f.unit, f.indicator, min(f.amount) as low, max(f.amount) as high,
          (percentile_disc(0.5) within group (order by f.amount)
           + percentile_disc(0.5000001) within group (order by f.amount)) * 0.5 as median
        from decided f %3$s
        where f.refusal is null and f.indicator is not null
        group by %4$s f.unit, f.indicator) g
        %5$s
      """;

  private static final String CHANGES =
      """
      with f as (
        select case when c.individual then 'individual' else c.verdict end as verdict, c.unit, c.year,
          m.kind, v.id as case_study_version_id, v.theme, v.lead_council_id as council_id
        from %6$s join computed_change c on c.metric_version_id = m.id
        where %7$s)
      select %1$s g.*
      from (
        select %2$s f.verdict, count(*) as series from f %3$s
        group by %4$s f.verdict) g
        %5$s
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
    return list(decided(groupBy, conditions, "true") + grouped(ADDED_UP, groupBy), conditions);
  }

  /** The middle and the edges of the figures of each indicator, in each group. */
  List<Tuple> medians(List<GroupBy> groupBy, Conditions conditions) {
    return list(
        decided(groupBy, conditions, "o.indicator is not null") + grouped(MEDIANS, groupBy),
        conditions);
  }

  /** How many observations there are, by why they are left out; each counted once. */
  List<Tuple> counted(List<GroupBy> groupBy, Conditions conditions) {
    return list(
        decided(groupBy, conditions, "true")
            + "select f.refusal, count(*) as figures from decided f group by f.refusal",
        conditions);
  }

  /**
   * How many series of the metrics changed in which way; {@code verdict} is null where refused, and
   * {@code individual} whatever changed for one person.
   */
  List<Tuple> changes(List<GroupBy> groupBy, Conditions onMetrics) {
    return list(grouped(CHANGES, groupBy, MetricRepository.METRICS, onMetrics.sql()), onMetrics);
  }

  private static String decided(List<GroupBy> groupBy, Conditions conditions, String more) {
    String lookedAt =
        SELECTED.formatted(
            conditions.sql(),
            more
                + " and o.left_out is null and (not o.alone or o.metric_version_id in "
                + IN_CONFLICT
                + ")",
            "o.metric_id, o.position, o.cumulative, o.part, o.dimensions, o.period_first,"
                + " o.period_last",
            MetricRepository.OBSERVATIONS);
    String single =
        SELECTED.formatted(
            conditions.sql(),
            more
                + " and (o.left_out is not null or o.alone and o.metric_version_id not in "
                + IN_CONFLICT
                + ")",
            """
            case
              when o.left_out is not null then o.left_out
              when not coalesce(u.additive, false) and o.indicator is null then 'not-comparable'
            end as refusal\
            """,
            MetricRepository.OBSERVATIONS);
    return DECIDED.formatted(
        lookedAt, single, COLUMNS, groupBy.contains(GroupBy.YEAR) ? ", year" : "");
  }

  private static String grouped(String query, List<GroupBy> groupBy, Object... more) {
    List<Object> parts = new ArrayList<>();
    parts.add(each(groupBy, GroupBy::columns, ""));
    parts.add(each(groupBy, (by, level) -> by.column() + " as by" + level + ", ", ""));
    parts.add(each(groupBy, (by, level) -> by.join(), " "));
    parts.add(each(groupBy, (by, level) -> by.column() + ", ", ""));
    parts.add(each(groupBy, GroupBy::names, " "));
    parts.addAll(List.of(more));
    return query.formatted(parts.toArray());
  }

  private static String each(
      List<GroupBy> groupBy, BiFunction<GroupBy, Integer, String> part, String between) {
    return IntStream.range(0, groupBy.size())
        .mapToObj(level -> part.apply(groupBy.get(level), level))
        .collect(Collectors.joining(between));
  }

  private List<Tuple> list(String query, Conditions conditions) {
    return Sql.list(entities, query, Tuple.class, conditions.values());
  }
}
