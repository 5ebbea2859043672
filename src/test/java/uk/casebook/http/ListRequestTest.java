package uk.casebook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;

class ListRequestTest {

  private static ListRequest request(Map<String, List<String>> filters) {
    return new ListRequest("/v1/case-studies", new TreeMap<>(filters), null, 5);
  }

  @Test
  void isTheSameListWhateverTheOrderOfItsParameters() {
    ListRequest one = request(Map.of("topic", List.of("carers", "falls"), "q", List.of("home")));
    ListRequest other = request(Map.of("q", List.of("home"), "topic", List.of("falls", "carers")));

    assertThat(one.identity()).isEqualTo(other.identity());
  }

  @Test
  void isTheSameListInWhateverFormat() {
    ListRequest csv = request(Map.of("topic", List.of("carers"), "format", List.of("csv")));

    assertThat(csv.identity()).isEqualTo(request(Map.of("topic", List.of("carers"))).identity());
    assertThat(csv.at("XYZ")).contains("format=csv");
  }

  @Test
  void isAnotherListWithOtherFiltersOrAnotherPath() {
    ListRequest list = request(Map.of("topic", List.of("carers")));

    assertThat(request(Map.of()).identity()).isNotEqualTo(list.identity());
    assertThat(request(Map.of("theme", List.of("carers"))).identity())
        .isNotEqualTo(list.identity());
    assertThat(request(Map.of("topic", List.of("carers", "falls"))).identity())
        .isNotEqualTo(list.identity());
    assertThat(new ListRequest("/v1/metrics", list.filters(), null, 5).identity())
        .isNotEqualTo(list.identity());
  }

  @Test
  void doesNotMixUpNamesAndValues() {
    assertThat(request(Map.of("a", List.of("b&c=d"))).identity())
        .isNotEqualTo(request(Map.of("a", List.of("b"), "c", List.of("d"))).identity());
  }

  @Test
  void theNextPageHasTheFiltersTheLimitAndTheCursor() {
    ListRequest list =
        request(Map.of("topic", List.of("falls", "carers"), "q", List.of("a & b+c")));

    assertThat(list.at("XYZ"))
        .isEqualTo(
            "/v1/case-studies?q=a%20%26%20b%2Bc&topic=falls&topic=carers&limit=5&cursor=XYZ");
    assertThat(request(Map.of()).at("XYZ")).isEqualTo("/v1/case-studies?limit=5&cursor=XYZ");
  }

  @Property(tries = 200)
  void theNextPageKeepsAnyValue(@ForAll @NotBlank String value) {
    String next = request(Map.of("q", List.of(value.replaceAll("\\p{Cs}", "")))).at("XYZ");

    assertThat(URI.create(next).getQuery())
        .isEqualTo("q=" + value.replaceAll("\\p{Cs}", "") + "&limit=5&cursor=XYZ");
  }
}
