package uk.casebook.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.casebook.contract.Violation;

class MoneyTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.01", "1.10", "1.1000", "999999999999.99", "1E+3"})
  void isAnyAmountToThePenny(String amount) {
    assertThat(codes(amount)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, not-positive",
    "-0.01, not-positive",
    "0.001, fraction-of-a-penny",
    "1000000000000, too-large",
    "1E+15, too-large"
  })
  void isNothingElse(String amount, String code) {
    assertThat(codes(amount)).containsExactly(code);
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    assertThat(codes("-1000000000000.001"))
        .containsExactly("not-positive", "fraction-of-a-penny", "too-large");
  }

  @Test
  void mayBeNothingWhereItIsOnlyStated() {
    List<Violation> violations = new ArrayList<>();
    Money.checkStated("/amount", BigDecimal.ZERO, violations);
    Money.checkStated("/amount", null, violations);
    assertThat(violations).isEmpty();
    Money.checkStated("/amount", BigDecimal.ONE.negate(), violations);
    assertThat(violations).extracting(Violation::code).containsExactly("negative");
  }

  @ParameterizedTest
  @CsvSource({"94000.00, 94000", "1512446.50, 1512446.5", "0.00, 0", "1E+3, 1000"})
  void hasOneText(BigDecimal amount, String text) {
    assertThat(Money.plain(amount)).hasToString(text);
  }

  private static List<String> codes(String amount) {
    List<Violation> violations = new ArrayList<>();
    Money.check("/amount", new BigDecimal(amount), violations);
    return violations.stream().map(Violation::code).toList();
  }
}
