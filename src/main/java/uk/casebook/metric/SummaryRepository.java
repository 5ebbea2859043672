package uk.casebook.metric;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.query.TupleTransformer;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.Conditions;
import uk.casebook.database.Sql;

/**
 * Reads what summaries are made of. Rows are added up in the database where that leaves few of
 * them; where a figure is in several groups it is read once, with all of them, since it would be
 * multiplied otherwise.
 */
@ApplicationScoped
class SummaryRepository {

  private static final String COLUMNS =
      """
      metric_version_id, case_study_version_id, council_id, theme, topics, populations, kind,
        indicator, unit, year, amount, approximate\
      """;

  /** The observations that are selected, by the conditions in its place. */
  private static final String SELECTED =
      """
      select o.metric_version_id, o.case_study_version_id, o.council_id, o.theme, o.topics,
        o.populations, o.class, o.kind, o.indicator, o.unit, o.year, o.amount, o.approximate,
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
   * In their places: what decides, the columns of the levels, what of a row's own they follow from,
   * single observations, and what is joined. The others add up, or are empty.
   */
  private static final String FIGURES =
      """
      %1$s
      select f.class, f.sum, f.approximate%6$s%2$s
      from (
        select %3$s class, %7$s
        from (%4$s) s %8$s
        union all
        select %3$s
          case
            when refusal is null then unit || coalesce(' ' || indicator, '')
            else ' ' || refusal
          end, amount, approximate%9$s
        from decided) f %5$s
      """;

  /** Middles are found among all amounts, so those of an indicator are kept beside their sum. */
  private static final String ADDED_UP =
      """
      sum(amount) as sum, bool_or(approximate) as approximate, count(*) as figures,
          array_to_string(array_agg(amount) filter (where indicator is not null), ' ') as amounts\
      """;

  private static final String CHANGES =
      """
      select f.verdict, f.series%1$s
      from (
        select %2$s verdict, %5$s as series
        from (
          select c.counted_as as verdict, c.unit, c.year, c.kind, c.case_study_version_id, c.theme,
            c.topics, c.populations, c.council_id
          from %3$s) s %6$s) f %4$s
      """;

  private static final String NAMES =
      """
      select vocabulary, code, name from vocabulary_entry
      where vocabulary = any(string_to_array(:vocabularies, ' '))\
      """;

  private static final String ADDITIVE =
      "select code from vocabulary_entry where vocabulary = 'units' and additive";

  /**
   * What a summary reads is asked for again and again, and so is in memory; the planner takes pages
   * that do not follow one another for four times as dear, and compiles what looks dear. Until the
   * end of the transaction.
   */
  private static final String FROM_MEMORY =
      """
      select set_config('random_page_cost', '1.1', true) || set_config('jit', 'off', true)\
      """;

  private static final TupleTransformer<Entry> ENTRY =
      (row, columns) -> new Entry((String) row[0], (String) row[1], (String) row[2]);
  private static final TupleTransformer<Counted.Figures> ONE_FIGURE =
      (row, columns) ->
          new Counted.Figures(
              (String) row[0], (BigDecimal) row[1], (Boolean) row[2], 1, null, codes(row, 3));
  private static final TupleTransformer<Counted.Figures> SOME_FIGURES =
      (row, columns) ->
          new Counted.Figures(
              (String) row[0],
              (BigDecimal) row[1],
              (Boolean) row[2],
              (Long) row[3],
              (String) row[4],
              codes(row, 5));
  private static final TupleTransformer<Counted.Series> SERIES =
      (row, columns) -> new Counted.Series((String) row[0], (Long) row[1], codes(row, 2));

  private final EntityManager entities;

  private record Entry(String vocabulary, String code, String name) {}

  SummaryRepository(EntityManager entities) {
    this.entities = entities;
  }

  /** Lets the planner take whatever this transaction reads for being in memory. */
  void readFromMemory() {
    Sql.list(entities, FROM_MEMORY, String.class, Map.of());
  }

  /** The units whose figures are added up. */
  Set<String> additiveUnits() {
    return Set.copyOf(Sql.list(entities, ADDITIVE, String.class, Map.of()));
  }

  /** The names of codes, by vocabulary. */
  Map<String, Map<String, String>> names(Collection<String> vocabularies) {
    return vocabularies.isEmpty()
        ? Map.of()
        : Sql.list(entities, NAMES, ENTRY, Map.of("vocabularies", String.join(" ", vocabularies)))
            .stream()
            .collect(groupingBy(Entry::vocabulary, toMap(Entry::code, Entry::name)));
  }

  /**
   * Counts the observations that are selected.
   *
   * @param yearsApart whether a series counts in each of its years
   */
  void figures(
      List<GroupBy> groupBy,
      boolean yearsApart,
      Conditions conditions,
      Consumer<Counted.Figures> count) {
    boolean first = isWorthAddingUpFirst(groupBy);
    String own = own(groupBy);
    String query =
        FIGURES.formatted(
            decided(yearsApart, conditions),
            columns(groupBy),
            own,
            single(conditions),
            joins(groupBy),
            first ? ", f.figures, f.amounts" : "",
            first ? ADDED_UP : "amount as sum, approximate",
            first ? "group by " + own + "class" : "",
            first ? ", 1, null" : "");
    Sql.each(entities, query, first ? SOME_FIGURES : ONE_FIGURE, conditions.values(), count);
  }

  /**
   * Counts the series of the metrics by how they changed; the verdict is null where it is refused,
   * and {@code individual} whatever changed for one person.
   */
  void changes(List<GroupBy> groupBy, Conditions onChanges, Consumer<Counted.Series> count) {
    boolean first = isWorthAddingUpFirst(groupBy);
    String own = own(groupBy);
    String query =
        CHANGES.formatted(
            columns(groupBy),
            own,
            MetricRepository.CHANGES + " where " + onChanges.sql(),
            joins(groupBy),
            first ? "count(*)" : "cast(1 as bigint)",
            first ? "group by " + own + "verdict" : "");
    Sql.each(entities, query, SERIES, onChanges.values(), count);
  }

  private static String decided(boolean yearsApart, Conditions conditions) {
    String lookedAt =
        selected(
            conditions, "o.left_out is null and o.metric_version_id = any(array" + TOGETHER + ")");
    return DECIDED.formatted(lookedAt, COLUMNS, yearsApart ? ", year" : "");
  }

  /** Those that need no look at others; whatever is left out has no amount. */
  private static String single(Conditions conditions) {
    return selected(
        conditions,
        "(o.amount is null or o.alone and o.metric_version_id not in (" + CONFLICTING + "))");
  }

  private static String selected(Conditions conditions, String more) {
    return SELECTED.formatted(MetricRepository.OBSERVATIONS, conditions.sql(), more);
  }

  /** Whether that leaves far fewer rows; what is in several groups differs from row to row. */
  private static boolean isWorthAddingUpFirst(List<GroupBy> groupBy) {
    return groupBy.stream().noneMatch(GroupBy::isShared);
  }

  private static String own(List<GroupBy> groupBy) {
    return groupBy.stream()
        .flatMap(by -> by.own().stream())
        .distinct()
        .map(own -> own + ", ")
        .collect(joining());
  }

  private static String columns(List<GroupBy> groupBy) {
    return groupBy.stream()
        .flatMap(by -> by.columns().stream())
        .map(column -> ", " + column)
        .collect(joining());
  }

  private static String joins(List<GroupBy> groupBy) {
    return groupBy.stream().map(GroupBy::join).distinct().collect(joining(" "));
  }

  private static List<@Nullable Object> codes(@Nullable Object[] row, int from) {
    return Arrays.asList(row).subList(from, row.length);
  }
}
