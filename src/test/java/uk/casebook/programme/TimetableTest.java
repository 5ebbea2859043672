package uk.casebook.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.casebook.programme.ProgrammeStatus.CLOSED;
import static uk.casebook.programme.ProgrammeStatus.OPEN;
import static uk.casebook.programme.ProgrammeStatus.PLANNED;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TimetableTest {

  private static final LocalDate BEFORE = LocalDate.of(2026, 2, 28);
  private static final LocalDate OPENS = LocalDate.of(2026, 3, 1);
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 29);
  private static final LocalDate SECOND = LocalDate.of(2026, 10, 25);
  private static final LocalDate AFTER = LocalDate.of(2026, 10, 26);

  @Nested
  class Status {

    @Test
    void isAbsentWhereNoDateIsKnown() {
      assertThat(timetable(null, null, null).status(FIRST)).isEmpty();
      assertThat(timetable(null, null, true).status(FIRST)).isEmpty();
    }

    @Test
    void isPlannedUntilTheDayThatItOpensOn() {
      Timetable timetable = timetable(OPENS, SECOND, false);

      assertThat(timetable.status(BEFORE)).contains(PLANNED);
      assertThat(timetable.status(OPENS)).contains(OPEN);
    }

    @Test
    void isOpenOnTheLastDayAndClosedOnTheNext() {
      assertThat(timetable(OPENS, SECOND, false).status(SECOND)).contains(OPEN);
      assertThat(timetable(OPENS, SECOND, false).status(AFTER)).contains(CLOSED);
      assertThat(timetable(null, null, null, FIRST, SECOND).status(SECOND)).contains(OPEN);
      assertThat(timetable(null, null, null, FIRST, SECOND).status(AFTER)).contains(CLOSED);
    }

    @Test
    void isClosedOfARollingOneWithoutADeadlineToCome() {
      assertThat(timetable(OPENS, null, true, FIRST).status(FIRST)).contains(OPEN);
      assertThat(timetable(OPENS, null, true, FIRST).status(SECOND)).contains(CLOSED);
      assertThat(timetable(OPENS, null, true).status(FIRST)).contains(CLOSED);
    }

    @Test
    void staysOpenWhereNoEndIsKnown() {
      assertThat(timetable(OPENS, null, null).status(AFTER)).contains(OPEN);
    }

    @Test
    void isOpenUntilItClosesThoughItsDeadlinesHavePassed() {
      assertThat(timetable(OPENS, SECOND, true, FIRST).status(SECOND)).contains(OPEN);
    }
  }

  @Nested
  class Deadlines {

    @Test
    void areTakenInOrderOfTimeWhereverTheyStand() {
      Timetable timetable = timetable(OPENS, null, true, SECOND, FIRST);

      assertThat(timetable.nextDeadline(OPENS)).contains(FIRST);
      assertThat(timetable.nextDeadline(FIRST)).contains(FIRST);
      assertThat(timetable.nextDeadline(FIRST.plusDays(1))).contains(SECOND);
      assertThat(timetable.nextDeadline(AFTER)).isEmpty();
      assertThat(timetable.lastDeadline()).contains(SECOND);
    }

    @Test
    void endAtMidnightInLondonAlsoWhenClocksChange() {
      Timetable spring = timetable(OPENS, FIRST, false);
      Timetable autumn = timetable(OPENS, SECOND, false);

      assertThat(spring.isOpen(Instant.parse("2026-03-29T22:59:59.999Z"))).isTrue();
      assertThat(spring.isOpen(Instant.parse("2026-03-29T23:00:00Z"))).isFalse();
      assertThat(autumn.isOpen(Instant.parse("2026-10-25T23:59:59.999Z"))).isTrue();
      assertThat(autumn.isOpen(Instant.parse("2026-10-26T00:00:00Z"))).isFalse();
    }
  }

  private static Timetable timetable(
      @Nullable LocalDate opensOn,
      @Nullable LocalDate closesOn,
      @Nullable Boolean rolling,
      LocalDate... deadlines) {
    return new Timetable(opensOn, closesOn, rolling, List.copyOf(Stream.of(deadlines).toList()));
  }
}
