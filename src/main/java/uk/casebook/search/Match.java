package uk.casebook.search;

/**
 * Why a search found a case study.
 *
 * @param field the most telling field: {@code title}, {@code summary}, {@code topics} (the names of
 *     topics and populations), {@code sections}, {@code barriers}, {@code conditions} or {@code
 *     organisations}
 * @param snippet a piece of the field as HTML text, the found words in {@code <mark>}, everything
 *     else escaped
 */
public record Match(String field, String snippet) {}
