package uk.casebook.metric;

/** What part of the whole a figure is about, such as {@code sex=female}. */
public record Dimension(String name, String value) {}
