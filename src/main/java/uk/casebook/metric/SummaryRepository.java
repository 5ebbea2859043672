package uk.casebook.metric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
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
        amount, approximate\
      """;

  /** The observations that are selected, by the conditions in its place. */
  private static final String SELECTED =
      """
      select o.metric_version_id, o.case_study_version_id, o.council_id, o.theme, o.class, o.kind,
        o.indicator, o.unit, o.year, o.amount, o.approximate, o.left_out as refusal,
        o.metric_id, o.position, o.cumulative, o.part, o.dimensions, o.period_first, o.period_last
      from %s
      where %s and %s\
      """;

  private static final String CONFLICTING =
      """
      select x.metric_version_id from metric_conflict x
       union
       select n.id from metric_conflict x join metric_version n on n.metric_id = x.conflicts_with_id\
      """;

  /**
   * Versions of metrics whose figures have to be looked at together: with several that may enter a
   * number, or with a conflict on either side. There are few, and an index for the former.
   */
  private static final String TOGETHER =
      """
      (select y.metric_version_id from summary_figure y where y.left_out is null and not y.alone
       union %s)\
      """
          .formatted(CONFLICTING);

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
   * <p>Most observations need no look at others for this; those that do are few, and have an index.
   * In their place: the observations to be looked at, the columns, and what tells years apart.
   */
  private static final String DECIDED =
      """
      with looked_at as materialized (%1$s),
      conflicting as materialized (
        select unnest(array[a.metric_version_id, b.metric_version_id]) as version
        from metric_conflict x
          join looked_at a on a.metric_version_id = x.metric_version_id
          join looked_at b on b.metric_id = x.conflicts_with_id),
      contested as (
        select *, not cumulative and bool_or(cumulative) over (partition by metric_version_id, unit)
            as contained
        from looked_at where metric_version_id not in (select version from conflicting)),
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
      chosen as (
        select %2$s, part, period_first, period_last,
          case
            when contained then 'part-of-running-total'
            when part <> chosen and chosen = '' then 'part-of-whole'
            when part <> chosen then 'overlapping-part'
            when figures > 1 and known < figures then 'several-figures'
            when place > 1 then 'earlier-figure'
            when at_once > 1 then 'several-figures'
          end as refusal
        from dated),
      numbered as (
        select *, row_number() over (
            partition by case_study_version_id, unit, amount, period_first, period_last, part, refusal
            order by metric_version_id) as place
        from chosen),
      decided as (
        select %2$s, 'conflicting' as refusal
        from looked_at where metric_version_id in (select version from conflicting)
        union all
        select %2$s,
          case
            when refusal is null and place > 1 and part = '' and period_first is not null
              and period_last is not null then 'repeated-figure'
            else refusal
          end
        from numbered)
      """;

  /**
   * Whether figures may be added up is a matter of their unit, so it is asked of their sums.
   * Figures of one class are added up by what they have in their own row, before anything is joined
   * to it.
   */
  private static final String ADDED_UP =
      """
      select %1$s g.*
      from (
        select %2$s refusal, case when refusal is null then unit end as unit,
          case when refusal is null then indicator end as indicator,
          cast(sum(figures) as bigint) as figures,
          sum(sum) filter (where refusal is null and additive) as sum,
          coalesce(bool_or(approximate) filter (where refusal is null), false) as approximate
        from (
          select p.*, u.additive,
            case
              when p.left_out is not null then p.left_out
              when not coalesce(u.additive, false) and p.indicator is null then 'not-comparable'
            end as refusal
          from (
            select %3$s case when f.class like ' %%' then substr(f.class, 2) end as left_out,
              split_part(f.class, ' ', 1) as unit,
              case when f.class not like ' %%' then nullif(split_part(f.class, ' ', 2), '') end
                as indicator,
              sum(f.figures) as figures, sum(f.sum) as sum, bool_or(f.approximate) as approximate
            from (
              select %9$s class, %10$s as figures, %11$s as sum, %12$s as approximate
              from (%6$s) s %13$s) f %4$s
            group by %5$s f.class
            union all
            select %3$s f.refusal, f.unit, f.indicator, 1, f.amount, f.approximate
            from decided f %4$s) p
          left join vocabulary_entry u on u.vocabulary = 'units' and u.code = p.unit) q
        group by %2$s refusal, case when refusal is null then unit end,
          case when refusal is null then indicator end) g
        %7$s
      """;

  private static final String MEDIANS =
      """
      select %1$s g.*
      from (
        select %3$s f.unit, f.indicator, min(f.amount) as low, max(f.amount) as high,
          trim_scale((percentile_disc(0.5) within group (order by f.amount)
           + percentile_disc(0.5000001) within group (order by f.amount)) * 0.5) as median
        from (select %8$s, refusal from (%6$s) s union all select %8$s, refusal from decided) f %4$s
        where f.refusal is null and f.indicator is not null
        group by %5$s f.unit, f.indicator) g
        %7$s
      """;

  private static final String CHANGES =
      """
      select %1$s g.*
      from (
        select %3$s f.verdict, sum(f.series) as series
        from (
          select %9$s verdict, %10$s as series
          from (
            select c.counted_as as verdict, c.unit, c.year, c.kind, c.case_study_version_id, c.theme,
              c.council_id
            from %6$s) s %13$s) f %4$s
        group by %5$s f.verdict) g
        %7$s
      """;

  /**
   * What a summary reads is asked for again and again, and so is in memory; the planner takes pages
   * that do not follow one another for four times as dear. Until the end of the transaction.
   */
  private static final String FROM_MEMORY = "select set_config('random_page_cost', '1.1', true)";

  private final EntityManager entities;

  SummaryRepository(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * How many observations are in each group, by why they are left out, and what the others of a
   * unit and indicator come to. A row has the columns {@code key0, name0, key1 …} of its group.
   *
   * @param yearsApart whether a series counts in each of its years
   */
  List<Tuple> addedUp(List<GroupBy> groupBy, boolean yearsApart, Conditions conditions) {
    return list(
        decided(yearsApart, conditions, "true")
            + grouped(ADDED_UP, groupBy, single(conditions, "true"), "class"),
        conditions);
  }

  /** The middle and the edges of the figures of each indicator, in each group. */
  List<Tuple> medians(List<GroupBy> groupBy, boolean yearsApart, Conditions conditions) {
    String measured = "o.left_out is null and o.indicator is not null";
    return list(
        decided(yearsApart, conditions, measured)
            + grouped(MEDIANS, groupBy, single(conditions, measured), "class"),
        conditions);
  }

  /**
   * How many series of the metrics changed in which way; {@code verdict} is null where refused, and
   * {@code individual} whatever changed for one person.
   */
  List<Tuple> changes(List<GroupBy> groupBy, Conditions onChanges) {
    return list(
        grouped(
            CHANGES, groupBy, MetricRepository.CHANGES + " where " + onChanges.sql(), "verdict"),
        onChanges);
  }

  private static String decided(boolean yearsApart, Conditions conditions, String more) {
    String lookedAt =
        selected(
            conditions,
            more + " and o.left_out is null and o.metric_version_id = any(array" + TOGETHER + ")");
    return DECIDED.formatted(lookedAt, COLUMNS, yearsApart ? ", year" : "");
  }

  /** Those that need no look at others; whatever is left out has no amount. */
  private static String single(Conditions conditions, String more) {
    return selected(
        conditions,
        more
            + " and (o.amount is null or o.alone and o.metric_version_id not in ("
            + CONFLICTING
            + "))");
  }

  private static String selected(Conditions conditions, String more) {
    return SELECTED.formatted(MetricRepository.OBSERVATIONS, conditions.sql(), more);
  }

  private static String grouped(String query, List<GroupBy> groupBy, String rows, String oneRow) {
    boolean first = isWorthAddingUpFirst(groupBy);
    String own =
        groupBy.stream()
            .map(GroupBy::own)
            .distinct()
            .map(column -> column + ", ")
            .collect(Collectors.joining());
    return query.formatted(
        each(groupBy, GroupBy::columns, ""),
        each(groupBy, (by, level) -> "by" + level + ", ", ""),
        each(groupBy, (by, level) -> by.column() + " as by" + level + ", ", ""),
        each(groupBy, (by, level) -> by.join(), " "),
        each(groupBy, (by, level) -> by.column() + ", ", ""),
        rows,
        each(groupBy, GroupBy::names, " "),
        COLUMNS,
        own,
        first ? "count(*)" : "1",
        first ? "sum(amount)" : "amount",
        first ? "bool_or(approximate)" : "approximate",
        first ? "group by " + own + oneRow : "");
  }

  /** Whether there are far fewer case studies, or groups, than rows. */
  private static boolean isWorthAddingUpFirst(List<GroupBy> groupBy) {
    return groupBy.stream().noneMatch(GroupBy::isShared)
        || groupBy.stream().allMatch(GroupBy::isOfCaseStudy);
  }

  private static String each(
      List<GroupBy> groupBy, BiFunction<GroupBy, Integer, String> part, String between) {
    return IntStream.range(0, groupBy.size())
        .mapToObj(level -> part.apply(groupBy.get(level), level))
        .collect(Collectors.joining(between));
  }

  private List<Tuple> list(String query, Conditions conditions) {
    Sql.list(entities, FROM_MEMORY, String.class, Map.of());
    return Sql.list(entities, query, Tuple.class, conditions.values());
  }
}
