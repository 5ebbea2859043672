package uk.casebook.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TsqueryTest {

  @Test
  void putsCombinedQueriesInParentheses() {
    assertThat(Tsquery.and(List.of("'a' | 'b'", "'c'"))).isEqualTo("('a' | 'b') & ('c')");
    assertThat(Tsquery.or(List.of("'a'", "'b' <-> 'c'"))).isEqualTo("('a') | ('b' <-> 'c')");
    assertThat(Tsquery.not("'a' | 'b'")).isEqualTo("!('a' | 'b')");
    assertThat(Tsquery.next("'a'", "'b'")).isEqualTo("('a') <-> ('b')");
  }

  @Test
  void leavesOutEmptyOnes() {
    assertThat(Tsquery.and(List.of("", "'a'", ""))).isEqualTo("'a'");
    assertThat(Tsquery.or(List.of("", ""))).isEmpty();
    assertThat(Tsquery.not("")).isEmpty();
  }
}
