package uk.casebook.contract;

import java.util.Set;

/**
 * Who may call an operation, as {@code security} and {@code x-roles} say.
 *
 * @param anybody whether that needs no sign-in
 * @param roles the codes of the roles that may, besides administrators, who may everything
 */
public record Access(boolean anybody, Set<String> roles) {}
