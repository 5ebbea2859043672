package uk.casebook.casestudy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.Identified;
import uk.casebook.http.Listed;
import uk.casebook.organisation.OrganisationRef;

/**
 * A case study as it is read.
 *
 * @param contacts personal data: empty for all but signed-in partners and those who may edit it
 * @param reviewComment what an editor said when the draft was returned
 * @param withdrawnAt when it was withdrawn, why, and what took its place
 */
public record CaseStudyResponse(
    UUID id,
    String slug,
    String title,
    @Nullable String summary,
    CaseStudyStatus status,
    int version,
    @Nullable String theme,
    List<String> qualityStatements,
    List<String> topics,
    List<String> populations,
    List<OrganisationRef> lead,
    List<OrganisationRef> partners,
    @Nullable Period period,
    List<Section> sections,
    List<String> barriers,
    List<String> conditions,
    List<Statement> statements,
    List<Quote> quotes,
    List<Recognition> recognition,
    List<ContactResponse> contacts,
    List<WebLink> links,
    @Nullable Source source,
    List<MetricRef> metrics,
    List<GrantRef> grants,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant publishedAt,
    @Nullable String reviewComment,
    @Nullable Instant withdrawnAt,
    @Nullable String withdrawalReason,
    @Nullable CaseStudyRef supersededBy,
    String href)
    implements Identified, Listed {

  /** What is told of a case study besides what its version says. */
  record Context(
      Map<UUID, OrganisationRef> organisations,
      List<MetricRef> metrics,
      List<GrantRef> grants,
      List<ContactResponse> contacts,
      @Nullable CaseStudyRef supersededBy) {}

  static CaseStudyResponse from(CaseStudyVersion version, Context context) {
    CaseStudy caseStudy = version.caseStudy();
    CaseStudyContent content = version.content();
    return new CaseStudyResponse(
        caseStudy.id(),
        caseStudy.slug(),
        content.title(),
        content.summary(),
        version.status(),
        version.version(),
        content.theme(),
        content.qualityStatements(),
        content.topics(),
        content.populations(),
        with(Part.LEAD, content.participants(), context.organisations()),
        with(Part.PARTNER, content.participants(), context.organisations()),
        content.period(),
        content.sections(),
        content.barriers(),
        content.conditions(),
        content.statements(),
        content.quotes(),
        content.recognition(),
        context.contacts(),
        content.links(),
        content.source(),
        context.metrics(),
        context.grants(),
        caseStudy.createdAt(),
        version.updatedAt(),
        version.publishedAt(),
        version.reviewComment(),
        caseStudy.withdrawnAt(),
        caseStudy.isWithdrawn() ? caseStudy.withdrawalReason() : null,
        context.supersededBy(),
        CaseStudyRef.href(caseStudy.slug()));
  }

  @Override
  public CaseStudySummary listed() {
    return new CaseStudySummary(
        id,
        slug,
        title,
        summary,
        status,
        version,
        theme,
        topics,
        populations,
        lead,
        partners,
        period,
        source,
        metrics.size(),
        createdAt,
        updatedAt,
        publishedAt,
        href,
        null);
  }

  static List<OrganisationRef> with(
      Part part, List<Participant> participants, Map<UUID, OrganisationRef> organisations) {
    return participants.stream()
        .filter(participant -> participant.part() == part)
        .map(participant -> organisations.get(participant.organisationId()))
        .toList();
  }
}
