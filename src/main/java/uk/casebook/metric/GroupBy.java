package uk.casebook.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.EnumCode;

/** What a summary is grouped by. */
public enum GroupBy {
  COUNCIL("l.slug", null, "council_id"),
  REGION("l.region", null, "council_id"),
  THEME("f.theme", "themes", "theme"),
  TOPIC(
      """
      coalesce(f.topics, (
          select coalesce(string_agg(t.topic, ' '), '') from case_study_topic t
          where t.case_study_version_id = f.case_study_version_id))\
      """,
      "topics",
      "case_study_version_id, topics"),
  POPULATION(
      """
      coalesce(f.populations, (
          select coalesce(string_agg(p.population, ' '), '') from case_study_population p
          where p.case_study_version_id = f.case_study_version_id))\
      """,
      "populations",
      "case_study_version_id, populations"),
  UNIT("f.unit", "units", "unit"),
  KIND("f.kind", null, "kind"),
  YEAR("f.year", null, "year");

  private static final String LEAD_COUNCIL = "left join organisation l on l.id = f.council_id";

  private final String code;
  private final @Nullable String vocabulary;
  private final String own;

  /**
   * As the constants have it.
   *
   * @param code in a query on {@code f}; codes separated by spaces where it is shared
   * @param vocabulary that names the codes
   * @param own the columns of {@code f} that the code follows from
   */
  GroupBy(String code, @Nullable String vocabulary, String own) {
    this.code = code;
    this.vocabulary = vocabulary;
    this.own = own;
  }

  /** What of a row's own tells its groups, before anything is joined to it. */
  List<String> own() {
    return List.of(own.split(", ", -1));
  }

  /** What tells groups apart in a query on {@code f}, null where it is not known; and its name. */
  List<String> columns() {
    return this == COUNCIL ? List.of(code, "l.name") : List.of(code);
  }

  /** What has to be joined to {@code f}. */
  String join() {
    return own.equals("council_id") ? LEAD_COUNCIL : "";
  }

  /** Which vocabulary names the codes; others have their name beside them, or are their own. */
  Optional<String> vocabulary() {
    return Optional.ofNullable(vocabulary);
  }

  /** Whether an observation may be in several groups. */
  public boolean isShared() {
    return this == TOPIC || this == POPULATION;
  }

  /** The levels that a request asks for, separated by commas. */
  public static List<GroupBy> levels(Optional<String> groupBy) {
    return groupBy.stream()
        .flatMap(levels -> Arrays.stream(levels.split(",", -1)))
        .map(code -> EnumCode.parse(GroupBy.class, code))
        .toList();
  }
}
