package uk.casebook.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.EnumCode;

/** What a summary is grouped by. */
public enum GroupBy {
  COUNCIL(
      "council.slug",
      "council.name",
      "left join organisation council on council.id = f.council_id"),
  REGION("region.region", null, "left join organisation region on region.id = f.council_id"),
  THEME("theme.code", "theme.name", entry("theme", "themes", "f.theme")),
  TOPIC(
      "topic.code",
      "topic.name",
      """
      left join case_study_topic topics on topics.case_study_version_id = f.case_study_version_id
      """
          + entry("topic", "topics", "topics.topic")),
  POPULATION(
      "population.code",
      "population.name",
      """
      left join case_study_population populations
        on populations.case_study_version_id = f.case_study_version_id
      """
          + entry("population", "populations", "populations.population")),
  UNIT("unit.code", "unit.name", entry("unit", "units", "f.unit")),
  KIND("f.kind", null, ""),
  YEAR("cast(f.year as text)", null, "");

  private final String key;
  private final @Nullable String named;
  private final String join;

  GroupBy(String key, @Nullable String name, String join) {
    this.key = key;
    this.named = name;
    this.join = join;
  }

  private static String entry(String alias, String vocabulary, String code) {
    return "left join vocabulary_entry %1$s on %1$s.vocabulary = '%2$s' and %1$s.code = %3$s"
        .formatted(alias, vocabulary, code);
  }

  /** The code of a row's group in a query on {@code f}; null where it is not known. */
  String key() {
    return key;
  }

  /** The name of a row's group; its code where that is the name. */
  String named() {
    return named == null ? key : named;
  }

  /** What has to be joined to {@code f}. */
  String join() {
    return join;
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
