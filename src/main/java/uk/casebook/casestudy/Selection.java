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
    return isPublic() && filters().findAny().isEmpty();
  }

  /**
   * A filter by one parameter.
   *
   * @param condition on {@code case_study_version v}
   * @param sort of the tags that a listed case study has for it
   */
  private record Filter(
      String facet, String parameter, String condition, String sort, Collection<?> options) {

    String[] tags() {
      return options.stream().map(option -> sort + ":" + option).toArray(String[]::new);
    }
  }

  /** The conditions on {@code case_study_version v}. */
  public Conditions conditions() {
    return onVersions(filters());
  }

  /** Whether a facet has a filter of its own. */
  boolean isFilteredBy(String facet) {
    return filters().anyMatch(filter -> filter.facet().equals(facet));
  }

  /** Whether what is published now is selected. */
  boolean isPublic() {
    return shown.equals(Shown.PUBLISHED);
  }

  /**
   * The conditions on what lists look at, but for one filter, whose values are being counted: on
   * {@code listed_case_study v} where that is what is published now, else as {@link #conditions()}.
   */
  Conditions inListsBut(@Nullable String facet) {
    return isPublic() ? onListed(filtersBut(facet)) : onVersions(filtersBut(facet));
  }

  private Conditions onVersions(Stream<Filter> filters) {
    Conditions conditions = shown.conditions();
    filters.forEach(
        filter -> conditions.and(filter.condition(), filter.parameter(), filter.options()));
    return conditions;
  }

  private static Conditions onListed(Stream<Filter> filters) {
    Conditions conditions = new Conditions();
    filters.forEach(
        filter ->
            conditions.and(
                "v.tags && cast(:%s as text[])".formatted(filter.parameter()),
                filter.parameter(),
                filter.tags()));
    return conditions;
  }

  private Stream<Filter> filtersBut(@Nullable String facet) {
    return filters().filter(filter -> !filter.facet().equals(facet));
  }

  private Stream<Filter> filters() {
    return Stream.of(
            new Filter(
                "council", "councils", TAKES_PART.formatted("councils"), "organisation", councils),
            new Filter(
                "organisation",
                "organisations",
                TAKES_PART.formatted("organisations"),
                "organisation",
                organisations),
            new Filter("theme", "theme", "v.theme in (:theme)", "theme", filter.theme()),
            new Filter(
                "topic",
                "topic",
                """
                exists (select 1 from case_study_topic t
                        where t.case_study_version_id = v.id and t.topic in (:topic))\
                """,
                "topic",
                filter.topic()),
            new Filter(
                "population",
                "population",
                """
                exists (select 1 from case_study_population t
                        where t.case_study_version_id = v.id and t.population in (:population))\
                """,
                "population",
                filter.population()))
        .filter(filter -> !filter.options().isEmpty());
  }
}
