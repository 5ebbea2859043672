package uk.casebook.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import uk.casebook.http.EnumCode;

/** What a summary is grouped by. */
public enum GroupBy {
  COUNCIL(
      "council_id",
      "f.council_id",
      "",
      "n%1$d.slug",
      "n%1$d.name",
      "left join organisation n%1$d on n%1$d.id = g.by%1$d"),
  REGION(
      "council_id", "region.region", "left join organisation region on region.id = f.council_id"),
  THEME("theme", "f.theme", "", "themes"),
  TOPIC(
      "case_study_version_id",
      "t.topic",
      "left join case_study_topic t using (case_study_version_id)",
      "topics"),
  POPULATION(
      "case_study_version_id",
      "p.population",
      "left join case_study_population p using (case_study_version_id)",
      "populations"),
  UNIT("unit", "f.unit", "", "units"),
  KIND("kind", "f.kind", ""),
  YEAR("year", "cast(f.year as text)", "");

  private final String own;
  private final String column;
  private final String join;
  private final String code;
  private final String named;
  private final String names;

  /** By what is its own name. */
  GroupBy(String own, String column, String join) {
    this(own, column, join, "g.by%1$d", "g.by%1$d", "");
  }

  /** By the codes of a vocabulary. */
  GroupBy(String own, String column, String join, String vocabulary) {
    this(
        own,
        column,
        join,
        "g.by%1$d",
        "n%1$d.name",
        "left join vocabulary_entry n%1$d on n%1$d.vocabulary = '"
            + vocabulary
            + "' and n%1$d.code = g.by%1$d");
  }

  /**
   * As the constants have it.
   *
   * @param code the code of a group, in a query on {@code g} with the level's number
   */
  GroupBy(String own, String column, String join, String code, String named, String names) {
    this.own = own;
    this.column = column;
    this.join = join;
    this.code = code;
    this.named = named;
    this.names = names;
  }

  /** What of a row's own tells its groups, before anything is joined to it. */
  String own() {
    return own;
  }

  /** What tells groups apart in a query on {@code f}; null where it is not known. */
  String column() {
    return column;
  }

  /** What has to be joined to {@code f}. */
  String join() {
    return join;
  }

  /** Code and name of the groups of a level, from 0, in a query on {@code g}. */
  String columns(int level) {
    return (code + " as key%1$d, " + named + " as name%1$d, ").formatted(level);
  }

  /** What has to be joined to {@code g} for them. */
  String names(int level) {
    return names.formatted(level);
  }

  /** Whether an observation may be in several groups. */
  public boolean isShared() {
    return this == TOPIC || this == POPULATION;
  }

  /** Whether all observations of a case study are in the same groups. */
  boolean isOfCaseStudy() {
    return this != UNIT && this != KIND && this != YEAR;
  }

  /** The levels that a request asks for, separated by commas. */
  public static List<GroupBy> levels(Optional<String> groupBy) {
    return groupBy.stream()
        .flatMap(levels -> Arrays.stream(levels.split(",", -1)))
        .map(code -> EnumCode.parse(GroupBy.class, code))
        .toList();
  }
}
