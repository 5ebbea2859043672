package uk.casebook.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.metric.SummaryResponse.Group;

/** Finds the groups of what is counted; one that is shared is counted in each of its groups. */
final class Grouping {

  private final List<Level> levels = new ArrayList<>();
  private final Node all = new Node();

  /** A group, or what groups have in common. */
  private static final class Node {
    private final Tally tally = new Tally();
    private final Map<SummaryResponse.Key, Node> parts = new HashMap<>();
  }

  /** What tells groups apart, in a column. */
  private static final class Level {

    private static final String UNKNOWN = "unknown";

    private final GroupBy by;
    private final int column;
    private final Map<String, String> names;
    private final Map<@Nullable Object, List<SummaryResponse.Key>> read = new HashMap<>();
    private final Map<String, SummaryResponse.Key> keys = new HashMap<>();

    Level(GroupBy by, int column, Map<String, String> names) {
      this.by = by;
      this.column = column;
      this.names = names;
    }

    List<SummaryResponse.Key> of(List<@Nullable Object> codes) {
      Object code = codes.get(column);
      List<SummaryResponse.Key> known = read.get(code);
      if (known == null) {
        known = keys(code, codes);
        read.put(code, known);
      }
      return known;
    }

    private List<SummaryResponse.Key> keys(@Nullable Object code, List<@Nullable Object> codes) {
      if (code == null || code.equals("")) {
        return List.of(new SummaryResponse.Key(by, null, UNKNOWN));
      }
      String text = code.toString();
      if (by == GroupBy.COUNCIL) {
        return List.of(new SummaryResponse.Key(by, text, String.valueOf(codes.get(column + 1))));
      }
      return Stream.of(by.isShared() ? text.split(" ", -1) : new String[] {text})
          .map(
              each ->
                  keys.computeIfAbsent(
                      each, of -> new SummaryResponse.Key(by, of, names.getOrDefault(of, of))))
          .toList();
    }
  }

  /**
   * Into what a summary is asked to be grouped by.
   *
   * @param names the names of codes, by vocabulary
   */
  Grouping(List<GroupBy> groupBy, Map<String, Map<String, String>> names) {
    int column = 0;
    for (GroupBy by : groupBy) {
      levels.add(
          new Level(
              by,
              column,
              by.vocabulary()
                  .map(vocabulary -> names.getOrDefault(vocabulary, Map.of()))
                  .orElse(Map.of())));
      column += by.columns().size();
    }
  }

  /** Counts in each group that has these codes. */
  void count(List<@Nullable Object> codes, Consumer<Tally> count) {
    count(all, 0, codes, count);
  }

  private void count(Node node, int level, List<@Nullable Object> codes, Consumer<Tally> count) {
    if (level == levels.size()) {
      count.accept(node.tally);
      return;
    }
    for (SummaryResponse.Key key : levels.get(level).of(codes)) {
      count(node.parts.computeIfAbsent(key, of -> new Node()), level + 1, codes, count);
    }
  }

  /** The groups in the order of their keys. */
  List<Group> groups() {
    return groups(all, List.of()).toList();
  }

  private Stream<Group> groups(Node node, List<SummaryResponse.Key> keys) {
    if (keys.size() == levels.size()) {
      return Stream.of(node.tally.group(keys));
    }
    return node.parts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(SummaryResponse.Key.ORDER))
        .flatMap(
            part ->
                groups(
                    part.getValue(),
                    Stream.concat(keys.stream(), Stream.of(part.getKey())).toList()));
  }
}
