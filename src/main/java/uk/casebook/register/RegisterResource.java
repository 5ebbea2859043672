package uk.casebook.register;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The root of the interface over HTTP. */
@Path("/v1")
public class RegisterResource {

  private final RegisterService register;

  RegisterResource(RegisterService register) {
    this.register = register;
  }

  /** What the register is, its licence and where everything is. */
  @GET
  public RegisterResponse getRegister() {
    return register.getRegister();
  }
}
