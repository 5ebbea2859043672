package uk.casebook.casestudy;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.casebook.contract.Violation;
import uk.casebook.http.LondonTime;

/**
 * The contacts of case studies. They are kept apart from all versions, shown to nobody after the
 * day that their consent ends with, and erased by the hour.
 */
@ApplicationScoped
@Transactional
public class ContactService {

  private final ContactRepository contacts;
  private final LondonTime time;

  ContactService(ContactRepository contacts, LondonTime time) {
    this.contacts = contacts;
    this.time = time;
  }

  List<ContactResponse> list(UUID caseStudyId) {
    return contacts.ofCaseStudy(caseStudyId, time.today()).stream()
        .map(ContactResponse::from)
        .toList();
  }

  /** The contacts as they would come in. */
  List<Contact> written(UUID caseStudyId) {
    return contacts.ofCaseStudy(caseStudyId, time.today()).stream()
        .map(KeptContact::contact)
        .toList();
  }

  /** Rules of the register that contacts break; their places, never what they say. */
  void check(List<Contact> wanted, List<Violation> violations) {
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i).consentUntil().isBefore(time.today())) {
        violations.add(
            Violation.atPointer(
                "/contacts/" + i + "/consentUntil",
                "consent-ended",
                "A contact may be kept only while its consent holds; this one has ended."));
      }
    }
  }

  /** A case study has these contacts from now on; one that stays keeps its id. */
  void replace(UUID caseStudyId, List<Contact> wanted) {
    List<KeptContact> kept = new ArrayList<>(contacts.list("caseStudyId", caseStudyId));
    for (int i = 0; i < wanted.size(); i++) {
      Contact contact = wanted.get(i);
      Optional<KeptContact> same =
          kept.stream().filter(known -> known.contact().equals(contact)).findFirst();
      if (same.isPresent()) {
        same.get().moveTo(i);
        kept.remove(same.get());
      } else {
        contacts.persist(new KeptContact(caseStudyId, i, contact));
      }
    }
    kept.forEach(contacts::delete);
  }

  /** Whether there was such a contact; it is gone now. */
  boolean erase(UUID caseStudyId, UUID id) {
    return contacts.delete("id = ?1 and caseStudyId = ?2", id, caseStudyId) == 1;
  }

  /** Erases those whose consent has ended. */
  @Scheduled(every = "{casebook.erase-every}", delayed = "1m", identity = "erase contacts")
  public void eraseEnded() {
    long erased = contacts.erase(time.today());
    if (erased > 0) {
      Log.infof("Erased %d contacts whose consent has ended", erased);
    }
  }
}
