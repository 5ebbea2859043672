package uk.casebook.contract;

import io.vertx.ext.web.RoutingContext;

/** Decides whether a request may go on. */
public interface Gate {

  /**
   * Lets the request pass before anybody looks who sent it. Runs on the event loop and must not
   * wait.
   *
   * @throws ProblemException if the request may not go on
   */
  void arrive(RoutingContext exchange);

  /**
   * Lets the request pass, once it is known who sent it. Runs on the event loop and must not wait.
   *
   * @param access who may call its operation
   * @throws ProblemException if the request may not go on
   */
  void admit(RoutingContext exchange, Access access);
}
