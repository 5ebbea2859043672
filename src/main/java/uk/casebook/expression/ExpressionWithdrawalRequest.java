package uk.casebook.expression;

import org.jspecify.annotations.Nullable;

/** That an application is taken back. */
public record ExpressionWithdrawalRequest(@Nullable String reason) {}
