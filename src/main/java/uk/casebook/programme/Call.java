package uk.casebook.programme;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.http.LondonTime;

/**
 * What an application to a programme has to know of it.
 *
 * @param spendingCategories what a line of a budget may be for; none means all
 * @param learnerGroups whose training is paid for; none means all
 * @param totalAvailable in pounds; null where it is not known
 */
public record Call(
    UUID id,
    FundingProgrammeRef programme,
    List<String> spendingCategories,
    List<String> learnerGroups,
    @Nullable BigDecimal totalAvailable,
    Timetable timetable) {

  static Call of(FundingProgramme programme) {
    FundingProgrammeContent content = programme.content();
    return new Call(
        programme.id(),
        FundingProgrammeRef.of(programme.slug(), content.name()),
        content.spendingCategories(),
        content.learnerGroups(),
        content.totalAvailable(),
        content.timetable());
  }

  /** Whether an application that arrives at this instant is taken. */
  public boolean isOpen(Instant arrival) {
    return timetable.isOpen(arrival);
  }

  /**
   * The deadline that an application that arrives at this instant belongs to: the first whose day
   * has not ended in London. Empty if the programme has none.
   */
  public Optional<LocalDate> deadline(Instant arrival) {
    return timetable.nextDeadline(LondonTime.dayOf(arrival));
  }

  /** The last day that applications were or are taken on, where one is known. */
  public Optional<LocalDate> lastDeadline() {
    return timetable.lastDeadline();
  }

  /** The day on which it opens, where it is known. */
  public Optional<LocalDate> opensOn() {
    return Optional.ofNullable(timetable.opensOn());
  }
}
