package uk.casebook.webhook;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** Whether a webhook is told of changes. */
public enum WebhookStatus {
  ACTIVE,
  /** It is told nothing until somebody resumes it, and then everything since. */
  PAUSED;

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<WebhookStatus> {
    Column() {
      super(WebhookStatus.class);
    }
  }
}
