package uk.casebook.identity;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Keeps OpenID Connect off until somebody names a provider: {@code QUARKUS_OIDC_AUTH_SERVER_URL}
 * switches it on. A provider without {@code QUARKUS_OIDC_TOKEN_AUDIENCE} stops the start: tokens
 * that it gave out for other services would be taken here too.
 */
@Priority(1_000)
public class OidcSwitch implements ConfigSourceInterceptor {

  private static final long serialVersionUID = 1L;
  private static final String ENABLED = "quarkus.oidc.tenant-enabled";
  private static final String PROVIDER = "quarkus.oidc.auth-server-url";
  private static final String AUDIENCE = "quarkus.oidc.token.audience";

  @Override
  public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    if (!name.equals(ENABLED)) {
      return context.proceed(name);
    }
    boolean on = isSet(context, PROVIDER);
    if (on && !isSet(context, AUDIENCE) && !isSet(context, AUDIENCE + "[0]")) {
      throw new IllegalStateException(
          "QUARKUS_OIDC_AUTH_SERVER_URL is set without QUARKUS_OIDC_TOKEN_AUDIENCE: say which"
              + " audience tokens have to be for");
    }
    return ConfigValue.builder().withName(ENABLED).withValue(Boolean.toString(on)).build();
  }

  private static boolean isSet(ConfigSourceInterceptorContext context, String name) {
    ConfigValue value = context.proceed(name);
    return value != null && value.getValue() != null && !value.getValue().isEmpty();
  }
}
