package uk.casebook.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;

class CursorsTest {

  private static final Cursors CURSORS =
      new Cursors(() -> "a key of 32 bytes, for tests only".getBytes(UTF_8));
  private static final String LIST = "/v1/case-studies?topic=carers";

  @Property
  void aPositionReadsBackAsItWas(@ForAll("positions") Position position) {
    assertThat(CURSORS.open("cursor", CURSORS.seal(position, LIST), LIST)).isEqualTo(position);
  }

  @Property(tries = 100)
  void aCursorWithAnyCharacterChangedIsRefused(
      @ForAll("positions") Position position, @ForAll char other) {
    String cursor = CURSORS.seal(position, LIST);
    for (int i = 0; i < cursor.length(); i++) {
      if (cursor.charAt(i) != other) {
        assertRefused(cursor.substring(0, i) + other + cursor.substring(i + 1), LIST);
      }
    }
  }

  @Property(tries = 100)
  void aCursorWithAnyBitFlippedIsRefused(
      @ForAll("positions") Position position, @ForAll @IntRange(max = 7) int bit) {
    byte[] bytes = Base64.getUrlDecoder().decode(CURSORS.seal(position, LIST));
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= (byte) (1 << bit);
      assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(changed), LIST);
    }
  }

  @Property(tries = 100)
  void aCursorCutShortOrLengthenedIsRefused(@ForAll("positions") Position position) {
    String cursor = CURSORS.seal(position, LIST);
    for (int end = 0; end < cursor.length(); end++) {
      assertRefused(cursor.substring(0, end), LIST);
    }
    assertRefused(cursor + "A", LIST);
    assertRefused(cursor + "=", LIST);
  }

  @Property
  void aCursorOfAnotherListIsRefused(@ForAll String one, @ForAll String other) {
    Assume.that(!one.equals(other));
    Assume.that(isUnicode(one) && isUnicode(other));

    assertRefused(CURSORS.seal(Position.of("a"), one), other);
  }

  @Property
  void anythingElseIsRefused(@ForAll String cursor) {
    assertRefused(cursor, LIST);
  }

  @Test
  void aCursorOfAnotherKeyIsRefused() {
    Cursors others = new Cursors(() -> "another key, of another register".getBytes(UTF_8));

    assertRefused(others.seal(Position.of("a"), LIST), LIST);
  }

  /**
   * Rows that stay as they are while a reader walks are each seen exactly once, in order, whatever
   * happens to the others between two pages.
   */
  @Property
  void aWalkSeesEveryStableRowExactlyOnce(
      @ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> keys,
      @ForAll @IntRange(min = 1, max = 20) int limit,
      @ForAll Random random) {
    Register register = new Register();
    keys.forEach(key -> register.add(key == 0 ? null : "key " + key, random.nextBoolean()));
    List<Row> stable = register.rows.stream().filter(Row::stable).sorted(Row.ORDER).toList();

    List<Row> seen = new ArrayList<>();
    ListRequest request = new ListRequest("/v1/rows", new TreeMap<>(), null, limit);
    Page<Row> page;
    do {
      page = register.page(request);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      seen.addAll(page.items());
      request = following(request, page.next());
      register.change(random);
    } while (page.next() != null);

    assertThat(seen.stream().filter(Row::stable)).isEqualTo(stable);
    assertThat(seen).isSortedAccordingTo(Row.ORDER).doesNotHaveDuplicates();
  }

  @Provide
  Arbitrary<Position> positions() {
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(50).map(Object.class::cast),
            Arbitraries.of("", "a, \"b\"", "£ 🙂", "\u0000", "\ud800").map(Object.class::cast),
            Arbitraries.longs().map(Object.class::cast),
            Arbitraries.doubles().map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast),
            Arbitraries.bigDecimals().ofScale(9).map(Object.class::cast),
            Arbitraries.of(new BigDecimal("1.50"), new BigDecimal("1E+9")).map(Object.class::cast),
            Arbitraries.longs()
                .between(-62_000_000_000L, 250_000_000_000L)
                .map(second -> Instant.ofEpochSecond(second, 123_456_000)),
            Arbitraries.longs().between(-700_000, 2_900_000).map(LocalDate::ofEpochDay),
            Arbitraries.create(UUID::randomUUID));
    return values.injectNull(0.1).list().ofMinSize(1).ofMaxSize(4).map(Position::new);
  }

  private static void assertRefused(String cursor, String list) {
    assertThatThrownBy(() -> CURSORS.open("cursor", cursor, list))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_CURSOR));
  }

  private static boolean isUnicode(String text) {
    return UTF_8.newEncoder().canEncode(text);
  }

  private static ListRequest following(ListRequest request, @Nullable String next) {
    String cursor = next == null ? null : next.substring(next.indexOf("cursor=") + 7);
    return new ListRequest(request.path(), request.filters(), cursor, request.limit());
  }

  private record Row(@Nullable String key, int id, boolean stable) {

    static final Comparator<Row> ORDER =
        Comparator.comparing(Row::key, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Row::id);

    Position position() {
      return Position.of(key, (long) id);
    }
  }

  /** Stands for a table that is read page by page and written to in between. */
  private static final class Register {

    private final List<Row> rows = new ArrayList<>();
    private int ids;

    void add(@Nullable String key, boolean stable) {
      rows.add(new Row(key, ids++, stable));
    }

    void change(Random random) {
      rows.removeIf(row -> !row.stable() && random.nextInt(4) == 0);
      for (int i = random.nextInt(3); i > 0; i--) {
        add(random.nextBoolean() ? null : "key " + random.nextInt(10), false);
      }
    }

    Page<Row> page(ListRequest request) {
      Position start = CURSORS.start(request);
      List<Row> fetched =
          rows.stream()
              .filter(row -> start == null || Row.ORDER.compare(row, at(start)) > 0)
              .sorted(Row.ORDER)
              .limit(request.limit() + 1L)
              .toList();
      return CURSORS.page(request, fetched, rows.size(), Row::position);
    }

    private static Row at(Position start) {
      return new Row(
          (String) start.values().get(0),
          Math.toIntExact((Long) requireNonNull(start.values().get(1))),
          false);
    }
  }
}
