package uk.casebook.casestudy;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/** Any combination of filters selects what reading every case study and comparing would select. */
@QuarkusTest
class CaseStudyFilterTest {

  private static final int COMBINATIONS = 60;

  private static final Map<String, String> PARAMETERS =
      Map.of(
          "theme", "theme",
          "topics", "topic",
          "populations", "population",
          "organisations", "organisation");

  @Test
  void selectsExactlyWhatFulfilsEveryFilter() {
    List<Map<String, Object>> studies = all();
    JqwikSession.run(
        () -> {
          Arbitrary<Set<String>> themes = someOf(studies, "theme");
          Arbitrary<Set<String>> topics = someOf(studies, "topics");
          Arbitrary<Set<String>> populations = someOf(studies, "populations");
          Arbitrary<Set<String>> organisations = someOf(studies, "organisations");
          for (int i = 0; i < COMBINATIONS; i++) {
            assertSelects(
                studies,
                Map.of(
                    "theme", themes.sample(),
                    "topics", topics.sample(),
                    "populations", populations.sample(),
                    "organisations", organisations.sample()));
          }
        });
  }

  private static void assertSelects(
      List<Map<String, Object>> studies, Map<String, Set<String>> wanted) {
    RequestSpecification request = given().queryParam("limit", 100);
    wanted.forEach(
        (field, values) -> {
          if (!values.isEmpty()) {
            request.queryParam(PARAMETERS.get(field), values);
          }
        });
    Response answer = request.get("/v1/case-studies");

    Set<Object> expected =
        studies.stream()
            .filter(
                study ->
                    wanted.entrySet().stream()
                        .allMatch(
                            filter ->
                                filter.getValue().isEmpty()
                                    || values(study, filter.getKey()).stream()
                                        .anyMatch(filter.getValue()::contains)))
            .map(study -> study.get("slug"))
            .collect(Collectors.toSet());
    assertThat(answer.<List<Object>>path("items.slug"))
        .as("%s", wanted)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(answer.<Integer>path("total")).isEqualTo(expected.size());
  }

  private static Arbitrary<Set<String>> someOf(List<Map<String, Object>> studies, String field) {
    List<String> known =
        studies.stream().flatMap(study -> values(study, field).stream()).distinct().toList();
    return Arbitraries.oneOf(
        Arbitraries.just(Set.of()), Arbitraries.of(known).set().ofMinSize(1).ofMaxSize(8));
  }

  private static Collection<String> values(Map<String, Object> study, String field) {
    if (field.equals("organisations")) {
      List<String> slugs = new ArrayList<>();
      for (String part : List.of("lead", "partners")) {
        for (Object organisation : (List<?>) study.get(part)) {
          slugs.add((String) ((Map<?, ?>) organisation).get("slug"));
        }
      }
      return slugs;
    }
    Object value = study.get(field);
    return value instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of((String) value);
  }

  private static List<Map<String, Object>> all() {
    return get("/v1/case-studies?limit=100").path("items");
  }
}
