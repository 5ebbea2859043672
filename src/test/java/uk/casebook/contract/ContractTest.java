package uk.casebook.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {

  private static final Contract SHOP = ShopContract.read();

  private static List<Violation> things(String query) {
    return SHOP.check(SHOP.operation("GET", "/shop/things"), "/shop/things", query, name -> null);
  }

  @Nested
  class FindsTheOperation {

    @Test
    void aLiteralSegmentGoesBeforeAParameter() {
      assertThat(SHOP.operation("GET", "/shop/things/newest").id()).isEqualTo("getNewestThing");
      assertThat(SHOP.operation("GET", "/shop/things/lamp").id()).isEqualTo("getThing");
    }

    @Test
    void headAsksForWhatGetAnswers() {
      assertThat(SHOP.operation("HEAD", "/shop/things").id()).isEqualTo("listThings");
    }

    @ParameterizedTest
    @CsvSource({
      "/shop/thing, /shop/things",
      "/shop/thinks/lamp, /shop/things/lamp",
      "/shop/things/, /shop/things",
      "/Shop/Things, /shop/things"
    })
    void anUnknownPathIsAnsweredWithTheNearest(String path, String nearest) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> SHOP.operation("GET", path))
          .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND))
          .withMessage("The contract has no such path. Did you mean %s?", nearest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/wp-admin/setup.php", "/shop/things/lamp/parts"})
    void aPathThatIsNearToNothingIsAnsweredWithoutAGuess(String path) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> SHOP.operation("GET", path))
          .withMessage("The contract has no such path.");
    }

    @Test
    void aWrongMethodIsAnsweredWithTheRightOnes() {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> SHOP.operation("PUT", "/shop/things/lamp"))
          .withMessage("/shop/things/{key} has no PUT; it has DELETE, GET, HEAD, OPTIONS.")
          .satisfies(
              problem ->
                  assertThat(problem.headers())
                      .containsExactly(entry("Allow", "DELETE, GET, HEAD, OPTIONS")));
    }
  }

  @Nested
  class ChecksValues {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "q=carer+breaks&limit=100&price=0.01&inStock=false",
          "kind=lamp&kind=table&kind=chair",
          "colours=red,blue&sort=-price",
          "batch=0197d9a2-5f0e-7c41-9d3b-6a2f8e1c4b70&day=2024-02-29",
          "at=2024-07-31T09:30:00Z&link=https://example.org/%25C3%25A9",
          "size=9&",
          "size=large",
          "q=%22unpaid%20carers%22+-recruitment",
          "q=%F0%9F%8F%A0"
        })
    void passesWhatKeepsTheContract(String query) {
      assertThat(things(query)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "limit=0|minimum|limit must be a whole number from 1 to 100, not '0'.",
          "limit=101|maximum|limit must be a whole number from 1 to 100, not '101'.",
          "limit=99999999999999999999|maximum|limit must be a whole number from 1 to 100, not '99999999999999999999'.",
          "limit=ten|type|limit must be a whole number from 1 to 100, not 'ten'.",
          "limit=1.0|type|limit must be a whole number from 1 to 100, not '1.0'.",
          "limit=1e1|type|limit must be a whole number from 1 to 100, not '1e1'.",
          "limit=|type|limit must be a whole number from 1 to 100, not ''.",
          "limit=%D9%A3|type|limit must be a whole number from 1 to 100, not '٣'.",
          "limit=1&limit=2|repeated|limit may be given once, not 2 times.",
          "price=0|exclusive-minimum|price must be a number of more than 0 and of at most 1000, not '0'.",
          "price=-.5|type|price must be a number of more than 0 and of at most 1000, not '-.5'.",
          "inStock=yes|type|inStock must be true or false, not 'yes'.",
          "inStock=TRUE|type|inStock must be true or false, not 'TRUE'.",
          "kind=lmap|enum|kind must be one of lamp, table, chair, not 'lmap'; did you mean 'lamp'?",
          "kind=boat|enum|kind must be one of lamp, table, chair, not 'boat'.",
          "kind=lamp&kind=lamp&kind=lamp&kind=lamp|max-items|kind may be given at most 3 times, not 4.",
          "colours=red,red|unique-items|colours must not have the same value twice.",
          "colours=red,green,blue|max-items|colours may have at most 2 values, not 3.",
          "colours=red&colours=blue|repeated|colours may be given once, with commas between its values, not 2 times.",
          "colours=red,|enum|colours must be one of red, green, blue, not ''.",
          "sort=price|enum|sort must be one of name, -price, not 'price'; did you mean '-price'?",
          "batch=12|format|batch must be a UUID such as 0197d9a2-5f0e-7c41-9d3b-6a2f8e1c4b70, not '12'.",
          "day=2023-02-29|format|day must be a date such as 2024-07-31, not '2023-02-29'.",
          "day=-0044-03-15|format|day must be a date such as 2024-07-31, not '-0044-03-15'.",
          "at=2024-07-31|format|at must be an instant such as 2024-07-31T09:30:00Z, not '2024-07-31'.",
          "link=/report|format|link must be an absolute URI such as https://example.org/report, not '/report'.",
          "size=10|one-of|size must be a whole number from 1 to 9, or one of small, large, not '10'.",
          "q=+|pattern|q must be text of 1 to 120 characters that is not blank, such as 'lamp', not ' '.",
        })
    void saysWhatIsWrongAndWhatWouldBeRight(String query, String code, String detail) {
      String name = query.substring(0, query.indexOf('='));
      assertThat(things(query)).containsExactly(Violation.ofParameter(name, code, detail));
    }

    @Test
    void cutsLongValuesInItsAnswer() {
      assertThat(things("q=" + "%C3%A9".repeat(10_000)))
          .singleElement()
          .satisfies(
              violation ->
                  assertThat(violation.detail())
                      .endsWith("not '" + "é".repeat(100) + "…' (10000 characters)."));
    }

    @ParameterizedTest
    @CsvSource({
      "q=%, encoding",
      "q=%4, encoding",
      "q=%zz, encoding",
      "q=%ED%A0%80, encoding",
      "q=%C0%AF, encoding",
      "q=%FF, encoding",
      "q=\u00e9, encoding",
      "'q=\"care', encoding",
      "q=a%00b, control-character",
      "q=a%0D%0Ab, control-character",
      "q=%C2%85, control-character",
      "q=%7F, control-character"
    })
    void refusesWhatIsNoText(String query, String code) {
      assertThat(things(query))
          .singleElement()
          .satisfies(
              violation -> {
                assertThat(violation.parameter()).isEqualTo("q");
                assertThat(violation.code()).isEqualTo(code);
              });
    }

    @Test
    void checksTheParametersOfThePath() {
      Operation operation = SHOP.operation("GET", "/shop/things/LAMP");
      assertThat(SHOP.check(operation, "/shop/things/LAMP", null, name -> null))
          .containsExactly(
              Violation.ofParameter(
                  "key",
                  "pattern",
                  "key must be text of at most 20 characters that matches ^[a-z ]+$,"
                      + " such as 'lamp', not 'LAMP'."));
      assertThat(SHOP.check(operation, "/shop/things/a%20lamp", null, name -> null)).isEmpty();
      assertThat(SHOP.check(operation, "/shop/things/a+lamp", null, name -> null)).hasSize(1);
      assertThat(SHOP.check(operation, "/shop/things/%00", null, name -> null)).hasSize(1);
    }

    @Test
    void checksHeaderFields() {
      Operation operation = SHOP.operation("GET", "/shop/things");
      assertThat(SHOP.check(operation, "/shop/things", null, Map.of("X-Weight", "6")::get))
          .extracting(Violation::parameter, Violation::code)
          .containsExactly(tuple("X-Weight", "maximum"));
    }

    @Test
    void missesWhatIsRequired() {
      Operation operation = SHOP.operation("DELETE", "/shop/things/lamp");
      assertThat(SHOP.check(operation, "/shop/things/lamp", null, name -> null))
          .containsExactly(
              Violation.ofParameter(
                  "reason",
                  "required",
                  "reason is missing; it must be text of at most 10 characters."));
    }
  }

  @Nested
  class RefusesUnknownParameters {

    @ParameterizedTest
    @CsvSource({"limt, limit", "LIMIT, limit", "colour, colours", "in_stock, inStock"})
    void withTheNearestKnownOne(String given, String meant) {
      assertThat(things(given + "=1"))
          .containsExactly(
              Violation.ofParameter(
                  given,
                  "unknown-parameter",
                  "'%s' is not a query parameter of listThings; did you mean '%s'?"
                      .formatted(given, meant)));
    }

    @Test
    void withAllKnownOnesIfNoneIsNear() {
      assertThat(things("utm_source=newsletter"))
          .singleElement()
          .satisfies(
              violation ->
                  assertThat(violation.detail()).contains("; it has q, limit, price, inStock,"));
    }

    @Test
    void alsoBehindASemicolonWhichTheServerTakesForAnAmpersand() {
      assertThat(things("q=a;limit=1000"))
          .extracting(Violation::parameter)
          .containsExactly("limit");
    }
  }

  @Test
  void namesAllViolationsAtOnce() {
    assertThat(things("limit=0&limt=5&kind=lmap&kind=lamp&kind=sofa&q=%00&day=x"))
        .extracting(violation -> violation.parameter() + " " + violation.code())
        .containsExactlyInAnyOrder(
            "limit minimum",
            "limt unknown-parameter",
            "kind enum",
            "kind enum",
            "q control-character",
            "day format");
  }

  @Nested
  class RefusesADocument {

    private static final String START = "openapi: 3.1.0\npaths:\n  /x/{id}:\n    get:\n";

    @ParameterizedTest
    @ValueSource(
        strings = {
          "      responses: {}\n",
          "      operationId: getX\n",
          "      operationId: getX\n      parameters: [{name: ix, in: path, schema: {}}]\n",
          "      operationId: getX\n      parameters: [{name: id, in: cookie, schema: {}}]\n",
          "      operationId: getX\n      parameters: [{$ref: '#/components/parameters/Id'}]\n",
        })
    void thatItCouldNotCheckInFull(String operation) {
      assertThatIllegalStateException()
          .isThrownBy(() -> Contract.of((START + operation).getBytes(StandardCharsets.UTF_8)));
    }
  }
}
