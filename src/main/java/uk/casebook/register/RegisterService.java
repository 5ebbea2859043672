package uk.casebook.register;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Objects;
import uk.casebook.http.LondonTime;
import uk.casebook.http.RegisterMark;

/** Says what the register is, and whether what it ships with has been entered. */
@ApplicationScoped
@Transactional
public class RegisterService implements RegisterMark {

  private final RegisterRepository registers;
  private final InstantSource clock;
  private final LondonTime time;
  private final About about;

  RegisterService(
      RegisterRepository registers, InstantSource clock, LondonTime time, ObjectMapper json)
      throws IOException {
    this.registers = registers;
    this.clock = clock;
    this.time = time;
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

  /** The day is part of it, since funds open and close by the day. */
  @Override
  public String mark() {
    return registers.mark() + '-' + time.today();
  }

  /**
   * Whether the funds and grants that the register ships with are to be entered now: once, and only
   * where its case studies were entered. To be asked after {@link #startLoading}, which holds the
   * lock.
   */
  public boolean startLoadingFunding() {
    Register register = registers.lock();
    if (!register.isLoaded() || register.isFundingLoaded()) {
      return false;
    }
    register.fundingLoaded(clock.instant());
    return true;
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
