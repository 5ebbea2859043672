package uk.casebook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RegisterWatchTest {

  private static final UUID THING = UUID.fromString("6f0c0b5e-0000-4000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("6f0c0b5e-0000-4000-8000-000000000002");
  private static final long LONG_AGO = Duration.ofSeconds(10).toNanos();

  private Instant now = Instant.parse("2026-06-30T22:59:59Z");
  private final RegisterWatch register = new RegisterWatch(new LondonTime(() -> now), 300);

  private void confirm(long position, UUID... changed) {
    register.confirm("log", position, List.of(changed), System.nanoTime());
  }

  private RegisterWatch.Seen answerAbout(UUID thing) {
    return register.from(register.state()).about(thing);
  }

  @Test
  void nothingHoldsBeforeTheStateIsKnown() {
    assertThat(register.age(answerAbout(THING))).isEmpty();
  }

  @Test
  void anAnswerHoldsUntilItsThingChanges() {
    confirm(1);
    RegisterWatch.Seen answer = answerAbout(THING);

    assertThat(register.age(answer)).contains(Duration.ZERO);
    confirm(2, OTHER);
    assertThat(register.age(answer)).contains(Duration.ZERO);
    confirm(3, THING);
    assertThat(register.age(answer)).isEmpty();
  }

  @Test
  void anAnswerFromTheWholeRegisterHoldsUntilAnythingChanges() {
    confirm(1);
    RegisterWatch.Seen answer = register.from(register.state());

    assertThat(register.age(answer)).contains(Duration.ZERO);
    confirm(2, OTHER);
    assertThat(register.age(answer)).isEmpty();
  }

  @Test
  void anAnswerThatWasBegunBeforeAChangeDoesNotHoldAfterIt() {
    confirm(1);
    RegisterWatch.Seen begun = register.from(register.state());
    confirm(2, THING);

    assertThat(register.age(begun.about(THING))).isEmpty();
    assertThat(register.age(answerAbout(THING))).contains(Duration.ZERO);
  }

  @Test
  void nothingHoldsAfterSoManyChangesThatTheyAreNotTold() {
    confirm(1);
    RegisterWatch.Seen answer = answerAbout(THING);
    register.confirm("log", 5_000, null, System.nanoTime());

    assertThat(register.age(answer)).isEmpty();
  }

  @Test
  void nothingOfAnotherChangeLogHolds() {
    confirm(7);
    RegisterWatch.Seen answer = answerAbout(THING);
    register.confirm("restored", 7, null, System.nanoTime());

    assertThat(register.age(answer)).isEmpty();
  }

  @Test
  void nothingHoldsFromAWriteHereUntilTheDatabaseIsAskedAgain() {
    confirm(1);
    RegisterWatch.Seen answer = answerAbout(THING);
    register.written();

    assertThat(register.isBehind()).isTrue();
    assertThat(register.age(answer)).isEmpty();
    confirm(1);
    assertThat(register.isBehind()).isFalse();
    assertThat(register.age(answer)).contains(Duration.ZERO);
  }

  @Test
  void whatWasAskedBeforeAWriteDoesNotConfirmIt() {
    long asked = System.nanoTime();
    register.written();
    register.confirm("log", 1, List.of(), asked);

    assertThat(register.age(answerAbout(THING))).isEmpty();
  }

  @Test
  void nothingHoldsThatWasNotConfirmedForTwoSeconds() {
    register.confirm("log", 1, List.of(), System.nanoTime() - LONG_AGO);

    assertThat(register.age(answerAbout(THING))).isEmpty();
    assertThat(register.isStale()).isFalse();
  }

  @Test
  void whatHeldLastIsToldWithItsAgeWhileTheDatabaseIsAway() {
    register.confirm("log", 1, List.of(), System.nanoTime() - LONG_AGO);
    register.lost();

    assertThat(register.age(answerAbout(THING)))
        .hasValueSatisfying(
            age -> assertThat(age).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(60)));
    assertThat(register.isStale()).isTrue();
  }

  @Test
  void nothingIsToldThatIsTooOld() {
    RegisterWatch impatient = new RegisterWatch(new LondonTime(() -> now), 5);
    impatient.confirm("log", 1, List.of(), System.nanoTime() - LONG_AGO);
    impatient.lost();

    assertThat(impatient.age(impatient.from(impatient.state()))).isEmpty();
    assertThat(impatient.isStale()).isFalse();
  }

  @Test
  void anAnswerHoldsUntilMidnightInLondon() {
    confirm(1);
    RegisterWatch.Seen answer = answerAbout(THING);
    assertThat(register.age(answer)).contains(Duration.ZERO);

    now = Instant.parse("2026-06-30T23:00:00Z");

    assertThat(register.age(answer)).isEmpty();
  }
}
