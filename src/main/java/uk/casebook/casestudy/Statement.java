package uk.casebook.casestudy;

/**
 * A statement of a framework that the work answers to, such as Making It Real.
 *
 * @param voice who speaks in it: I or we
 */
public record Statement(String framework, String voice, String text) {}
