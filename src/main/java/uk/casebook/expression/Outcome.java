package uk.casebook.expression;

/** How an application was decided. */
public enum Outcome {
  AWARDED,
  DECLINED
}
