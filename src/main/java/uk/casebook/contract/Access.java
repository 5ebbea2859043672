package uk.casebook.contract;

import java.util.Set;

/**
 * Who may call an operation, as its security requirements say. OpenAPI 3.1 lets these name roles.
 *
 * @param anybody whether that needs no sign-in
 * @param roles the codes of the roles that may; none where every signed-in caller may
 */
public record Access(boolean anybody, Set<String> roles) {}
