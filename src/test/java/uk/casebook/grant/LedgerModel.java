package uk.casebook.grant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger of a grant has to be, said in another way than the service says it: balances are
 * computed from the whole history each time, in pennies.
 */
final class LedgerModel {

  private static final List<String> KINDS =
      List.of("commitment", "commitment", "spend", "spend", "refund", "transfer", "reversal");

  private final long[] awarded;
  private final List<Entry> entries = new ArrayList<>();

  LedgerModel(long... awarded) {
    this.awarded = awarded.clone();
  }

  /** An entry as it is asked for; of a reversal line and amount are those of what it reverses. */
  record Entry(
      String reference,
      String kind,
      int line,
      int toLine,
      long pennies,
      @Nullable String settles,
      @Nullable String reverses) {

    boolean is(String sort) {
      return kind.equals(sort);
    }

    /** The amount as a decimal of pounds. */
    String amount() {
      return "%d.%02d".formatted(pennies / 100, pennies % 100);
    }
  }

  /** What stands on a line, in pennies. */
  record Balance(long amount, long committed, long spent) {

    private boolean holds() {
      return committed >= 0 && spent >= 0 && amount - committed - spent >= 0;
    }
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Whether the ledger takes an entry; it stands in it then. */
  boolean enter(Entry entry) {
    if (!isKnown(entry)) {
      return false;
    }
    entries.add(entry);
    if (balances().stream().allMatch(Balance::holds)) {
      return true;
    }
    entries.remove(entry);
    return false;
  }

  private boolean isKnown(Entry entry) {
    if (entry.is("reversal")) {
      return find(entry.reverses())
          .filter(other -> !other.is("reversal") && !isReversed(other))
          .filter(other -> !other.is("commitment") || outstanding(other) > 0)
          .isPresent();
    }
    return isLine(entry.line())
        && (!entry.is("transfer") || (isLine(entry.toLine()) && entry.toLine() != entry.line()))
        && (entry.settles() == null
            || find(entry.settles())
                .filter(other -> other.is("commitment") && other.line() == entry.line())
                .filter(other -> outstanding(other) > 0)
                .isPresent());
  }

  private boolean isLine(int number) {
    return number >= 1 && number <= awarded.length;
  }

  private Optional<Entry> find(@Nullable String reference) {
    return entries.stream().filter(entry -> entry.reference().equals(reference)).findFirst();
  }

  private boolean isReversed(Entry entry) {
    return entries.stream().anyMatch(other -> entry.reference().equals(other.reverses()));
  }

  private long outstanding(Entry commitment) {
    return isReversed(commitment) ? 0 : commitment.pennies() - settled(commitment);
  }

  /** What the spends that stand have taken of a commitment, each as much as there was. */
  private long settled(Entry commitment) {
    long settled = 0;
    for (Entry spend : entries) {
      if (commitment.reference().equals(spend.settles()) && !isReversed(spend)) {
        settled += settledBy(spend);
      }
    }
    return settled;
  }

  /** How much a spend took of its commitment when it was made. */
  long settledBy(Entry spend) {
    LedgerModel before = new LedgerModel(awarded);
    before.entries.addAll(entries.subList(0, entries.indexOf(spend)));
    return Math.min(
        spend.pennies(), before.outstanding(before.find(spend.settles()).orElseThrow()));
  }

  List<Balance> balances() {
    List<Balance> balances = new ArrayList<>();
    for (int line = 1; line <= awarded.length; line++) {
      balances.add(
          new Balance(
              awarded[line - 1] - moved(line, true) + moved(line, false),
              committed(line),
              total("spend", line) - total("refund", line)));
    }
    return balances;
  }

  private long total(String kind, int line) {
    return standing(kind).filter(entry -> entry.line() == line).mapToLong(Entry::pennies).sum();
  }

  private long moved(int line, boolean out) {
    return standing("transfer")
        .filter(entry -> (out ? entry.line() : entry.toLine()) == line)
        .mapToLong(Entry::pennies)
        .sum();
  }

  private long committed(int line) {
    return standing("commitment")
        .filter(entry -> entry.line() == line)
        .mapToLong(this::outstanding)
        .sum();
  }

  private java.util.stream.Stream<Entry> standing(String kind) {
    return entries.stream().filter(entry -> entry.is(kind) && !isReversed(entry));
  }

  /** The sum of what was awarded, which no entry changes. */
  long total() {
    return LongStream.of(awarded).sum();
  }

  /** Something that a caller may send, sensible or not. */
  Entry random(Random random, int number) {
    String reference = "E" + number;
    String kind = KINDS.get(random.nextInt(KINDS.size()));
    int most = (int) Math.max(2, Arrays.stream(awarded).max().orElseThrow() / 2);
    int line = 1 + random.nextInt(awarded.length + (random.nextInt(20) == 0 ? 1 : 0));
    long pennies = 1L + random.nextInt(most);
    return switch (kind) {
      case "reversal" -> new Entry(reference, kind, 0, 0, 0, null, any(random));
      case "transfer" ->
          new Entry(reference, kind, line, 1 + random.nextInt(awarded.length), pennies, null, null);
      case "spend" ->
          new Entry(
              reference,
              kind,
              line,
              0,
              pennies,
              random.nextInt(3) == 0 ? null : commitment(random, line),
              null);
      default -> new Entry(reference, kind, line, 0, pennies, null, null);
    };
  }

  private String any(Random random) {
    return entries.isEmpty() || random.nextInt(20) == 0
        ? "none"
        : entries.get(random.nextInt(entries.size())).reference();
  }

  /** Mostly one of the line with something left of it. */
  private @Nullable String commitment(Random random, int line) {
    if (random.nextInt(8) == 0) {
      return any(random);
    }
    return entries.stream()
        .filter(entry -> entry.is("commitment") && entry.line() == line && outstanding(entry) > 0)
        .findAny()
        .map(Entry::reference)
        .orElse(null);
  }
}
