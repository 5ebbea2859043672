package uk.casebook.casestudy;

/**
 * A draft in review goes back to its authors.
 *
 * @param comment what they have to do
 */
public record ReturnRequest(String comment) {}
