package uk.casebook.casestudy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyPage.FacetValue;
import uk.casebook.contract.Nearest;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.database.ResourceId;
import uk.casebook.http.Cursors;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;
import uk.casebook.http.Position;
import uk.casebook.organisation.OrganisationRef;
import uk.casebook.organisation.OrganisationService;
import uk.casebook.search.Match;
import uk.casebook.search.Related;
import uk.casebook.search.SearchIndex;
import uk.casebook.search.SearchQuery;
import uk.casebook.search.SearchService;
import uk.casebook.vocabulary.VocabularyService;

/** Reads case studies, and enters those that the register ships with. */
@ApplicationScoped
@Transactional
public class CaseStudyService {

  private final CaseStudyRepository caseStudies;
  private final OrganisationService organisations;
  private final VocabularyService vocabularies;
  private final Figures figures;
  private final SearchService searches;
  private final SearchIndex searchIndex;
  private final Cursors cursors;

  CaseStudyService(
      CaseStudyRepository caseStudies,
      OrganisationService organisations,
      VocabularyService vocabularies,
      Figures figures,
      SearchService searches,
      SearchIndex searchIndex,
      Cursors cursors) {
    this.caseStudies = caseStudies;
    this.organisations = organisations;
    this.vocabularies = vocabularies;
    this.figures = figures;
    this.searches = searches;
    this.searchIndex = searchIndex;
    this.cursors = cursors;
  }

  CaseStudyResponse getCaseStudy(String key) {
    CaseStudyVersion version = findPublic(key);
    return CaseStudyResponse.from(
        version,
        organisations.inShort(
            version.content().participants().stream().map(Participant::organisationId).toList()),
        figures.inShort(version.id()));
  }

  private CaseStudyVersion findPublic(String key) {
    return caseStudies.findPublic(key).orElseThrow(() -> ProblemException.notFound(unknown(key)));
  }

  private String unknown(String key) {
    return "No case study has the slug or id '%s'%s"
        .formatted(key, Nearest.suggestion(key, caseStudies.publicSlugsLike(key)));
  }

  CaseStudyPage listCaseStudies(ListRequest list, CaseStudyQuery query) {
    List<Violation> violations = new ArrayList<>();
    Selection selection = select(query.filter(), violations);
    Conditions own = conditions(query, violations);
    Optional<SearchQuery> search = search(query, violations);
    ProblemException.refuse(violations);

    search.ifPresent(
        words -> {
          own.and(SearchQuery.CONDITION);
          words.conditionParameters().forEach(own::with);
        });
    String from = search.isPresent() ? CaseStudyRepository.SEARCHED : CaseStudyRepository.ALL;
    Conditions all = selection.conditions().and(own);
    Page<Long> page =
        Keyset.page(
            cursors,
            list,
            entries(query.sort().orElse(""), from, search, all, list),
            caseStudies.count(from, all));
    Map<Long, CaseStudySummary> summaries =
        summaries(
            page.items(),
            search.map(words -> searches.matches(words, page.items())).orElse(Map.of()));
    return new CaseStudyPage(page.of(summaries), facets(query, from, selection, own));
  }

  private Optional<SearchQuery> search(CaseStudyQuery query, List<Violation> violations) {
    if (query.q().isEmpty()) {
      if (query.sort().filter("relevance"::equals).isPresent()) {
        violations.add(
            Violation.ofParameter(
                "sort",
                "no-query",
                "Relevance needs a search text in q; without one sort by -publishedAt or title."));
      }
      return Optional.empty();
    }
    Optional<SearchQuery> search = query.q().flatMap(searches::parse);
    if (search.isEmpty()) {
      violations.add(
          Violation.ofParameter(
              "q",
              "no-words",
              "q has no word to search for: none at all, or only such as 'the' and 'of'."));
    }
    return search;
  }

  private List<Keyset.Entry<Long>> entries(
      String sort, String from, Optional<SearchQuery> search, Conditions all, ListRequest list) {
    Position start = cursors.start(list);
    if (sort.equals("title")) {
      return caseStudies.byTitle(from, all, start, list.limit());
    }
    return search.isPresent() && !sort.equals("-publishedAt")
        ? caseStudies.bestFirst(search.get(), all, start, list.limit())
        : caseStudies.newestFirst(from, all, start, list.limit());
  }

  private Map<Long, CaseStudySummary> summaries(Collection<Long> ids, Map<Long, Match> matches) {
    Map<Long, List<String>> topics = caseStudies.topics(ids);
    Map<Long, List<String>> populations = caseStudies.populations(ids);
    Map<Long, List<Participant>> participants = caseStudies.participants(ids);
    Map<Long, Integer> metrics = figures.counts(ids);
    Map<UUID, OrganisationRef> inShort =
        organisations.inShort(
            participants.values().stream()
                .flatMap(List::stream)
                .map(Participant::organisationId)
                .collect(Collectors.toSet()));
    Map<Long, CaseStudySummary> summaries = new HashMap<>();
    caseStudies
        .listed(ids)
        .forEach(
            (id, listed) ->
                summaries.put(
                    id,
                    new CaseStudySummary(
                        listed.id(),
                        listed.slug(),
                        listed.title(),
                        listed.summary(),
                        listed.status(),
                        listed.version(),
                        listed.theme(),
                        topics.getOrDefault(id, List.of()),
                        populations.getOrDefault(id, List.of()),
                        CaseStudyResponse.with(
                            Part.LEAD, participants.getOrDefault(id, List.of()), inShort),
                        CaseStudyResponse.with(
                            Part.PARTNER, participants.getOrDefault(id, List.of()), inShort),
                        listed.period(),
                        listed.source(),
                        metrics.getOrDefault(id, 0),
                        listed.createdAt(),
                        listed.updatedAt(),
                        listed.publishedAt(),
                        CaseStudyRef.href(listed.slug()),
                        matches.get(id))));
    return summaries;
  }

  private @Nullable Map<String, List<FacetValue>> facets(
      CaseStudyQuery query, String from, Selection selection, Conditions own) {
    if (query.facets().isEmpty()) {
      return null;
    }
    Map<String, List<FacetValue>> facets = new LinkedHashMap<>();
    for (String facet : query.facets()) {
      facets.put(
          facet, caseStudies.facet(from, facet, selection.conditionsWithout(facet).and(own)));
    }
    return facets;
  }

  RelatedResponse listRelatedCaseStudies(String key, int limit) {
    List<Related> related = searches.related(findPublic(key).id(), limit);
    Map<Long, CaseStudyRef> refs =
        inShort(related.stream().map(Related::caseStudyVersionId).toList());
    return new RelatedResponse(
        related.stream()
            .map(
                found ->
                    new RelatedResponse.Item(
                        Objects.requireNonNull(refs.get(found.caseStudyVersionId())),
                        found.score(),
                        found.sharedTopics(),
                        found.sharedPopulations(),
                        found.sharedWords()))
            .toList());
  }

  private static Conditions conditions(CaseStudyQuery query, List<Violation> violations) {
    return new Conditions()
        .andAny(
            "lower(v.source_publication) in (:publications)",
            "publications",
            query.publication().stream().map(title -> title.toLowerCase(Locale.ROOT)).toList())
        .and(
            "v.source_published_last >= :publishedFrom",
            "publishedFrom",
            PartialDate.day(
                "publishedFrom", query.publishedFrom(), PartialDate::firstDay, violations))
        .and(
            "v.source_published_first <= :publishedTo",
            "publishedTo",
            PartialDate.day("publishedTo", query.publishedTo(), PartialDate::lastDay, violations))
        .and(
            """
            exists (select 1 from metric_version f where f.case_study_version_id = v.id) \
            = :hasMetrics\
            """,
            "hasMetrics",
            query.hasMetrics().orElse(null));
  }

  /** Finds what a filter names; what it does not find is added to the violations. */
  public Selection select(CaseStudyFilter filter, List<Violation> violations) {
    vocabularies.filterBy("themes", "theme", filter.theme(), violations);
    vocabularies.filterBy("topics", "topic", filter.topic(), violations);
    vocabularies.filterBy("populations", "population", filter.population(), violations);
    return new Selection(
        filter,
        organisations.filterByCouncil("council", filter.council(), violations),
        organisations.filterByOrganisation("organisation", filter.organisation(), violations));
  }

  /** The case studies that a filter names; what it does not find is added to the violations. */
  public Set<UUID> filterByCaseStudy(
      String parameter, List<String> keys, List<Violation> violations) {
    Set<UUID> found = new HashSet<>();
    for (String key : keys) {
      caseStudies
          .findPublic(key)
          .ifPresentOrElse(
              version -> found.add(version.caseStudy().id()),
              () -> violations.add(Violation.ofParameter(parameter, "unknown", unknown(key))));
    }
    return found;
  }

  /** The case studies of these versions in short, by version. */
  public Map<Long, CaseStudyRef> inShort(Collection<Long> versionIds) {
    return caseStudies.refs(versionIds);
  }

  /** A case study that was entered, to hang its figures on. */
  public record Entered(UUID caseStudyId, long versionId) {}

  /**
   * Enters a case study that the register ships with, published.
   *
   * @throws IllegalArgumentException if it names an organisation that the register does not have,
   *     or a person
   */
  public Entered ship(CaseStudyRequest request, Instant now) {
    if (!request.contacts().isEmpty()) {
      throw new IllegalArgumentException(
          request.slug() + " names a person: the register ships without personal data");
    }
    CaseStudy caseStudy =
        new CaseStudy(ResourceId.ofShipped("case-study", request.slug()), request.slug(), now);
    caseStudies.persistCaseStudy(caseStudy);
    CaseStudyVersion version = new CaseStudyVersion(caseStudy, 1, content(request), now);
    caseStudy.publish(version, now);
    caseStudies.persist(version);
    return new Entered(caseStudy.id(), version.id());
  }

  /**
   * Makes versions that were entered found by the search; after all of them, since it counts words.
   */
  public void index(Collection<Long> versionIds) {
    caseStudies.flush();
    searchIndex.index(versionIds);
  }

  private CaseStudyContent content(CaseStudyRequest request) {
    Map<String, UUID> ids =
        organisations.idsBySlug(
            Stream.concat(request.lead().stream(), request.partners().stream()).toList());
    Map<UUID, OrganisationRef> inShort = organisations.inShort(ids.values());
    List<Participant> leads = participants(Part.LEAD, request.lead(), ids);
    return new CaseStudyContent(
        request.title(),
        request.summary(),
        request.theme(),
        request.qualityStatements(),
        request.topics(),
        request.populations(),
        Stream.concat(leads.stream(), participants(Part.PARTNER, request.partners(), ids).stream())
            .toList(),
        leads.stream()
            .map(Participant::organisationId)
            .filter(id -> Objects.requireNonNull(inShort.get(id)).isCouncil())
            .findFirst()
            .orElse(null),
        request.period(),
        request.sections(),
        request.barriers(),
        request.conditions(),
        request.statements(),
        request.quotes(),
        request.recognition(),
        request.links(),
        request.source());
  }

  private static List<Participant> participants(
      Part part, List<String> slugs, Map<String, UUID> ids) {
    return slugs.stream()
        .map(
            slug -> {
              UUID id = ids.get(slug);
              if (id == null) {
                throw new IllegalArgumentException("No organisation has the slug " + slug);
              }
              return new Participant(part, id);
            })
        .toList();
  }
}
