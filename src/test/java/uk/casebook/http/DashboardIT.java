package uk.casebook.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.casebook.PackagedService;

/** Uses the dashboard of the packaged service in a browser, as its readers do. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DashboardIT {

  private static final int WIDE = 1280;
  private static final int NARROW = 360;
  private static final int MOST_STEPS = 300;
  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  @TempDir private static Path directory;
  private static Process service;
  private static String address;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();
  private BrowserContext reader;

  @BeforeAll
  static void startServiceAndBrowser() throws IOException {
    Optional<Path> installed =
        Stream.concat(Stream.of(System.getProperty("browser", "")), BROWSERS.stream())
            .map(Path::of)
            .filter(Files::isRegularFile)
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        installed.isPresent(),
        () ->
            "No browser here: install Chromium, or name one with -Dbrowser=…; looked in "
                + BROWSERS);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(installed.get()));
    service = PackagedService.launch(directory);
    address = PackagedService.awaitAddress(service);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (playwright != null) {
      playwright.close();
    }
    if (service != null) {
      service.destroy();
      service.waitFor();
    }
  }

  @AfterEach
  void leave() {
    reader.close();
  }

  static Stream<Arguments> waysToRead() {
    return Stream.of(WIDE, NARROW)
        .flatMap(
            width ->
                Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                    .flatMap(
                        scheme ->
                            Stream.of("", "?council=bedford", "?theme=leadership&topic=dementia")
                                .map(query -> Arguments.of(width, scheme, query))));
  }

  @ParameterizedTest
  @MethodSource("waysToRead")
  void everybodyCanReadIt(int width, ColorScheme scheme, String query) {
    Page page = open(width, scheme, query);
    page.locator("summary").all().forEach(Locator::click);

    List<Rule> violations =
        new AxeBuilder(page)
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
            .analyze()
            .getViolations();

    assertThat(violations)
        .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
        .isEmpty();
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    assertThat(complaints).isEmpty();
  }

  @Test
  void showsAFigureWithItsVerdictAndWhereTheSourceDisagrees() {
    Page page = open("?council=bedford");

    Locator card = page.locator("#changed article");
    assertThat(card).hasCount(1);
    assertThat(card).containsText("47.7% → to 68.8%");
    assertThat(card).containsText("Improved: +21.1 percentage points (+44.2%)");
    assertThat(card).containsText("The source’s own words give another change");
    assertThat(card.locator("a").last()).hasAttribute("href", "/v1/metrics/bedford-reviews-02");
  }

  @Test
  void saysOfEveryOtherFigureWhyNoChangeIsComputed() throws IOException {
    Page page = open("?council=bedford");

    JsonNode metric = api("/v1/metrics?council=bedford&hasChange=false&limit=1").at("/items/0");
    assertThat(page.locator("#others article").first())
        .containsText(metric.at("/changesRefused/0/detail").textValue());
  }

  @Test
  void aChoiceChangesTheFiguresAndTheAddress() {
    Page page = open("");
    List<String> before = titles(page);

    page.getByRole(AriaRole.COMBOBOX, named("Theme")).selectOption("ensuring-safety");

    assertThat(page.locator("#status")).containsText("for Ensuring safety");
    assertThat(page).hasURL(address + "/dashboard/?theme=ensuring-safety");
    assertThat(titles(page)).isNotEqualTo(before);

    page.goBack();

    assertThat(page.locator("#status")).not().containsText("for Ensuring safety");
    assertThat(page.getByRole(AriaRole.COMBOBOX, named("Theme"))).hasValue("");
    assertThat(titles(page)).isEqualTo(before);

    page.goForward();

    assertThat(page.locator("#status")).containsText("for Ensuring safety");
    assertThat(page.getByRole(AriaRole.COMBOBOX, named("Theme"))).hasValue("ensuring-safety");
  }

  @Test
  void theKeyboardReachesTheFilterAndMoreFigures() {
    Page page = open("");
    List<String> passed = new ArrayList<>();

    do {
      page.keyboard().press("Tab");
      passed.add(
          (String) page.evaluate("document.activeElement.id || document.activeElement.text"));
    } while (!isOnButton(page) && passed.size() < MOST_STEPS);
    assertThat(passed).startsWith("Skip to the figures", "council", "theme", "topic");
    int shown = page.locator("#changed .card").count();

    page.keyboard().press("Enter");

    assertThat(page.locator("#changed .card").nth(shown).locator("h3")).isFocused();
  }

  @Test
  void theTablesHaveTheNumbersOfTheApi() throws IOException {
    Page page = open("?theme=providing-support");

    JsonNode group =
        api("/v1/metrics/summary?groupBy=theme&theme=providing-support").at("/groups/0");
    JsonNode changes = group.get("changes");
    assertThat(page.locator("table").first().locator("td").allTextContents())
        .containsExactly(
            Stream.of("improved", "worsened", "unchanged", "notJudged", "individual", "refused")
                .map(name -> changes.get(name).asText())
                .toArray(String[]::new));
    int selected = group.get("selected").intValue();
    int used = group.get("used").intValue();
    assertThat(page.locator("table").last().locator("td").allTextContents())
        .containsExactly("" + used, "" + (selected - used), "" + selected);
    assertThat(page.locator(".reasons li span").allTextContents())
        .containsExactlyElementsOf(group.get("refused").findValuesAsText("detail"));
  }

  @Test
  void aRefusalIsToldInWordsWithItsTraceId() {
    Page page = open("?theme=made-up");

    Locator told = page.getByRole(AriaRole.ALERT);
    assertThat(told).containsText("The vocabulary themes has no code 'made-up'.");
    assertThat(told).containsText(Pattern.compile("traceId [0-9a-f]{32}"));
    assertThat(page.locator("#results")).isHidden();
  }

  @Test
  void saysThatNothingWasFound() {
    Page page = open("?council=angus");

    assertThat(page.locator("#status")).hasText("No figures were found for Angus Council.");
    assertThat(page.locator("#results")).isHidden();
  }

  private Page open(String query) {
    return open(WIDE, ColorScheme.LIGHT, query);
  }

  /** Opens the page, and returns once it shows what it found. */
  private Page open(int width, ColorScheme scheme, String query) {
    reader =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme));
    Page page = reader.newPage();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
    page.navigate(address + "/dashboard/" + query);
    assertThat(page.locator("#status, #problem")).not().hasText(new String[] {"", ""});
    return page;
  }

  private static boolean isOnButton(Page page) {
    return (boolean) page.evaluate("document.activeElement.matches('#changed button')");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static List<String> titles(Page page) {
    return page.locator("h3").allTextContents();
  }

  private static JsonNode api(String path) throws IOException {
    try (InputStream answer = URI.create(address + path).toURL().openStream()) {
      return new ObjectMapper().readTree(answer);
    }
  }
}
