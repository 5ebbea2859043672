package uk.casebook.casestudy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class ContactRepository implements PanacheRepositoryBase<KeptContact, UUID> {

  /** Those whose consent holds on a day. */
  List<KeptContact> ofCaseStudy(UUID caseStudyId, LocalDate today) {
    return list(
        "caseStudyId = ?1 and consentUntil >= ?2 order by position, id", caseStudyId, today);
  }

  /** How many were erased because their consent ended before this day. */
  long erase(LocalDate today) {
    return delete("consentUntil < ?1", today);
  }
}
