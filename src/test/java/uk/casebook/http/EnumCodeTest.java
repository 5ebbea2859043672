package uk.casebook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnumCodeTest {

  enum Kind {
    COUNCIL,
    NHS_BODY
  }

  @Test
  void isLowerCaseWithHyphens() {
    assertThat(EnumCode.of(Kind.NHS_BODY)).isEqualTo("nhs-body");
  }

  @ParameterizedTest
  @EnumSource
  void readsBackAsTheSameValue(Kind kind) {
    assertThat(EnumCode.parse(Kind.class, EnumCode.of(kind))).isEqualTo(kind);
  }

  @Test
  void anyOtherSpellingIsRefusedWithTheCodesThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EnumCode.parse(Kind.class, "NHS_BODY"))
        .withMessage("must be one of council, nhs-body");
  }
}
