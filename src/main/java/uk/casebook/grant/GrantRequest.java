package uk.casebook.grant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Bodies;

/**
 * What can be changed of a grant, as it comes in.
 *
 * @param caseStudy slug or id of a published case study that tells of it
 * @param metrics slugs or ids of published metrics that tell what came of it
 */
public record GrantRequest(
    String title,
    @Nullable String description,
    @Nullable Dates plannedDates,
    @Nullable Dates actualDates,
    @Nullable String caseStudy,
    List<String> metrics) {

  /** What is left out, and what says nothing, is the same. */
  public GrantRequest {
    plannedDates = Dates.known(plannedDates);
    actualDates = Dates.known(actualDates);
    metrics = Bodies.orEmpty(metrics);
  }

  /** A grant as it would come in, but for its case study and metrics. */
  static GrantRequest from(GrantContent content) {
    return new GrantRequest(
        content.title(),
        content.description(),
        content.plannedDates(),
        content.actualDates(),
        null,
        List.of());
  }
}
