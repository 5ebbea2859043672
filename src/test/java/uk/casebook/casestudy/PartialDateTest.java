package uk.casebook.casestudy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartialDateTest {

  @ParameterizedTest
  @CsvSource({
    "2024, 2024-01-01, 2024-12-31",
    "2024-02, 2024-02-01, 2024-02-29",
    "2024-07-31, 2024-07-31, 2024-07-31"
  })
  void reachesFromItsFirstDayToItsLast(String partial, LocalDate first, LocalDate last) {
    assertThat(PartialDate.firstDay(partial)).isEqualTo(first);
    assertThat(PartialDate.lastDay(partial)).isEqualTo(last);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-02-29", "2024-13", "2024-04-31"})
  void isNoDayThatDoesNotExist(String partial) {
    assertThatThrownBy(() -> PartialDate.firstDay(partial)).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> PartialDate.lastDay(partial)).isInstanceOf(DateTimeException.class);
  }
}
