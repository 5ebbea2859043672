package uk.casebook.metric;

import java.util.ArrayList;
import java.util.Comparator;
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
    private final Map<Code, Node> parts = new HashMap<>();
  }

  /** The one object for a key, found again by what it is: keys have much to compare. */
  private static final class Code {
    private final SummaryResponse.Key key;

    Code(SummaryResponse.Key key) {
      this.key = key;
    }

    SummaryResponse.Key key() {
      return key;
    }
  }

  /** What tells groups apart, in a column. */
  private static final class Level {

    private static final String UNKNOWN = "unknown";

    private final GroupBy by;
    private final int column;
    private final Map<String, String> names;
    private final Map<@Nullable Object, List<Code>> read = new HashMap<>();
    private final Map<String, Code> known = new HashMap<>();
    private final Code unknown;

    Level(GroupBy by, int column, Map<String, String> names) {
      this.by = by;
      this.column = column;
      this.names = names;
      this.unknown = new Code(new SummaryResponse.Key(by, null, UNKNOWN));
    }

    List<Code> of(List<@Nullable Object> columns) {
      Object read = columns.get(column);
      List<Code> codes = this.read.get(read);
      if (codes == null) {
        codes = codes(read, columns);
        this.read.put(read, codes);
      }
      return codes;
    }

    private List<Code> codes(@Nullable Object read, List<@Nullable Object> columns) {
      if (read == null) {
        return List.of(unknown);
      }
      if (by == GroupBy.COUNCIL) {
        return List.of(code(read.toString(), String.valueOf(columns.get(column + 1))));
      }
      if (!by.isShared()) {
        return List.of(code(read.toString()));
      }
      return read.equals("")
          ? List.of(unknown)
          : Stream.of(read.toString().split(" ", -1)).map(this::code).toList();
    }

    private Code code(String code) {
      return code(code, names.getOrDefault(code, code));
    }

    private Code code(String code, String name) {
      return known.computeIfAbsent(code, of -> new Code(new SummaryResponse.Key(by, of, name)));
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
    for (Code code : levels.get(level).of(codes)) {
      count(node.parts.computeIfAbsent(code, of -> new Node()), level + 1, codes, count);
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
        .sorted(
            Map.Entry.comparingByKey(Comparator.comparing(Code::key, SummaryResponse.Key.ORDER)))
        .flatMap(
            part ->
                groups(
                    part.getValue(),
                    Stream.concat(keys.stream(), Stream.of(part.getKey().key())).toList()));
  }
}
