package uk.casebook.identity;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.stream.Stream;
import uk.casebook.contract.Access;
import uk.casebook.contract.Gate;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.http.EnumCode;

/**
 * Lets a request pass if its caller has not asked too often, and if its operation, as the contract
 * has it, is open to that caller.
 */
@Singleton
class Gatekeeper implements Gate {

  private final RateLimits limits;

  Gatekeeper(RateLimits limits) {
    this.limits = limits;
  }

  @Override
  public void arrive(RoutingContext exchange) {
    limits.refuseGuessing(exchange);
  }

  @Override
  public void admit(RoutingContext exchange, Access access) {
    Caller caller =
        exchange.user() instanceof QuarkusHttpUser user
            ? Callers.of(user.getSecurityIdentity())
            : Caller.ANONYMOUS;
    limits.take(exchange, caller);
    if (caller.isAnonymous()) {
      admitAnonymous(exchange, access);
    } else if (!access.anybody() && !mayCall(caller, access)) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          "This is for callers with one of the roles %s."
              .formatted(
                  String.join(
                      ", ",
                      Stream.concat(access.roles().stream(), Stream.of("admin"))
                          .distinct()
                          .toList())));
    }
  }

  private void admitAnonymous(RoutingContext exchange, Access access) {
    if (exchange.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
      limits.countFailedSignIn(exchange);
      throw ProblemException.notAccepted();
    }
    if (!access.anybody()) {
      throw ProblemException.unauthenticated(
          "This needs a key or a sign-in: send Authorization: Bearer with it.");
    }
  }

  private static boolean mayCall(Caller caller, Access access) {
    return caller.has(Role.ADMIN)
        || caller.roles().stream().map(EnumCode::of).anyMatch(access.roles()::contains);
  }
}
