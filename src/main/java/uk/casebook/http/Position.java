package uk.casebook.http;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a sorted list: the values that a row is sorted by, the last of them unique. The next
 * page begins after it, whether or not the row is still there.
 */
public record Position(List<@Nullable Object> values) {

  /** Takes a copy, since lists of the platform refuse nulls. */
  public Position {
    values = Collections.unmodifiableList(Arrays.asList(values.toArray()));
  }

  /**
   * The place of a row.
   *
   * @param values of type String, Long, Double, Boolean, BigDecimal, Instant, LocalDate or UUID, or
   *     null where a row sorts among the unknown
   */
  public static Position of(@Nullable Object... values) {
    return new Position(Arrays.asList(values));
  }
}
