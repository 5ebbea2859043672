package uk.casebook.casestudy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import uk.casebook.http.Published;

/** Case studies for the change feed. */
@ApplicationScoped
public class PublishedCaseStudies implements Published {

  private final CaseStudyService caseStudies;
  private final CaseStudyRepository kept;

  PublishedCaseStudies(CaseStudyService caseStudies, CaseStudyRepository kept) {
    this.caseStudies = caseStudies;
    this.kept = kept;
  }

  @Override
  public String resource() {
    return CaseStudyEditingService.RESOURCE;
  }

  @Override
  public boolean isTimeless() {
    return true;
  }

  @Override
  public String href(String slug) {
    return CaseStudyRef.href(slug);
  }

  @Override
  public Map<UUID, CaseStudyResponse> answers(Collection<UUID> ids) {
    return caseStudies.publicResponses(kept.publicByIds(ids));
  }

  @Override
  public Map<UUID, Gone> gone(Collection<UUID> ids) {
    return kept.withdrawn(ids).stream().collect(Collectors.toMap(CaseStudy::id, this::gone));
  }

  private Gone gone(CaseStudy caseStudy) {
    CaseStudyRef successor = caseStudies.successor(caseStudy);
    return new Gone(
        caseStudy.withdrawalReason(),
        successor == null
            ? null
            : new Successor(successor.slug(), successor.title(), successor.href()));
  }
}
