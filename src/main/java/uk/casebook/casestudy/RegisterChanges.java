package uk.casebook.casestudy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import uk.casebook.identity.AuditService;
import uk.casebook.identity.Caller;
import uk.casebook.identity.Callers;
import uk.casebook.organisation.OrganisationChanged;
import uk.casebook.organisation.OrganisationsMerged;
import uk.casebook.search.SearchIndex;
import uk.casebook.vocabulary.VocabularyChanged;

/**
 * What happens to case studies when the organisations and the vocabularies that they name change.
 * It happens in the transaction of the change.
 */
@ApplicationScoped
public class RegisterChanges {

  private final CaseStudyRepository caseStudies;
  private final DraftFigures draftFigures;
  private final SearchIndex searchIndex;
  private final AuditService audit;
  private final Callers callers;
  private final InstantSource clock;

  RegisterChanges(
      CaseStudyRepository caseStudies,
      DraftFigures draftFigures,
      SearchIndex searchIndex,
      AuditService audit,
      Callers callers,
      InstantSource clock) {
    this.caseStudies = caseStudies;
    this.draftFigures = draftFigures;
    this.searchIndex = searchIndex;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /** Case studies are found by an organisation's name. */
  void index(@Observes OrganisationChanged organisation) {
    searchIndex.index(caseStudies.versionsNaming(organisation.id()));
  }

  /** Case studies are found by the names of their topics and populations. */
  void index(@Observes VocabularyChanged vocabulary) {
    Set<String> renamed = vocabulary.renamed();
    switch (vocabulary.name()) {
      case "topics" -> searchIndex.index(caseStudies.versionsWithTopics(renamed));
      case "populations" -> searchIndex.index(caseStudies.versionsWithPopulations(renamed));
      default -> {}
    }
  }

  /**
   * Drafts name the organisation that stays; published case studies do so in a new version, since
   * what was published is never changed.
   */
  void replace(@Observes OrganisationsMerged merged) {
    for (UUID id : caseStudies.naming(merged.from())) {
      caseStudies.lock(id).ifPresent(caseStudy -> replace(caseStudy, merged));
    }
  }

  private void replace(CaseStudy caseStudy, OrganisationsMerged merged) {
    Instant now = clock.instant();
    CaseStudyVersion latest = caseStudies.latest(caseStudy.id());
    if (!latest.isPublished() && names(latest, merged.from())) {
      latest.write(latest.content().replacing(merged.from(), merged.into()), now);
      caseStudies.flush();
      searchIndex.index(Set.of(latest.id()));
      audit(latest);
    }
    caseStudies
        .published(caseStudy.id())
        .filter(published -> names(published, merged.from()))
        .ifPresent(published -> publishAnew(published, latest, merged, now));
  }

  private static boolean names(CaseStudyVersion version, UUID organisation) {
    return version.content().participants().stream()
        .anyMatch(participant -> participant.organisationId().equals(organisation));
  }

  private void publishAnew(
      CaseStudyVersion published,
      CaseStudyVersion latest,
      OrganisationsMerged merged,
      Instant now) {
    CaseStudy caseStudy = published.caseStudy();
    int number = published.version() + 1;
    if (!latest.isPublished()) {
      latest.renumber(number + 1);
    }
    published.supersede(now);
    // The database lets a case study have one public version, and each version its number.
    caseStudies.flush();
    Caller caller = callers.current();
    CaseStudyVersion version =
        new CaseStudyVersion(
            caseStudy, number, published.content().replacing(merged.from(), merged.into()), now);
    version.editedBy(caller, now);
    version.publishUnreviewed(caller, now);
    caseStudies.persist(version);
    caseStudy.publish(version);
    caseStudies.flush();
    draftFigures.copy(published.id(), version.id());
    draftFigures.publish(version.id(), published.id());
    caseStudies.flush();
    searchIndex.index(List.of(published.id(), version.id()));
    audit(version);
  }

  private void audit(CaseStudyVersion version) {
    CaseStudy caseStudy = version.caseStudy();
    audit.enter("case-study", caseStudy.id(), caseStudy.slug(), version.version());
  }
}
