package uk.casebook.programme;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** What sort of fund a programme is. */
public enum ProgrammeKind {
  /** Money set aside to train the people around one person with complex needs. */
  PERSONAL_WORKFORCE_BUDGET,
  COMMUNITY_FUND,
  INNOVATION_FUND,
  CAPITAL,
  OTHER;

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<ProgrammeKind> {
    Column() {
      super(ProgrammeKind.class);
    }
  }
}
