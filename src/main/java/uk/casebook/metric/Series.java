package uk.casebook.metric;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What observations of one metric have in common that may be set against each other.
 *
 * @param dimensions what part they are about; none means the whole
 * @param statistic mean, median, minimum, maximum or mode
 * @param condition what has to hold for what is counted
 * @param comparator who or what a comparator is
 * @param individual about one anonymised person; absent for all others
 */
public record Series(
    List<Dimension> dimensions,
    @Nullable String statistic,
    @Nullable String condition,
    @Nullable String comparator,
    @Nullable Boolean individual) {

  static final Series WHOLE = new Series(List.of(), null, null, null, null);

  boolean isIndividual() {
    return Boolean.TRUE.equals(individual);
  }

  static Series of(Figure figure) {
    return new Series(
        figure.dimensions(),
        figure.statistic(),
        figure.condition(),
        figure.comparator(),
        figure.isIndividual() ? Boolean.TRUE : null);
  }
}
