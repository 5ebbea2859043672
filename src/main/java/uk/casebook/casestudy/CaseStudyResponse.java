package uk.casebook.casestudy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.organisation.OrganisationRef;

/**
 * A case study as it is read.
 *
 * @param contacts empty: the register holds no contacts
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
    List<Contact> contacts,
    List<WebLink> links,
    Source source,
    List<MetricRef> metrics,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant publishedAt,
    String href) {

  static CaseStudyResponse from(
      CaseStudyVersion version, Map<UUID, OrganisationRef> organisations, List<MetricRef> metrics) {
    CaseStudy caseStudy = version.caseStudy();
    CaseStudyContent content = version.content();
    return new CaseStudyResponse(
        caseStudy.id(),
        caseStudy.slug(),
        content.title(),
        content.summary(),
        caseStudy.status(),
        version.version(),
        content.theme(),
        content.qualityStatements(),
        content.topics(),
        content.populations(),
        with(Part.LEAD, content.participants(), organisations),
        with(Part.PARTNER, content.participants(), organisations),
        content.period(),
        content.sections(),
        content.barriers(),
        content.conditions(),
        content.statements(),
        content.quotes(),
        content.recognition(),
        List.of(),
        content.links(),
        content.source(),
        metrics,
        caseStudy.createdAt(),
        version.updatedAt(),
        version.publishedAt(),
        CaseStudyRef.href(caseStudy.slug()));
  }

  static List<OrganisationRef> with(
      Part part, List<Participant> participants, Map<UUID, OrganisationRef> organisations) {
    return participants.stream()
        .filter(participant -> participant.part() == part)
        .map(participant -> organisations.get(participant.organisationId()))
        .toList();
  }
}
