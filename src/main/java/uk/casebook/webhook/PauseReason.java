package uk.casebook.webhook;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** Why a webhook is told nothing. */
public enum PauseReason {
  /** The receiver answered 410: it wants nothing any more. */
  GONE,
  /** One message failed as often as it is tried. */
  FAILING,
  /** The key that made the webhook was revoked or has expired. */
  KEY_NOT_VALID;

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<PauseReason> {
    Column() {
      super(PauseReason.class);
    }
  }
}
