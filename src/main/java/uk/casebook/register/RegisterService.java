package uk.casebook.register;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Objects;
import uk.casebook.http.RegisterMark;

/** Says what the register is, and whether what it ships with has been entered. */
@ApplicationScoped
@Transactional
public class RegisterService implements RegisterMark {

  private final RegisterRepository registers;
  private final InstantSource clock;
  private final About about;

  RegisterService(RegisterRepository registers, InstantSource clock, ObjectMapper json)
      throws IOException {
    this.registers = registers;
    this.clock = clock;
    try (InputStream file = RegisterService.class.getResourceAsStream("/about.json")) {
      this.about = json.readValue(Objects.requireNonNull(file), About.class);
    }
  }

  RegisterResponse getRegister() {
    return new RegisterResponse(
        about.name(),
        about.description(),
        about.licence(),
        about.attribution(),
        registers.counts(),
        about.links());
  }

  byte[] cursorKey() {
    return registers.get().cursorKey();
  }

  @Override
  public String mark() {
    return registers.mark();
  }

  /**
   * Whether the shipped register is to be entered now: only into an empty database, and never
   * twice. Holds a lock to the end of the transaction, so that of several services that start at
   * once one enters it and the others wait for it.
   */
  public boolean startLoading() {
    Register register = registers.lock();
    if (register.isLoaded() || !registers.isEmpty()) {
      return false;
    }
    register.loaded(clock.instant());
    return true;
  }
}
