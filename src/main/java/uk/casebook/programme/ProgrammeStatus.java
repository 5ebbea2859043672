package uk.casebook.programme;

/** Whether a programme takes applications, by the clock of London. */
public enum ProgrammeStatus {
  PLANNED,
  OPEN,
  CLOSED
}
