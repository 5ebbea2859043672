package uk.casebook.dataset;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.casebook.casestudy.CaseStudyService;
import uk.casebook.grant.GrantService;
import uk.casebook.metric.MetricRequest;
import uk.casebook.metric.MetricService;
import uk.casebook.organisation.OrganisationService;
import uk.casebook.programme.FundingProgrammeEditingService;
import uk.casebook.register.RegisterService;
import uk.casebook.revision.CaseStudyFile;
import uk.casebook.vocabulary.VocabularyService;

/** Enters what the register ships with. */
@ApplicationScoped
public class DatasetService {

  private final Dataset dataset;
  private final RegisterService register;
  private final VocabularyService vocabularies;
  private final OrganisationService organisations;
  private final CaseStudyService caseStudies;
  private final MetricService metrics;
  private final FundingProgrammeEditingService programmes;
  private final GrantService grants;
  private final InstantSource clock;

  DatasetService(
      Dataset dataset,
      RegisterService register,
      VocabularyService vocabularies,
      OrganisationService organisations,
      CaseStudyService caseStudies,
      MetricService metrics,
      FundingProgrammeEditingService programmes,
      GrantService grants,
      InstantSource clock) {
    this.dataset = dataset;
    this.register = register;
    this.vocabularies = vocabularies;
    this.organisations = organisations;
    this.caseStudies = caseStudies;
    this.metrics = metrics;
    this.programmes = programmes;
    this.grants = grants;
    this.clock = clock;
  }

  /**
   * Enters everything in one transaction if the database is empty. Where an earlier release entered
   * the register, only what it did not have: codes of vocabularies, funds and grants.
   *
   * @throws IOException if a file cannot be read; nothing is entered then
   */
  @Transactional(rollbackOn = IOException.class)
  public void load() throws IOException {
    boolean empty = register.startLoading();
    vocabularies.ship(dataset.vocabularies());
    if (empty) {
      loadCaseStudies();
    }
    if (register.startLoadingFunding()) {
      loadFunding();
    }
  }

  private void loadCaseStudies() throws IOException {
    Instant now = clock.instant();
    organisations.ship(dataset.councils(), dataset.organisations(), now);
    List<CaseStudyFile> files = dataset.caseStudies();
    Map<CaseStudyService.Entered, List<MetricRequest>> figures = new LinkedHashMap<>();
    for (CaseStudyFile file : files) {
      figures.put(caseStudies.ship(file.caseStudy(), now), file.metrics());
    }
    metrics.ship(figures, now);
    caseStudies.index(figures.keySet().stream().map(CaseStudyService.Entered::versionId).toList());
    Log.infof(
        "Entered the shipped register: %d case studies in %d ms",
        files.size(), Duration.between(now, clock.instant()).toMillis());
  }

  private void loadFunding() throws IOException {
    FundingFile funding = dataset.funding();
    Instant now = clock.instant();
    programmes.ship(funding.programmes(), funding.ofNoFund(), now);
    grants.ship(funding.grants(), now);
  }
}
