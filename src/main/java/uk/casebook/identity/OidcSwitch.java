package uk.casebook.identity;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Keeps OpenID Connect off until somebody names a provider: {@code QUARKUS_OIDC_AUTH_SERVER_URL}
 * switches it on.
 */
@Priority(1_000)
public class OidcSwitch implements ConfigSourceInterceptor {

  private static final long serialVersionUID = 1L;
  private static final String ENABLED = "quarkus.oidc.tenant-enabled";
  private static final String PROVIDER = "quarkus.oidc.auth-server-url";

  @Override
  public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    if (!name.equals(ENABLED)) {
      return context.proceed(name);
    }
    ConfigValue provider = context.proceed(PROVIDER);
    boolean named = provider != null && provider.getValue() != null;
    return ConfigValue.builder().withName(ENABLED).withValue(Boolean.toString(named)).build();
  }
}
