package uk.casebook.http;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps OpenTelemetry off until somebody says where traces go: {@code
 * QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT} alone switches it on. An explicit {@code
 * quarkus.otel.sdk.disabled} wins.
 */
@Priority(1_000)
public class TracingSwitch implements ConfigSourceInterceptor {

  private static final long serialVersionUID = 1L;
  private static final String DISABLED = "quarkus.otel.sdk.disabled";

  @Override
  public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    ConfigValue value = context.proceed(name);
    if (!name.equals(DISABLED) || isSet(value)) {
      return value;
    }
    boolean exports =
        Stream.of(
                "quarkus.otel.exporter.otlp.endpoint",
                "quarkus.otel.exporter.otlp.traces.endpoint",
                "otel.exporter.otlp.endpoint")
            .anyMatch(endpoint -> isSet(context.proceed(endpoint)));
    return ConfigValue.builder().withName(DISABLED).withValue(Boolean.toString(!exports)).build();
  }

  /** Defaults have the lowest ordinal there is. */
  private static boolean isSet(@Nullable ConfigValue value) {
    return value != null
        && value.getValue() != null
        && value.getConfigSourceOrdinal() > Integer.MIN_VALUE;
  }
}
