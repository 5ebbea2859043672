package uk.casebook.casestudy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case study as it comes in: organisations by slug, everything else as in {@link
 * CaseStudyContent}.
 */
public record CaseStudyRequest(
    String slug,
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
    Source source) {}
