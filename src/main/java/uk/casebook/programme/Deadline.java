package uk.casebook.programme;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A day until whose end, in London, applications are taken.
 *
 * @param yearInferred whether the source prints no year, so that it is read from the source's date
 */
@Embeddable
public record Deadline(
    LocalDate date, @Column(name = "year_inferred") @Nullable Boolean yearInferred) {

  /** A deadline is known with its year unless it says otherwise. */
  public Deadline {
    yearInferred = Objects.requireNonNullElse(yearInferred, false);
  }

  /** As {@link #yearInferred}, which is never null. */
  boolean isInferred() {
    return Boolean.TRUE.equals(yearInferred);
  }
}
