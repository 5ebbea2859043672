package uk.casebook.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class RegisterLoadedCheckTest {

  @Test
  void isUpOnceTheRegisterIsLoadedAndNotBefore() {
    assertThat(new RegisterLoadedCheck(() -> false).call().getStatus()).isEqualTo(Status.DOWN);
    assertThat(new RegisterLoadedCheck(() -> true).call().getStatus()).isEqualTo(Status.UP);
  }
}
