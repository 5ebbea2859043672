package uk.casebook.chart;

import uk.casebook.http.EnumCode;

/** The forms that figures are drawn in. */
enum Form {
  /** A baseline and what came after it: two bars. */
  BEFORE_AFTER,
  /** What changed over three dates or more: a line, at true distances in time. */
  SERIES,
  /** A rating: its place on the ladder of its scale. */
  LADDER,
  /** What was aimed at or allowed: marks on an axis. */
  TARGETS,
  /** Per cent, or a number out of another: a part of a bar that is the whole. */
  SHARE,
  /** A fraction of small numbers: that many of as many dots. */
  DOTS,
  /** From one number to another: a bar that begins where the range does. */
  RANGE,
  /** Parts, with or without their whole: bars. */
  PARTS,
  /** Other numbers that may share an axis: bars. */
  COMPARISON,
  /** Numbers that nothing is gained by drawing, written large. */
  NUMBER,
  /** A value in words. */
  WORDS,
  /** No observation: what the source reports in words. */
  REPORTED;

  String code() {
    return EnumCode.of(this);
  }
}
