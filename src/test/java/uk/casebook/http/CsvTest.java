package uk.casebook.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  private static final Csv CSV = new Csv(mapper());

  private record Row(String note, @Nullable BigDecimal value) {}

  @Test
  void writesTheNamesOfTheColumnsAndLeavesTheUnknownEmpty() {
    assertThat(write("x", null)).isEqualTo("note,value\r\nx,\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+44", "-x", "@SUM(A1)", "\tx"})
  void putsAnApostropheBeforeWhatASpreadsheetWouldRun(String text) {
    assertThat(write(text, null)).contains("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a\"b", "a\r\nb"})
  void quotesWhatWouldBreakALine(String text) {
    assertThat(write(text, null)).contains("\"" + text.replace("\"", "\"\"") + "\"");
  }

  @Test
  void writesNumbersPlainlyAndExactly() {
    assertThat(write("x", new BigDecimal("-1E+3"))).contains(",-1000");
    assertThat(write("x", new BigDecimal("0.10"))).contains(",0.10");
  }

  private static String write(String note, @Nullable BigDecimal value) {
    return CSV.write(List.of("note", "value"), List.of(new Row(note, value)));
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    new JsonSettings().customize(mapper);
    return mapper;
  }
}
