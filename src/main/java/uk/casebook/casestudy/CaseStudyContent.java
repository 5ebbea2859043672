package uk.casebook.casestudy;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a case study says.
 *
 * @param theme code of the vocabulary themes
 * @param qualityStatements codes of the vocabulary quality-statements
 * @param topics codes of the vocabulary topics
 * @param populations codes of the vocabulary populations
 * @param participants who led the work and who took part, leads first
 * @param leadCouncilId the first council among the leads
 * @param conditions what has to be there for it to succeed
 */
record CaseStudyContent(
    String title,
    @Nullable String summary,
    @Nullable String theme,
    List<String> qualityStatements,
    List<String> topics,
    List<String> populations,
    List<Participant> participants,
    @Nullable UUID leadCouncilId,
    @Nullable Period period,
    List<Section> sections,
    List<String> barriers,
    List<String> conditions,
    List<Statement> statements,
    List<Quote> quotes,
    List<Recognition> recognition,
    List<WebLink> links,
    @Nullable Source source) {

  /** The same with another organisation in the place of one, which then is named once. */
  CaseStudyContent replacing(UUID from, UUID into) {
    return new CaseStudyContent(
        title,
        summary,
        theme,
        qualityStatements,
        topics,
        populations,
        participants.stream()
            .map(
                participant ->
                    participant.organisationId().equals(from)
                        ? new Participant(participant.part(), into)
                        : participant)
            .distinct()
            .toList(),
        from.equals(leadCouncilId) ? into : leadCouncilId,
        period,
        sections,
        barriers,
        conditions,
        statements,
        quotes,
        recognition,
        links,
        source);
  }
}
