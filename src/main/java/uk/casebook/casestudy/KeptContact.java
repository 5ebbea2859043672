package uk.casebook.casestudy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.ResourceId;

/**
 * A contact of a case study. Personal data: it belongs to no version, is never changed, only
 * replaced, and is erased when its consent ends.
 */
@Entity
@Table(name = "contact")
class KeptContact {

  @Id private UUID id;

  @SuppressWarnings("UnusedVariable") // the database finds it by it
  @Column(name = "case_study_id")
  private UUID caseStudyId;

  @SuppressWarnings("UnusedVariable") // the database sorts by it
  private int position;

  private String name;
  private @Nullable String role;
  private @Nullable String email;

  @Column(name = "consent_until")
  private LocalDate consentUntil;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected KeptContact() {}

  KeptContact(UUID caseStudyId, int position, Contact contact) {
    this.id = ResourceId.ofNew();
    this.caseStudyId = caseStudyId;
    this.position = position;
    this.name = contact.name();
    this.role = contact.role();
    this.email = contact.email();
    this.consentUntil = contact.consentUntil();
  }

  void moveTo(int newPosition) {
    position = newPosition;
  }

  UUID id() {
    return id;
  }

  Contact contact() {
    return new Contact(name, role, email, consentUntil);
  }
}
