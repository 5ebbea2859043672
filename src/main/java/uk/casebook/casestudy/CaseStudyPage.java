package uk.casebook.casestudy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.Page;

/**
 * A page of case studies.
 *
 * @param page each as a {@link CaseStudySummary}, or as the JSON that was made of one
 * @param facets for each facet asked for, its values with their counts, most first; null where none
 *     was asked for
 */
public record CaseStudyPage(
    @JsonUnwrapped Page<?> page, @Nullable Map<String, List<FacetValue>> facets) {

  /** How many case studies have a value. */
  public record FacetValue(String code, String name, long count) {}
}
