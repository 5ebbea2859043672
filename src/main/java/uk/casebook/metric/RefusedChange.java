package uk.casebook.metric;

/**
 * Why no change of a series is computed.
 *
 * @param detail the reason in a sentence
 */
public record RefusedChange(Series series, Refusal code, String detail) {}
