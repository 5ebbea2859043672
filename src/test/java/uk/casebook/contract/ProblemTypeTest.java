package uk.casebook.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {

  @ParameterizedTest
  @EnumSource
  void isAnErrorThatIsExplainedInSentencesAndFoundByItsCode(ProblemType type) {
    assertThat(type.status()).isBetween(400, 599);
    assertThat(type.title()).isNotBlank().doesNotEndWith(".");
    assertThat(type.explanation()).endsWith(".").doesNotContain("\n").hasSizeGreaterThan(60);
    assertThat(ProblemType.find(type.code())).contains(type);
    assertThat(ProblemType.find(type.status())).isPresent();
  }
}
