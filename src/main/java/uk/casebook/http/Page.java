package uk.casebook.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next where the next page is, or null on the last one; always present
 * @param total how many rows the whole list has now
 */
public record Page<T>(List<T> items, @JsonInclude @Nullable String next, long total) {

  /** The same page of what was found for its items. */
  public <R> Page<R> of(Map<? super T, ? extends R> found) {
    return map(item -> Objects.requireNonNull(found.get(item)));
  }

  /** The same page of what the items become. */
  public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
    return new Page<>(items.stream().<R>map(mapping).toList(), next, total);
  }
}
