package uk.casebook.expression;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.grant.Dates;

/**
 * A decision on an application; everything but outcome and reason is for one that awards.
 *
 * @param reason for the applicant
 * @param title of the grant; the programme and the applicant where it is left out
 * @param description of the grant
 * @param lines what is awarded; null for what was asked for
 * @param awardDate null for today
 * @param caseStudy slug or id of a published case study
 */
public record DecisionRequest(
    Outcome outcome,
    String reason,
    @Nullable String title,
    @Nullable String description,
    @Nullable List<BudgetLine> lines,
    @Nullable LocalDate awardDate,
    @Nullable Dates plannedDates,
    @Nullable String caseStudy) {}
