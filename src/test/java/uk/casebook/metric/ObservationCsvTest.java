package uk.casebook.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.http.JsonSettings;

class ObservationCsvTest {

  private static final ObservationCsv CSV = new ObservationCsv(mapper());

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+44", "-x", "@SUM(A1)", "\tx"})
  void putsAnApostropheBeforeWhatASpreadsheetWouldRun(String text) {
    assertThat(CSV.write(List.of(row(text, null)))).contains("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a\"b", "a\r\nb"})
  void quotesWhatWouldBreakALine(String text) {
    assertThat(CSV.write(List.of(row(text, null))))
        .contains("\"" + text.replace("\"", "\"\"") + "\"");
  }

  @Test
  void writesNumbersPlainlyAndExactly() {
    assertThat(CSV.write(List.of(row("x", new BigDecimal("-1E+3"))))).contains(",-1000,");
    assertThat(CSV.write(List.of(row("x", new BigDecimal("0.10"))))).contains(",0.10,");
  }

  private static ObservationRow row(String note, @Nullable BigDecimal value) {
    return new ObservationRow(
        "m",
        "M",
        "c",
        null,
        null,
        "t",
        "outcome",
        "people",
        null,
        Role.ACTUAL,
        null,
        null,
        null,
        null,
        null,
        null,
        Qualifier.EXACT,
        value,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        note,
        null);
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    new JsonSettings().customize(mapper);
    return mapper;
  }
}
