package uk.casebook.grant;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** What happens to money. */
public enum LedgerKind {
  /** Some of what is left is set aside. */
  COMMITMENT,
  /** Some of what is left, or was set aside, is paid. */
  SPEND,
  /** Some of what was paid comes back. */
  REFUND,
  /** Some of what is left goes to another line. */
  TRANSFER,
  /** Another entry was a mistake. */
  REVERSAL;

  /** Whether it uses money, which only an active grant may. */
  boolean usesMoney() {
    return this == COMMITMENT || this == SPEND || this == TRANSFER;
  }

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<LedgerKind> {
    Column() {
      super(LedgerKind.class);
    }
  }
}
