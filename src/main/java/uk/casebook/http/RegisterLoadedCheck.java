package uk.casebook.http;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started means: the register is loaded. */
@Startup
@Singleton
class RegisterLoadedCheck implements HealthCheck {

  private final RegisterState register;

  RegisterLoadedCheck(RegisterState register) {
    this.register = register;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("register-loaded").status(register.loaded()).build();
  }
}
