package uk.casebook.metric;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SummaryResourceTest {

  private static ValidatableResponse summary(String query) {
    return get("/v1/metrics/summary" + (query.isEmpty() ? "" : "?" + query)).then().statusCode(200);
  }

  @Test
  void accountsForEveryObservationOfTheRegister() {
    summary("").body("selected", equalTo(404)).body("groups.selected", contains(404));
  }

  @Test
  void addsUpTheLatestOfEachSeriesAndNoFigureTwice() {
    summary("caseStudy=milton-keynes-recruitment&unit=people")
        .body("groups[0].figures.sum", contains(7010))
        .body("refused.code", hasItem("repeated-figure"))
        .body("refused.code", hasItem("part-of-whole"))
        .body("refused.code", hasItem("earlier-figure"));
  }

  @Test
  void addsUpEachYearByItself() {
    summary("caseStudy=milton-keynes-recruitment&unit=people&groupBy=year")
        .body("groups.find { it.keys[0].code == '2022' }.figures.sum", contains(17))
        .body("groups.find { it.keys[0].code == '2023' }.used", not(equalTo(0)));
  }

  @Test
  void addsUpPartsWhereTheWholeIsNotSelected() {
    summary("caseStudy=bedford-forever-home&dimension=sex=female")
        .body("groups[0].figures.sum", contains(2));
    summary("caseStudy=bedford-forever-home&unit=people&role=actual&kind=output")
        .body("groups[0].figures.sum", contains(3))
        .body("refused.find { it.code == 'part-of-whole' }.count", equalTo(2));
  }

  @ParameterizedTest
  @CsvSource({
    "unit=percent, not-comparable",
    "individual=true, individual",
    "role=target, not-actual",
    "unit=rating&role=actual&individual=false, not-numeric",
    "caseStudy=hertfordshire-enhanced-dementia, conflicting"
  })
  void saysWhyFiguresAreLeftOut(String query, String code) {
    summary(query).body("refused.code", hasItem(code));
  }

  @Test
  void comparesFiguresOfOneIndicator() {
    summary("indicator=ascof-2023-24-3b&groupBy=unit")
        .body("groups[0].figures.indicator", contains("ascof-2023-24-3b"))
        .body("groups[0].figures.median", contains(68))
        .body("groups[0].figures.range.low", contains(68))
        .body("groups[0].figures.sum", contains(nullValue()))
        .body("refused.code", contains("not-actual", "earlier-figure"));
  }

  @Test
  void countsAFigureOnceThoughItsCaseStudyHasSeveralTopics() {
    int once = summary("caseStudy=essex-carers-model").extract().path("selected");
    ValidatableResponse byTopic =
        summary("caseStudy=essex-carers-model&groupBy=topic").body("selected", equalTo(once));
    assertThat(byTopic.extract().<Integer>path("groups.selected.sum()")).isGreaterThan(once);
  }

  @Test
  void groupsWhatIsNotKnown() {
    summary("groupBy=council")
        .body("groups[-1].keys[0].name", equalTo("unknown"))
        .body("groups[-1].keys[0]", not(hasKey("code")));
  }

  @Test
  void countsVerdictsAndExamplesOfOnePersonApart() {
    summary("caseStudy=hertfordshire-data-inspired-living")
        .body("groups[0].changes.improved", equalTo(0))
        .body("groups[0].changes.individual", not(equalTo(0)));
    summary("verdict=worsened").body("groups[0].changes.worsened", equalTo(1));
  }

  @Test
  void groupsByTwoLevels() {
    summary("groupBy=kind,theme").body("groups[0].keys.by", contains("kind", "theme"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"groupBy=colour", "groupBy=unit,unit", "groupBy=unit,kind,theme"})
  void refusesLevelsThatItDoesNotHave(String query) {
    get("/v1/metrics/summary?" + query)
        .then()
        .statusCode(400)
        .body("errors.parameter", hasItem("groupBy"));
  }

  @Test
  void answersAnEmptySelection() {
    summary("caseStudy=bedford-dols&kind=target")
        .body("selected", equalTo(0))
        .body("groups", hasSize(1));
  }
}
