package uk.casebook.register;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** What is true of the register as a whole: the one row of its table. */
@Entity
@DynamicUpdate // the service may change no other column than the one it does
class Register {

  @Id
  @Column(name = "only_row")
  private boolean onlyRow;

  @Column(name = "cursor_key")
  private byte[] cursorKey;

  @Column(name = "dataset_loaded_at")
  private @Nullable Instant datasetLoadedAt;

  @Column(name = "funding_loaded_at")
  private @Nullable Instant fundingLoadedAt;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected Register() {}

  boolean isLoaded() {
    return datasetLoadedAt != null;
  }

  void loaded(Instant now) {
    datasetLoadedAt = now;
  }

  boolean isFundingLoaded() {
    return fundingLoadedAt != null;
  }

  void fundingLoaded(Instant now) {
    fundingLoadedAt = now;
  }

  byte[] cursorKey() {
    return cursorKey;
  }
}
