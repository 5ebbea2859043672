package uk.casebook.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.LondonTime;

/**
 * When a programme takes applications, in days of London. The day that it closes on is its last
 * deadline.
 *
 * @param rolling whether applications are looked at as they come; null where it is not known
 */
record Timetable(
    @Nullable LocalDate opensOn,
    @Nullable LocalDate closesOn,
    @Nullable Boolean rolling,
    List<LocalDate> deadlines) {

  /**
   * Whether it takes applications on a day; empty where no date is known. One that is rolling and
   * has no deadline to come is closed.
   */
  Optional<ProgrammeStatus> status(LocalDate day) {
    List<LocalDate> last = allDeadlines().toList();
    if (opensOn == null && last.isEmpty()) {
      return Optional.empty();
    }
    if (opensOn != null && day.isBefore(opensOn)) {
      return Optional.of(ProgrammeStatus.PLANNED);
    }
    boolean endless = last.isEmpty() && !Boolean.TRUE.equals(rolling);
    return Optional.of(
        endless || nextDeadline(day).isPresent() ? ProgrammeStatus.OPEN : ProgrammeStatus.CLOSED);
  }

  /** The next day, this one included, until whose end applications are taken. */
  Optional<LocalDate> nextDeadline(LocalDate day) {
    return allDeadlines().filter(deadline -> !deadline.isBefore(day)).findFirst();
  }

  /** The last day until whose end applications are taken. */
  Optional<LocalDate> lastDeadline() {
    return allDeadlines().reduce((earlier, later) -> later);
  }

  /** Whether it takes an application that arrives at this instant. */
  boolean isOpen(Instant arrival) {
    return status(LondonTime.dayOf(arrival)).filter(ProgrammeStatus.OPEN::equals).isPresent();
  }

  private Stream<LocalDate> allDeadlines() {
    return Stream.concat(deadlines.stream(), Stream.ofNullable(closesOn)).distinct().sorted();
  }
}
