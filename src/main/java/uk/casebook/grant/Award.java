package uk.casebook.grant;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision to give money, from which a grant is made.
 *
 * @param application what it answers; null where nothing was applied for here
 * @param amountAppliedFor in pounds
 * @param lines what the money is for; together they are what is awarded
 * @param caseStudyId a published case study that tells of it
 */
public record Award(
    @Nullable Application application,
    UUID programmeId,
    UUID recipientId,
    String title,
    @Nullable String description,
    @Nullable BigDecimal amountAppliedFor,
    LocalDate awardDate,
    @Nullable Dates plannedDates,
    List<Line> lines,
    @Nullable UUID caseStudyId) {

  /** Copies the lines. */
  public Award {
    lines = List.copyOf(lines);
  }

  /** An expression of interest that is answered. */
  public record Application(UUID id, String reference) {}

  /**
   * A part of the money.
   *
   * @param category a code of the vocabulary spending-categories
   * @param amount in pounds, more than 0
   */
  public record Line(String category, @Nullable String description, BigDecimal amount) {}

  /** What is awarded, in pounds. */
  public BigDecimal amount() {
    return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
