package uk.casebook.casestudy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Bodies;
import uk.casebook.organisation.OrganisationRef;

/**
 * A case study as it comes in: organisations by id, slug or GSS code, everything else as in {@link
 * CaseStudyContent}. Lists that are left out are empty.
 *
 * @param slug made from the title where it is left out
 * @param contacts personal data; kept apart from everything else and in no version
 */
public record CaseStudyRequest(
    @Nullable String slug,
    String title,
    @Nullable String summary,
    @Nullable String theme,
    List<String> qualityStatements,
    List<String> topics,
    List<String> populations,
    List<String> lead,
    List<String> partners,
    @Nullable Period period,
    List<Section> sections,
    List<String> barriers,
    List<String> conditions,
    List<Statement> statements,
    List<Quote> quotes,
    List<Recognition> recognition,
    List<Contact> contacts,
    List<WebLink> links,
    @Nullable Source source) {

  private static final Period NO_PERIOD = new Period(null, null, null);
  private static final Source NO_SOURCE = new Source(null, null, null, null, null, null);

  /** What is left out, and what says nothing, is the same. */
  public CaseStudyRequest {
    qualityStatements = Bodies.orEmpty(qualityStatements);
    topics = Bodies.orEmpty(topics);
    populations = Bodies.orEmpty(populations);
    lead = Bodies.orEmpty(lead);
    partners = Bodies.orEmpty(partners);
    period = NO_PERIOD.equals(period) ? null : period;
    sections = Bodies.orEmpty(sections);
    barriers = Bodies.orEmpty(barriers);
    conditions = Bodies.orEmpty(conditions);
    statements = Bodies.orEmpty(statements);
    quotes = Bodies.orEmpty(quotes);
    recognition = Bodies.orEmpty(recognition);
    contacts = Bodies.orEmpty(contacts);
    links = Bodies.orEmpty(links);
    source = NO_SOURCE.equals(source) ? null : source;
  }

  /** What a version says, as it would come in; without contacts, which belong to no version. */
  static CaseStudyRequest from(CaseStudyVersion version, Map<UUID, OrganisationRef> organisations) {
    CaseStudyContent content = version.content();
    return new CaseStudyRequest(
        version.caseStudy().slug(),
        content.title(),
        content.summary(),
        content.theme(),
        content.qualityStatements(),
        content.topics(),
        content.populations(),
        slugs(Part.LEAD, content, organisations),
        slugs(Part.PARTNER, content, organisations),
        content.period(),
        content.sections(),
        content.barriers(),
        content.conditions(),
        content.statements(),
        content.quotes(),
        content.recognition(),
        List.of(),
        content.links(),
        content.source());
  }

  private static List<String> slugs(
      Part part, CaseStudyContent content, Map<UUID, OrganisationRef> organisations) {
    return content.participants().stream()
        .filter(participant -> participant.part() == part)
        .map(
            participant ->
                Objects.requireNonNull(organisations.get(participant.organisationId())).slug())
        .toList();
  }

  /** The same under this slug. */
  public CaseStudyRequest called(String name) {
    return with(name, contacts);
  }

  /** The same with these contacts. */
  CaseStudyRequest withContacts(List<Contact> others) {
    return with(slug, others);
  }

  private CaseStudyRequest with(@Nullable String name, List<Contact> others) {
    return new CaseStudyRequest(
        name,
        title,
        summary,
        theme,
        qualityStatements,
        topics,
        populations,
        lead,
        partners,
        period,
        sections,
        barriers,
        conditions,
        statements,
        quotes,
        recognition,
        others,
        links,
        source);
  }
}
