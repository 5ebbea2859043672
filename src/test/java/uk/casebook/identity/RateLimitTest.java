package uk.casebook.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;

class RateLimitTest {

  private static final String SOMEBODY = "192.0.2.1";

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final RateLimit sixAMinute = new RateLimit("address", 6, () -> now);

  private String use(int requests) {
    String left = "";
    for (int i = 0; i < requests; i++) {
      left = sixAMinute.take(SOMEBODY).left();
    }
    return left;
  }

  @Test
  void aRequestIsToldWhatIsLeftAndWhenAllOfItIsBack() {
    assertThat(sixAMinute.policy()).isEqualTo("\"address\";q=6;w=60");
    assertThat(use(1)).isEqualTo("\"address\";r=5;t=10");
    assertThat(use(2)).isEqualTo("\"address\";r=3;t=30");
  }

  @Test
  void whatWasUsedComesBackEvenly() {
    use(6);
    now = now.plusSeconds(20);
    assertThat(use(1)).isEqualTo("\"address\";r=1;t=50");
  }

  @Test
  void oneTooManyIsRefusedUntilTheSecondThatIsNamed() {
    use(6);
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> sixAMinute.take(SOMEBODY).pass());
    assertThat(refused.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    assertThat(refused.detail()).contains("Ask again in 10 s.");
    now = now.plus(Duration.ofSeconds(10));
    sixAMinute.take(SOMEBODY).pass();
  }

  @Test
  void everybodyHasALimitOfTheirOwn() {
    use(6);
    assertThat(sixAMinute.take("192.0.2.2").left()).isEqualTo("\"address\";r=5;t=10");
  }

  @Test
  void allOfItIsBackWhenItWasSaidToBe() {
    use(6);
    assertThat(sixAMinute.take(SOMEBODY).left()).isEqualTo("\"address\";r=0;t=60");
    now = now.plusSeconds(60);
    assertThat(use(1)).isEqualTo("\"address\";r=5;t=10");
  }

  @Test
  void whoIsRefusedIsNotForgottenWhileItGoesOnAsking() {
    use(6);
    for (int i = 0; i < 30; i++) {
      assertThat(sixAMinute.take(SOMEBODY).left()).startsWith("\"address\";r=0");
      now = now.plusMillis(300);
    }
  }

  @Test
  void askingWhetherNothingIsLeftTakesNothing() {
    assertThat(sixAMinute.exhausted(SOMEBODY)).isEmpty();
    use(5);
    assertThat(sixAMinute.exhausted(SOMEBODY)).isEmpty();
    assertThat(use(1)).isEqualTo("\"address\";r=0;t=60");
    assertThat(sixAMinute.exhausted(SOMEBODY).map(RateLimit.Verdict::left))
        .contains("\"address\";r=0;t=60");
    now = now.plusSeconds(10);
    assertThat(sixAMinute.exhausted(SOMEBODY)).isEmpty();
    assertThat(use(1)).isEqualTo("\"address\";r=0;t=60");
  }

  @Test
  void anIpv6AddressCountsAsItsNetwork() {
    assertThat(RateLimits.network("2001:db8::1")).isEqualTo(RateLimits.network("2001:db8::2:3"));
    assertThat(RateLimits.network("2001:db8::1"))
        .isNotEqualTo(RateLimits.network("2001:db8:0:1::1"));
    assertThat(RateLimits.network("192.0.2.1")).isEqualTo("192.0.2.1");
  }
}
