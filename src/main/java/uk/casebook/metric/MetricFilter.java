package uk.casebook.metric;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.ws.rs.BeanParam;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import uk.casebook.casestudy.CaseStudyFilter;
import uk.casebook.casestudy.Reading;
import uk.casebook.database.Conditions;

/**
 * Which metrics or observations.
 *
 * @param caseStudy case studies by id or slug
 * @param dimension as {@code name=value}
 * @param from a year, a month or a day (ISO 8601)
 * @param to as {@code from}
 * @param hasChange whether a change of a series is computed
 * @param verdict how a series changed
 */
public record MetricFilter(
    @RestQuery List<String> caseStudy,
    @BeanParam CaseStudyFilter filter,
    @RestQuery List<String> kind,
    @RestQuery List<String> unit,
    @RestQuery List<String> polarity,
    @RestQuery List<String> indicator,
    @RestQuery List<String> role,
    @RestQuery List<String> dimension,
    @RestQuery Optional<String> from,
    @RestQuery Optional<String> to,
    @RestQuery Optional<Boolean> hasChange,
    @RestQuery List<String> verdict,
    @RestQuery Optional<Boolean> individual) {

  private static final String CHANGE =
      """
      exists (select 1 from computed_change c
              where c.metric_version_id = m.id and c.verdict is not null)\
      """;

  /** The same in another state of the register. */
  MetricFilter in(Reading reading) {
    return new MetricFilter(
        caseStudy,
        filter.in(reading),
        kind,
        unit,
        polarity,
        indicator,
        role,
        dimension,
        from,
        to,
        hasChange,
        verdict,
        individual);
  }

  /** On {@code metric_version m}. */
  Conditions onMetrics() {
    return new Conditions()
        .andAny("m.kind in (:kind)", "kind", kind)
        .andAny("m.polarity in (:polarity)", "polarity", polarity)
        .andAny("m.indicator in (:indicator)", "indicator", indicator)
        .and(CHANGE + " = :hasChange", "hasChange", hasChange.orElse(null))
        .andAny(
            """
            exists (select 1 from computed_change c
                    where c.metric_version_id = m.id and c.verdict in (:verdict))\
            """,
            "verdict",
            verdict);
  }

  /**
   * On {@code observation o}.
   *
   * <p>An open period is as long as it is known: one without an end goes on, one without a
   * beginning has always been.
   */
  Conditions onObservations(DateRange range) {
    return new Conditions()
        .andAny("o.role in (:role)", "role", role)
        .andAny(
            """
            exists (select 1 from jsonb_array_elements_text(jsonb_build_array(:dimension)) d
                    where o.dimensions @> cast(d as jsonb))\
            """,
            "dimension",
            dimension.stream().map(MetricFilter::dimensions).toList())
        .and("coalesce(o.individual, false) = :individual", "individual", individual.orElse(null))
        .and(
            "(o.period_last >= :from or o.period_last is null and o.period_first is not null)",
            "from",
            range.from())
        .and(
            "(o.period_first <= :to or o.period_first is null and o.period_last is not null)",
            "to",
            range.to());
  }

  /** The dimensions of an observation that has this one and no other, as the database has them. */
  private static String dimensions(String dimension) {
    String[] parts = dimension.split("=", 2);
    JsonNodeFactory json = JsonNodeFactory.instance;
    return json.arrayNode()
        .add(json.objectNode().put("name", parts[0]).put("value", parts[1]))
        .toString();
  }
}
