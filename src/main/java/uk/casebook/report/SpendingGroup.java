package uk.casebook.report;

/** What spending is told by. */
public enum SpendingGroup {
  PROGRAMME,
  /** The month that the money was awarded in, or moved in. */
  MONTH,
  CATEGORY,
  LEARNER_GROUP
}
