package uk.casebook.search;

import java.math.BigDecimal;
import java.util.List;

/**
 * A published case study that is like another one.
 *
 * @param caseStudyVersionId the version that readers see
 * @param score how alike the two are, above 0 and at most 1, with four decimals
 * @param sharedTopics codes, in the order of the other case study
 * @param sharedPopulations codes, in the order of the other case study
 * @param sharedWords at most ten telling words, rarest first, as the other case study writes them
 */
public record Related(
    long caseStudyVersionId,
    BigDecimal score,
    List<String> sharedTopics,
    List<String> sharedPopulations,
    List<String> sharedWords) {}
