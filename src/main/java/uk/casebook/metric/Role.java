package uk.casebook.metric;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** The part that an observation plays in its metric. */
public enum Role {
  BASELINE,
  ACTUAL,
  TARGET,
  FORECAST,
  COMPARATOR,
  LIMIT;

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<Role> {
    Column() {
      super(Role.class);
    }
  }
}
