package uk.casebook.casestudy;

import org.jspecify.annotations.Nullable;

/**
 * A published case study is taken back.
 *
 * @param reason why, for its readers
 * @param supersededBy slug or id of the published case study that takes its place
 */
public record WithdrawalRequest(String reason, @Nullable String supersededBy) {}
