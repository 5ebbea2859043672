package uk.casebook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LondonTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-15T23:59:59.999Z, 2026-01-15",
    "2026-01-16T00:00:00Z,     2026-01-16",
    "2026-07-15T22:59:59.999Z, 2026-07-15",
    "2026-07-15T23:00:00Z,     2026-07-16"
  })
  void tellsTheDayByTheClockOfLondon(Instant now, LocalDate day) {
    assertThat(new LondonTime(() -> now).today()).isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-15, 2026-01-16T00:00:00Z",
    "2026-07-15, 2026-07-15T23:00:00Z",
    "2026-03-28, 2026-03-29T00:00:00Z",
    "2026-03-29, 2026-03-29T23:00:00Z",
    "2026-10-24, 2026-10-24T23:00:00Z",
    "2026-10-25, 2026-10-26T00:00:00Z"
  })
  void endsADayAtItsMidnightAlsoWhenClocksChange(LocalDate day, Instant end) {
    assertThat(LondonTime.endOf(day)).isEqualTo(end);
  }

  @Test
  void leavesNoInstantBetweenDays() {
    LocalDate day = LocalDate.of(2026, 3, 29);
    assertThat(LondonTime.dayOf(LondonTime.endOf(day).minusNanos(1))).isEqualTo(day);
    assertThat(LondonTime.dayOf(LondonTime.endOf(day))).isEqualTo(day.plusDays(1));
  }
}
