package uk.casebook.casestudy;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.Conditions;

/**
 * A filter whose names have been found: the case studies that it selects, each in the version that
 * is shown.
 *
 * @param councils empty for any
 * @param organisations empty for any
 */
public record Selection(
    CaseStudyFilter filter, Shown shown, Set<UUID> councils, Set<UUID> organisations) {

  private static final String TAKES_PART =
      """
      exists (select 1 from case_study_organisation p
              where p.case_study_version_id = v.id and p.organisation_id in (:%s))\
      """;

  /** Whether it selects all that readers see now. */
  public boolean isEverything() {
    return shown.equals(Shown.PUBLISHED)
        && Stream.of(councils, organisations, filter.theme(), filter.topic(), filter.population())
            .allMatch(Collection::isEmpty);
  }

  /** The conditions on {@code case_study_version v}. */
  public Conditions conditions() {
    return conditionsWithout(null);
  }

  /** Whether a facet has a filter of its own. */
  boolean isFilteredBy(String facet) {
    return !conditionsWithout(facet).sql().equals(conditions().sql());
  }

  /** The conditions but for one filter, whose values are being counted. */
  Conditions conditionsWithout(@Nullable String facet) {
    Conditions conditions = shown.conditions();
    if (!"council".equals(facet)) {
      conditions.andAny(TAKES_PART.formatted("councils"), "councils", councils);
    }
    conditions.andAny(TAKES_PART.formatted("organisations"), "organisations", organisations);
    if (!"theme".equals(facet)) {
      conditions.andAny("v.theme in (:theme)", "theme", filter.theme());
    }
    if (!"topic".equals(facet)) {
      conditions.andAny(
          """
          exists (select 1 from case_study_topic t
                  where t.case_study_version_id = v.id and t.topic in (:topic))\
          """,
          "topic",
          filter.topic());
    }
    if (!"population".equals(facet)) {
      conditions.andAny(
          """
          exists (select 1 from case_study_population t
                  where t.case_study_version_id = v.id and t.population in (:population))\
          """,
          "population",
          filter.population());
    }
    return conditions;
  }
}
