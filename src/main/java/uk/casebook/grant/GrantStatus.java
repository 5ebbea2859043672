package uk.casebook.grant;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** Where a grant stands. */
public enum GrantStatus {
  /** Its money is being spent. */
  ACTIVE,
  /** Everything that it pays for has been delivered. */
  COMPLETED,
  /** What came of it has been told. */
  EVALUATED,
  /** It was taken back. */
  CANCELLED;

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<GrantStatus> {
    Column() {
      super(GrantStatus.class);
    }
  }
}
