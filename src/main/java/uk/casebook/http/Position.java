package uk.casebook.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
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

  /** The value that the list sorts by at this index, counted from 0. */
  public @Nullable String text(int index) {
    return (String) values.get(index);
  }

  /** As {@link #text}, for a whole number. */
  public @Nullable Long number(int index) {
    return (Long) values.get(index);
  }

  /** As {@link #text}, for a rank. */
  public @Nullable Double rank(int index) {
    return (Double) values.get(index);
  }

  /** As {@link #text}, for a yes or no. */
  public @Nullable Boolean flag(int index) {
    return (Boolean) values.get(index);
  }

  /** As {@link #text}, for a decimal. */
  public @Nullable BigDecimal decimal(int index) {
    return (BigDecimal) values.get(index);
  }

  /** As {@link #text}, for an instant. */
  public @Nullable Instant instant(int index) {
    return (Instant) values.get(index);
  }

  /** As {@link #text}, for a date. */
  public @Nullable LocalDate date(int index) {
    return (LocalDate) values.get(index);
  }

  /** As {@link #text}, for an id. */
  public @Nullable UUID id(int index) {
    return (UUID) values.get(index);
  }
}
