package uk.casebook.change;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import uk.casebook.database.Conditions;

/**
 * Which changes somebody wants to know of: alternatives within a set, all sets together. An empty
 * set asks for nothing.
 *
 * @param types resources, such as {@code case-study}
 * @param councils organisations by id, one of which leads, takes part, receives or funds
 * @param themes codes; only case studies and metrics have one
 * @param topics codes; only case studies and metrics have some
 */
public record ChangeFilter(
    Set<String> types, Set<UUID> councils, Set<String> themes, Set<String> topics) {

  /** Whether one of some changes is asked for; as {@link #conditions} asks of rows. */
  boolean concerns(List<Tagged> changes) {
    List<List<String>> wanted =
        Stream.of(tags("organisation:", councils), tags("theme:", themes), tags("topic:", topics))
            .filter(tags -> !tags.isEmpty())
            .toList();
    return changes.stream()
        .filter(change -> types.isEmpty() || types.contains(change.resource()))
        .anyMatch(change -> have(change.tags(), wanted) || have(change.previousTags(), wanted));
  }

  private static boolean have(Set<String> tags, List<List<String>> wanted) {
    return wanted.stream().allMatch(some -> some.stream().anyMatch(tags::contains));
  }

  private static List<String> tags(String kind, Collection<?> values) {
    return values.stream().map(value -> kind + value).toList();
  }

  /** Asks that the tags of a thing are those of the filter. */
  private Conditions having(String tags) {
    return new Conditions()
        .and(any(tags, "councils", tags("organisation:", councils)))
        .and(any(tags, "themes", tags("theme:", themes)))
        .and(any(tags, "topics", tags("topic:", topics)));
  }

  private static Conditions any(String tags, String parameter, List<String> wanted) {
    return new Conditions()
        .and(
            "%s && string_to_array(:%s, ' ')".formatted(tags, parameter),
            parameter,
            wanted.isEmpty() ? null : String.join(" ", wanted));
  }

  /** Holds for things that are in the filter after the change. */
  String holds() {
    return having("c.tags").sql();
  }

  /** Asks for changes of things that are in the filter after the change or were before it. */
  Conditions conditions() {
    Conditions now = having("c.tags");
    Conditions conditions =
        new Conditions()
            .andAny("c.resource in (:types)", "types", types)
            .and("((%s) or (%s))".formatted(now.sql(), having("c.previous_tags").sql()));
    now.values().forEach(conditions::with);
    return conditions;
  }
}
