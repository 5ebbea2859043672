package uk.casebook.http;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of the state of the register, and for how long that has been so. The
 * change feed tells it what has changed; it tells whether an answer that was made before still
 * holds.
 *
 * <p>Known is what was confirmed a moment ago: while the database answers, nothing is taken to hold
 * that was not confirmed within {@link #LONGEST_UNCONFIRMED}, or since this process wrote. While
 * the database is away, what held last is good for {@code casebook.stale.seconds}.
 */
@Singleton
public class RegisterWatch {

  private static final Duration LONGEST_UNCONFIRMED = Duration.ofSeconds(2);

  /**
   * Things that share a place here are taken to have changed together, which costs and harms not.
   */
  private static final int PLACES = 1 << 14;

  private static final long NEVER = -1;

  private final LondonTime time;
  private final Duration longestStale;
  private final AtomicLongArray changedAt = new AtomicLongArray(PLACES);
  private volatile State known = State.of("", NEVER);
  private volatile long confirmed;
  private volatile long written;
  private volatile boolean away;

  /**
   * A state of the register.
   *
   * @param mark which change log, and what has no place in it
   * @param position of the latest change
   * @param text the position as callers know it; empty before any is known
   */
  public record State(String mark, long position, String text) {

    /** The state at a position. */
    public static State of(String mark, long position) {
      return new State(mark, position, position < 0 ? "" : text(mark, position));
    }

    private static String text(String mark, long position) {
      return position + "." + mark.replaceFirst("-.*", "");
    }

    /** Whether whoever sees this state sees all of the other one as well. */
    public boolean holds(State other) {
      return position >= other.position && mark.equals(other.mark);
    }

    /** Whether this is not before a position as callers know it. */
    public boolean reaches(String asked) {
      int point = asked.indexOf('.');
      return asked.equals(text)
          || (point > 0
              && text.endsWith(asked.substring(point))
              && asked.substring(0, point).chars().allMatch(Character::isDigit)
              && Long.parseLong(asked, 0, point, 10) <= position);
    }
  }

  /**
   * A state that an answer was made from, or a later one.
   *
   * @param day in London: funds open and close by the day
   * @param about the thing that alone it is about; null if it follows from the whole register
   */
  record Seen(String mark, long position, LocalDate day, @Nullable UUID about) {

    Seen about(@Nullable UUID thing) {
      return new Seen(mark, position, day, thing);
    }
  }

  RegisterWatch(
      LondonTime time, @ConfigProperty(name = "casebook.stale.seconds") long longestStale) {
    this.time = time;
    this.longestStale = Duration.ofSeconds(longestStale);
    long now = System.nanoTime();
    this.confirmed = now - LONGEST_UNCONFIRMED.toNanos();
    this.written = now;
  }

  /** Says that this process has written: nothing holds until the state is confirmed again. */
  public void written() {
    written = System.nanoTime();
  }

  /** Whether something was written here that nobody has asked the database about since. */
  public boolean isBehind() {
    return confirmed - written <= 0;
  }

  /** The position of the latest change that is known; -1 before any. */
  public long position() {
    return known.position();
  }

  /**
   * Takes in what the database said.
   *
   * @param mark which change log, and what has no place in it
   * @param position of the latest change
   * @param changed the things that have changed after {@link #position()}, or null if all may have
   * @param asked {@link System#nanoTime()} when it was asked
   */
  public void confirm(String mark, long position, @Nullable Collection<UUID> changed, long asked) {
    if (changed == null) {
      for (int place = 0; place < PLACES; place++) {
        changedAt.set(place, position);
      }
    } else {
      changed.forEach(thing -> changedAt.set(place(thing), position));
    }
    if (!known.mark().equals(mark) || known.position() != position) {
      known = State.of(mark, position);
    }
    confirmed = asked;
    away = false;
  }

  /** Says that the database cannot be reached. */
  public void lost() {
    away = true;
  }

  /** A position of the change log that is known, as callers know it. */
  public String text(long position) {
    State now = known;
    return now.position() < 0 ? "" : State.of(now.mark(), position).text();
  }

  /** The last state that was confirmed. */
  State state() {
    return known;
  }

  /** What an answer is made from that was begun today in a state. */
  Seen from(State state) {
    return new Seen(state.mark(), state.position(), time.today(), null);
  }

  /** Whether the database has confirmed a moment ago what is known, whoever wrote here. */
  boolean isConfirmed() {
    return isRecent(Duration.ofNanos(System.nanoTime() - confirmed));
  }

  private boolean isRecent(Duration unconfirmed) {
    return unconfirmed.compareTo(LONGEST_UNCONFIRMED) < 0 && !isBehind();
  }

  /**
   * For how long it has not been confirmed that an answer holds; nothing if it does not, or nobody
   * can say. Zero while the database answers.
   */
  Optional<Duration> age(Seen seen) {
    Duration unconfirmed = Duration.ofNanos(System.nanoTime() - confirmed);
    if (!holds(seen)) {
      return Optional.empty();
    }
    if (isRecent(unconfirmed)) {
      return seen.day().equals(time.today()) ? Optional.of(Duration.ZERO) : Optional.empty();
    }
    return away && unconfirmed.compareTo(longestStale) < 0
        ? Optional.of(unconfirmed)
        : Optional.empty();
  }

  /** Whether the database is away and what was known is not too old to be told. */
  boolean isStale() {
    return away && System.nanoTime() - confirmed < longestStale.toNanos();
  }

  private boolean holds(Seen seen) {
    State now = known;
    UUID about = seen.about();
    long changed = about == null ? now.position() : changedAt.get(place(about));
    return seen.position() >= changed && seen.mark().equals(now.mark());
  }

  private static int place(UUID thing) {
    return thing.hashCode() & (PLACES - 1);
  }
}
