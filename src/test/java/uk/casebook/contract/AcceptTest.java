package uk.casebook.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {

  private static final List<String> OFFERED = List.of("application/json", "text/csv");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|application/json",
        "text/csv|text/csv",
        "TEXT/CSV; header=present|text/csv",
        "text/*|text/csv",
        "application/json;q=0.5, text/csv|text/csv",
        "text/csv;q=0.2, */*;q=0.1|text/csv",
        "application/json;q=0, */*|text/csv",
        "*/*;q=0.9, application/json;q=0.1|text/csv",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8|application/json",
        "application/*;q=0, */*;q=0.1|text/csv",
        "text/csv;q=1.5|text/csv",
      })
  void choosesWhatIsLikedBest(String accept, String best) {
    assertThat(Accept.best(accept, OFFERED)).contains(best);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/xml",
        "*/*;q=0",
        "text/csv;q=0.0, application/json;q=0",
        "json",
        "text",
        ";",
        "*"
      })
  void choosesNothingThatIsNotAccepted(String accept) {
    assertThat(Accept.best(accept, OFFERED)).isEmpty();
  }

  @Test
  void whoSaysNothingGetsTheFirst() {
    assertThat(Accept.best(null, OFFERED)).contains("application/json");
    assertThat(Accept.best(" ", OFFERED)).contains("application/json");
  }
}
