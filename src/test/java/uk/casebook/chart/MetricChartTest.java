package uk.casebook.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import uk.casebook.metric.MetricResponse;

class MetricChartTest {

  private static final int WIDTH = 640;
  private static final List<MetricResponse> SHIPPED = ShippedMetrics.all();

  @Nested
  class EveryShippedMetric {

    static List<MetricResponse> shipped() {
      return SHIPPED;
    }

    @Test
    void isThere() {
      assertThat(SHIPPED).hasSize(346);
    }

    @ParameterizedTest
    @ValueSource(ints = {240, 640, 1600})
    void isWellFormedAndSaysWhatItShows(int width) {
      for (MetricResponse metric : SHIPPED) {
        Element svg = parse(MetricChart.draw(metric, width, Scheme.AUTO));
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-labelledby"))
            .isEqualTo(
                only(svg, "title").getAttribute("id") + " " + only(svg, "desc").getAttribute("id"));
        assertThat(only(svg, "title").getTextContent()).isEqualTo(metric.title());
        assertThat(only(svg, "desc").getTextContent())
            .startsWith(metric.statement())
            .endsWith("(Casebook).");
        assertThat(elements(svg, "g")).as(metric.slug()).isNotEmpty();
        List<Element> texts = elements(svg, "text");
        assertThat(texts.get(texts.size() - 1).getTextContent()).endsWith("(Casebook)");
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {240, 400, 640, 1600})
    void writesNothingOverItsEdgesOrOverOtherText(int width) {
      for (MetricResponse metric : SHIPPED) {
        Element svg = parse(MetricChart.draw(metric, width, Scheme.LIGHT));
        List<Box> boxes = elements(svg, "text").stream().map(Box::of).toList();
        double height = number(svg, "height");
        for (Box box : boxes) {
          assertThat(box.left()).as("%s: %s", metric.slug(), box).isGreaterThanOrEqualTo(0);
          assertThat(box.right()).as("%s: %s", metric.slug(), box).isLessThanOrEqualTo(width);
          assertThat(box.bottom()).as("%s: %s", metric.slug(), box).isLessThanOrEqualTo(height);
        }
        for (int i = 0; i < boxes.size(); i++) {
          for (Box other : boxes.subList(i + 1, boxes.size())) {
            assertThat(boxes.get(i).overlaps(other))
                .as("%s: %s over %s", metric.slug(), boxes.get(i), other)
                .isFalse();
          }
        }
      }
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void isDrawnTheSameEachTime(Scheme scheme) {
      for (MetricResponse metric : SHIPPED) {
        assertThat(MetricChart.draw(metric, WIDTH, scheme))
            .isEqualTo(MetricChart.draw(metric, WIDTH, scheme))
            .doesNotContain("<script", "foreignObject", "href", "@import");
      }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void showsEachOfItsFiguresInItsWords(MetricResponse metric) {
      String shown = text(metric);
      for (Panel panel : Panel.of(metric)) {
        for (Datum datum : panel.data()) {
          assertThat(shown).contains(datum.value());
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bedford-reviews-02, before-after",
    "milton-keynes-recruitment-04, series",
    "cambridgeshire-unpaid-carers-01, series",
    "bedford-preparing-for-adulthood-05, series",
    "cambridgeshire-care-home-06, ladder",
    "essex-carers-model-04, targets",
    "bedford-reviews-01, targets",
    "suffolk-caring-companies-02, dots",
    "essex-workforce-ambassadors-03, share",
    "southend-caring-well-06, parts",
    "milton-keynes-recruitment-03, share",
    "hertfordshire-data-inspired-living-07, number number",
    "hertfordshire-enhanced-dementia-05, parts parts",
    "central-beds-pipeline-01, range",
    "milton-keynes-recruitment-05, parts",
    "essex-care-technology-07, comparison",
    "luton-physical-activity-01, comparison",
    "southend-caring-well-04, number",
    "essex-care-technology-03, number",
    "bedford-short-breaks-02, words",
    "cambridgeshire-care-home-08, words",
    "central-beds-pipeline-03, reported"
  })
  void choosesTheFormThatFits(String slug, String forms) {
    assertThat(
            elements(draw(ShippedMetrics.metric(slug)), "g").stream()
                .map(panel -> panel.getAttribute("data-form")))
        .containsExactly(forms.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "southend-contemporary-elders-01, about 40 people per session",
    "suffolk-caring-companies-01, 'over 65,000 people'",
    "lifeways-communication-02, up to 5 people",
    "cambridgeshire-oasi-grants-06, at least 1 year",
    "southend-community-investment-board-08, '£1,433,618.17'",
    "hertfordshire-data-inspired-living-08, £84.86 a week",
    "hertfordshire-data-inspired-living-08, One person's example",
    "luton-shared-lives-08, An estimate",
    "suffolk-linked-data-09, 70.8% increase",
    "essex-workforce-ambassadors-02, Increase of 9 (the source does not say of what unit)",
    "milton-keynes-recruitment-05, Of which reason: retirement",
    "bedford-reviews-02, Source: Reviews performance (Casebook)"
  })
  void saysWhatIsPrintedAndHowItIsMeant(String slug, String words) {
    assertThat(text(ShippedMetrics.metric(slug))).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bedford-reviews-02 | Improved: +21.1 percentage points (+44.2%). The source says something",
        "cambridgeshire-care-home-06 | Improved.",
        "cambridgeshire-unpaid-carers-01 | Worsened: −7.9 percentage points (−10.4%).",
        "thurrock-hls-commissioning-03 | Neither better nor worse: about +4,000 (+80.0%).",
        "hertfordshire-data-inspired-living-07 | Not compared: The baseline is 2 a day, the result",
      })
  void saysWhatChangedOrWhyThatIsNotSaid(String slug, String words) {
    assertThat(text(ShippedMetrics.metric(slug))).contains(words);
  }

  @Test
  void marksWhatIsNotExactInTheDrawingToo() {
    String exact = shapes("exact");
    for (String qualifier : List.of("approximately", "over", "under", "up-to", "at-least")) {
      assertThat(shapes(qualifier)).as(qualifier).isNotEqualTo(exact);
    }
    assertThat(shapes("over")).isNotEqualTo(shapes("up-to"));
    assertThat(shapes("over")).isNotEqualTo(shapes("approximately"));
  }

  private static String shapes(String qualifier) {
    return MetricChart.draw(
            ShippedMetrics.metric(
                "own",
                """
                {"observations": [
                  {"role": "baseline", "value": 10},
                  {"role": "actual", "value": 40, "qualifier": "%s"}]}
                """
                    .formatted(qualifier)),
            WIDTH,
            Scheme.LIGHT)
        .lines()
        .filter(line -> line.startsWith("<path") || line.startsWith("<rect"))
        .reduce("", (all, line) -> all + line.replaceAll("[0-9.]+", "0") + "\n");
  }

  @Test
  void beginsBarsAtZeroAndKeepsTheirProportion() {
    Element svg = draw(ShippedMetrics.metric("milton-keynes-learning-02"));
    List<Element> bars =
        elements(svg, "rect").stream()
            .filter(bar -> bar.getAttribute("height").equals("20"))
            .filter(bar -> bar.getAttribute("class").contains("edge-figure"))
            .toList();

    assertThat(bars).hasSize(2).allMatch(bar -> number(bar, "x") == Canvas.MARGIN);
    assertThat(number(bars.get(0), "width") / number(bars.get(1), "width"))
        .isCloseTo(56.0 / 93, within(0.01));
  }

  @Test
  void keepsPointsAtTheirDistancesInTime() {
    MetricResponse metric =
        ShippedMetrics.metric(
            "own",
            """
            {"observations": [
              {"role": "baseline", "value": 9, "period": {"from": "2020-01-01", "to": "2020-01-01"}},
              {"role": "actual", "value": 5, "period": {"from": "2021-01-01", "to": "2021-01-01"}},
              {"role": "actual", "value": 3, "period": {"from": "2024-01-01", "to": "2024-01-01"}}]}
            """);
    List<Double> x =
        elements(draw(metric), "circle").stream().map(point -> number(point, "cx")).toList();

    assertThat((x.get(2) - x.get(0)) / (x.get(1) - x.get(0))).isCloseTo(1461.0 / 366, within(0.02));
  }

  @Test
  void drawsBarsWhereTheLabelsOfALineWouldOverlap() {
    MetricResponse metric = ShippedMetrics.metric("milton-keynes-recruitment-04");

    assertThat(elements(parse(MetricChart.draw(metric, 240, Scheme.AUTO)), "circle")).isEmpty();
    assertThat(elements(draw(metric), "circle")).hasSize(3);
  }

  @Test
  void escapesWhateverIsWritten() {
    MetricResponse metric =
        ShippedMetrics.metric(
            "own",
            """
            {"title": "</text><script>alert('&')</script>\\u0000", "caveats": ["<b>\\"]]>"],
             "observations": [{"role": "actual", "valueText": "<i>&amp;</i>"}]}
            """);
    Element svg = draw(metric);

    assertThat(elements(svg, "script")).isEmpty();
    assertThat(only(svg, "title").getTextContent())
        .isEqualTo("</text><script>alert('&')</script>\uFFFD");
    assertThat(svg.getTextContent()).contains("<b>\"]]>", "<i>&amp;</i>");
  }

  @Nested
  class Colours {

    @ParameterizedTest
    @EnumSource(
        value = Scheme.class,
        names = {"LIGHT", "DARK"})
    void standOutFromWhatTheyAreOn(Scheme scheme) {
      for (Ink paper : List.of(Ink.PAPER, Ink.PALE)) {
        assertThat(contrast(Ink.TEXT, paper, scheme)).isGreaterThanOrEqualTo(4.5);
      }
      assertThat(contrast(Ink.QUIET, Ink.PAPER, scheme)).isGreaterThanOrEqualTo(4.5);
      for (Ink drawn : List.of(Ink.FIGURE, Ink.RULE, Ink.AIM)) {
        assertThat(contrast(drawn, Ink.PAPER, scheme)).isGreaterThanOrEqualTo(3);
      }
      assertThat(contrast(Ink.FIGURE, Ink.PALE, scheme)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void areThoseOfTheSchemeAndChangeByThemselvesOnlyInAuto() {
      MetricResponse metric = ShippedMetrics.metric("bedford-reviews-02");

      assertThat(MetricChart.draw(metric, WIDTH, Scheme.LIGHT))
          .contains(Ink.PAPER.in(Scheme.LIGHT))
          .doesNotContain(Ink.PAPER.in(Scheme.DARK), "<style");
      assertThat(MetricChart.draw(metric, WIDTH, Scheme.DARK))
          .contains(Ink.PAPER.in(Scheme.DARK))
          .doesNotContain(Ink.PAPER.in(Scheme.LIGHT), "<style");
      assertThat(MetricChart.draw(metric, WIDTH, Scheme.AUTO))
          .contains(
              Ink.PAPER.in(Scheme.LIGHT), "prefers-color-scheme:dark", Ink.PAPER.in(Scheme.DARK));
    }

    private static double contrast(Ink one, Ink other, Scheme scheme) {
      double a = luminance(one.in(scheme));
      double b = luminance(other.in(scheme));
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** Relative luminance as WCAG 2 defines it. */
    private static double luminance(String colour) {
      double[] weights = {0.2126, 0.7152, 0.0722};
      return IntStream.range(0, 3)
          .mapToDouble(
              i -> {
                double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
                return weights[i]
                    * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
              })
          .sum();
    }
  }

  /** The room that a line of text takes at most. */
  private record Box(String text, double left, double right, double top, double bottom) {

    static Box of(Element text) {
      double size = number(text, "font-size");
      double width = Lines.width(text.getTextContent(), size, text.hasAttribute("font-weight"));
      double x = number(text, "x");
      double left =
          switch (text.getAttribute("text-anchor")) {
            case "middle" -> x - width / 2;
            case "end" -> x - width;
            default -> x;
          };
      double y = number(text, "y");
      return new Box(text.getTextContent(), left, left + width, y - size * 0.75, y + size * 0.22);
    }

    boolean overlaps(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  private static Element draw(MetricResponse metric) {
    return parse(MetricChart.draw(metric, WIDTH, Scheme.AUTO));
  }

  /** All that is written, wrapped lines joined. */
  private static String text(MetricResponse metric) {
    return String.join(
        " ", elements(draw(metric), "text").stream().map(Element::getTextContent).toList());
  }

  private static Element parse(String svg) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(svg, e);
    }
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    return new ArrayList<>(
        Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
            .map(i -> (Element) nodes.item(i))
            .toList());
  }

  private static Element only(Element parent, String name) {
    List<Element> found = elements(parent, name);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
