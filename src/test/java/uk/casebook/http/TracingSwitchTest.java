package uk.casebook.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingSwitchTest {

  private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";
  private static final String DISABLED = "quarkus.otel.sdk.disabled";

  private static boolean isTracing(Map<String, String> settings) {
    boolean disabled =
        new SmallRyeConfigBuilder()
            .withDefaultValues(Map.of(ENDPOINT, "http://localhost:4317", DISABLED, "false"))
            .withSources(new PropertiesConfigSource(settings, "settings", 100))
            .withInterceptors(new TracingSwitch())
            .build()
            .getValue(DISABLED, Boolean.class);
    return !disabled;
  }

  @Test
  void isOffUnlessSomebodySaysWhereTracesGo() {
    assertThat(isTracing(Map.of())).isFalse();
  }

  @Test
  void isOnOnceAnEndpointIsSet() {
    assertThat(isTracing(Map.of(ENDPOINT, "http://collector:4317"))).isTrue();
    assertThat(isTracing(Map.of("otel.exporter.otlp.endpoint", "http://collector:4317"))).isTrue();
  }

  @Test
  void doesAsItIsToldWhenItIsToldOutright() {
    assertThat(isTracing(Map.of(DISABLED, "false"))).isTrue();
    assertThat(isTracing(Map.of(DISABLED, "true", ENDPOINT, "http://collector:4317"))).isFalse();
  }
}
