package uk.casebook.casestudy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to ask about the work, as it comes in. Personal data.
 *
 * @param consentUntil the last day on which it may be kept
 */
public record Contact(
    String name, @Nullable String role, @Nullable String email, LocalDate consentUntil) {

  /** Says nothing of the person, so that no log or error ever does. */
  @Override
  public String toString() {
    return "Contact[until " + consentUntil + "]";
  }
}
