package uk.casebook.casestudy;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to ask about the work, as signed-in partners read it. Personal data.
 *
 * @param id what it is erased by
 * @param consentUntil the last day on which it is kept
 */
public record ContactResponse(
    UUID id, String name, @Nullable String role, @Nullable String email, LocalDate consentUntil) {

  static ContactResponse from(KeptContact kept) {
    Contact contact = kept.contact();
    return new ContactResponse(
        kept.id(), contact.name(), contact.role(), contact.email(), contact.consentUntil());
  }

  /** Says nothing of the person, so that no log or error ever does. */
  @Override
  public String toString() {
    return "ContactResponse[" + id + "]";
  }
}
