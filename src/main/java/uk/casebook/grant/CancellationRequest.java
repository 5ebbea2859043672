package uk.casebook.grant;

/** Why a grant is taken back; its recipient reads it, the public does not. */
public record CancellationRequest(String reason) {}
