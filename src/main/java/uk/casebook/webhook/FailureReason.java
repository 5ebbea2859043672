package uk.casebook.webhook;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** Why a message did not arrive. */
public enum FailureReason {
  /** The address may not be sent to, or points to where may not be sent to. */
  ADDRESS_REFUSED,
  /** Nobody knows the host. */
  UNKNOWN_HOST,
  /** There was no connection, or it broke. */
  NOT_REACHED,
  /** The receiver has no certificate for its name that is trusted. */
  NOT_TRUSTED,
  /** It took too long. */
  TIMED_OUT,
  /** The answer leads elsewhere, where nothing is sent to. */
  REDIRECTED,
  /** The answer was neither 2xx nor 3xx. */
  REFUSED;

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<FailureReason> {
    Column() {
      super(FailureReason.class);
    }
  }
}
