package uk.casebook.casestudy;

import java.math.BigDecimal;
import java.util.List;

/** The case studies most like another one, best first. */
public record RelatedResponse(List<Item> items) {

  /**
   * A similar case study.
   *
   * @param score from 0 to 1; orders the list and means nothing else
   * @param sharedTopics codes of the vocabulary topics
   * @param sharedPopulations codes of the vocabulary populations
   * @param sharedWords the rarest words that both texts have, at most ten
   */
  public record Item(
      CaseStudyRef caseStudy,
      BigDecimal score,
      List<String> sharedTopics,
      List<String> sharedPopulations,
      List<String> sharedWords) {}
}
