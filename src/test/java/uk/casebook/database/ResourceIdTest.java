package uk.casebook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceIdTest {

  @Test
  void isTheSameForAShippedResourceInEveryInstallation() {
    assertThat(ResourceId.ofShipped("case-study", "essex-carers-model"))
        .isEqualTo(UUID.fromString("d43e5aca-7ffe-59d6-92bf-1d50b31f6919"))
        .extracting(UUID::version)
        .isEqualTo(5);
  }

  @Test
  void isReadInEitherLetterCase() {
    assertThat(ResourceId.parse("D43E5ACA-7FFE-59D6-92BF-1D50B31F6919"))
        .hasValue(UUID.fromString("d43e5aca-7ffe-59d6-92bf-1d50b31f6919"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"essex", "E10000012", "1-2-3-4-5", "d43e5aca-7ffe-59d6-92bf-1d50b31f691"})
  void isNoSlugAndNoCode(String key) {
    assertThat(ResourceId.parse(key)).isEmpty();
  }
}
