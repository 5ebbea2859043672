package uk.casebook.metric;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The scale of a rating or score.
 *
 * @param values the values in words, the worst first; none for a scale of numbers
 * @param max the highest score
 */
public record Scale(String name, List<String> values, @Nullable BigDecimal max) {

  /** A scale of numbers may leave its values out. */
  public Scale {
    values = values == null ? List.of() : List.copyOf(values);
  }

  /** The place of a rating among the values, from 0 for the worst; -1 if it is none of them. */
  public int place(@Nullable String rating) {
    return IntStream.range(0, values.size())
        .filter(i -> values.get(i).equalsIgnoreCase(rating))
        .findFirst()
        .orElse(-1);
  }
}
