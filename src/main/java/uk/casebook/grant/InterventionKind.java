package uk.casebook.grant;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** How people learn. */
public enum InterventionKind {
  TRAINING,
  COACHING,
  SHADOWING,
  SUPERVISION,
  E_LEARNING,
  OTHER;

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<InterventionKind> {
    Column() {
      super(InterventionKind.class);
    }
  }
}
