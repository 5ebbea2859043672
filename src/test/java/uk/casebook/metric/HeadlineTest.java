package uk.casebook.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadlineTest {

  @Test
  void goesFromTheBaselineToTheActual() {
    assertThat(headline("people", figure(Role.BASELINE, "460"), figure(Role.ACTUAL, "1171")))
        .isEqualTo("460 to 1,171 people");
  }

  @Test
  void keepsTheDecimalsThatThePrintHas() {
    assertThat(headline("gbp", figure(Role.ACTUAL, "1433618.10"))).isEqualTo("£1,433,618.10");
    assertThat(headline("percent", figure(Role.ACTUAL, "47.7"))).isEqualTo("47.7%");
    assertThat(headline("year", figure(Role.TARGET, "2030"))).isEqualTo("target 2030");
  }

  @Test
  void writesPenceInTwoDigits() {
    assertThat(headline("gbp", figure(Role.ACTUAL, "75315.2"))).isEqualTo("£75,315.20");
    assertThat(headline("gbp", figure(Role.ACTUAL, "1400000"))).isEqualTo("£1,400,000");
  }

  @Test
  void namesASingleUnitInTheSingular() {
    assertThat(headline("people", figure(Role.ACTUAL, "1"))).isEqualTo("1 person");
    assertThat(headline("months", figure(Role.ACTUAL, "1"))).isEqualTo("1 month");
    assertThat(headline("months", figure(Role.ACTUAL, "1.5"))).isEqualTo("1.5 months");
  }

  @Test
  void keepsTheQualifier() {
    assertThat(
            headline("people", figure(Role.ACTUAL, Qualifier.OVER, new BigDecimal("50000"), null)))
        .isEqualTo("over 50,000 people");
  }

  @Test
  void doesNotJoinWhatIsNotAboutTheSamePart() {
    Figure women = figure(Role.BASELINE, "5", new Dimension("sex", "female"));
    Figure men = figure(Role.ACTUAL, "7", new Dimension("sex", "male"));

    assertThat(headline("people", women, men)).isEqualTo("7 people");
  }

  @Test
  void showsARatingInItsWords() {
    assertThat(
            headline(
                "rating",
                figure(Role.BASELINE, Qualifier.EXACT, null, "Inadequate"),
                figure(Role.ACTUAL, Qualifier.EXACT, null, "Good")))
        .isEqualTo("Inadequate to Good");
  }

  @Test
  void fallsBackToWhatTheSourceReports() {
    assertThat(
            Headline.of(
                metric(
                    "percent",
                    new ReportedChange(
                        new BigDecimal("20.1"),
                        "percent",
                        "increase",
                        Qualifier.EXACT,
                        List.of(),
                        null,
                        null,
                        null,
                        null)),
                List.of()))
        .isEqualTo("20.1% increase");
  }

  @Test
  void isAbsentWhereThereIsNothingToShow() {
    assertThat(Headline.of(metric("count"), List.of())).isNull();
  }

  private static @Nullable String headline(String unit, Figure... figures) {
    return Headline.of(metric(unit), List.of(figures));
  }

  private static MetricContent metric(String unit, ReportedChange... changes) {
    return new MetricContent(
        "Title",
        "Statement.",
        "outcome",
        unit,
        null,
        "neutral",
        null,
        null,
        List.of(changes),
        List.of(),
        null);
  }

  private static Figure figure(Role role, String value, Dimension... dimensions) {
    return figure(role, Qualifier.EXACT, new BigDecimal(value), null, dimensions);
  }

  private static Figure figure(
      Role role,
      Qualifier qualifier,
      @Nullable BigDecimal value,
      @Nullable String text,
      Dimension... dimensions) {
    return new Figure(
        role,
        null,
        Arrays.asList(dimensions),
        null,
        null,
        null,
        value,
        text,
        null,
        null,
        null,
        qualifier,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
