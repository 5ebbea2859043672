package uk.casebook.metric;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** Whether a change is for the better. */
public enum Verdict {
  IMPROVED,
  WORSENED,
  UNCHANGED,
  NOT_JUDGED;

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<Verdict> {
    Column() {
      super(Verdict.class);
    }
  }
}
