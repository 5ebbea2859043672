package uk.casebook.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ChangeSignalTest {

  private static final ChangeFilter EVERYTHING =
      new ChangeFilter(Set.of(), Set.of(), Set.of(), Set.of());

  @Inject ChangeSignal signal;
  @Inject Vertx vertx;

  /** In the context of a request, whose timers are not those of other threads. */
  @ParameterizedTest
  @ValueSource(longs = {1, 999_999, 1_000_000, 1_999_999})
  void endsEveryWaitHoweverLittleIsLeftOfIt(long nanos) throws Exception {
    assertThat(
            vertx
                .executeBlocking(
                    () ->
                        signal
                            .after(EVERYTHING, Long.MAX_VALUE, Duration.ofNanos(nanos))
                            .await()
                            .atMost(Duration.ofSeconds(30)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS))
        .isFalse();
  }
}
