package uk.casebook.identity;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells who is asking. */
@ApplicationScoped
public class Callers {

  /** The attribute of a security identity that its caller is kept under. */
  static final String CALLER = Caller.class.getName();

  private final CurrentIdentityAssociation identities;

  Callers(CurrentIdentityAssociation identities) {
    this.identities = identities;
  }

  /** Who sent the current request; nobody if it came unsigned or there is none. */
  public Caller current() {
    if (!Arc.container().requestContext().isActive()) {
      return Caller.ANONYMOUS;
    }
    return of(identities.getIdentity());
  }

  static Caller of(@Nullable SecurityIdentity identity) {
    Caller caller = identity == null ? null : identity.getAttribute(CALLER);
    return Objects.requireNonNullElse(caller, Caller.ANONYMOUS);
  }
}
