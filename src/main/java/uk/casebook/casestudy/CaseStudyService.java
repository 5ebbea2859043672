package uk.casebook.casestudy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
import uk.casebook.casestudy.CaseStudyRepository.Best;
import uk.casebook.casestudy.CaseStudyRepository.Counted;
import uk.casebook.contract.Named;
import uk.casebook.contract.Nearest;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.contract.Violation;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.database.ResourceId;
import uk.casebook.http.Cursors;
import uk.casebook.http.Document;
import uk.casebook.http.Documents;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;
import uk.casebook.http.Position;
import uk.casebook.http.RegisterPosition;
import uk.casebook.http.RegisterWatch.State;
import uk.casebook.identity.Caller;
import uk.casebook.identity.Callers;
import uk.casebook.identity.Role;
import uk.casebook.organisation.OrganisationRef;
import uk.casebook.organisation.OrganisationService;
import uk.casebook.search.Match;
import uk.casebook.search.Related;
import uk.casebook.search.SearchIndex;
import uk.casebook.search.SearchQuery;
import uk.casebook.search.SearchService;
import uk.casebook.vocabulary.VocabularyService;

/** Finds and reads case studies, and enters those that the register ships with. */
@ApplicationScoped
@Transactional
public class CaseStudyService {

  private static final int SELECTIONS_KEPT = 1_000;

  private final CaseStudyRepository caseStudies;
  private final OrganisationService organisations;
  private final VocabularyService vocabularies;
  private final Figures figures;
  private final Grants grants;
  private final SearchService searches;
  private final SearchIndex searchIndex;
  private final ContactService contacts;
  private final PublishedCaseStudies published;
  private final Documents documents;
  private final RegisterPosition register;
  private final Callers callers;
  private final Cursors cursors;
  private final InstantSource clock;

  /** What filters have been found to name, which is asked more often than it changes. */
  private final Cache<Asked, Selection> selections =
      Caffeine.newBuilder().maximumSize(SELECTIONS_KEPT).build();

  /** What was asked of which state of the register. */
  private record Asked(State state, CaseStudyFilter filter) {}

  CaseStudyService(
      CaseStudyRepository caseStudies,
      OrganisationService organisations,
      VocabularyService vocabularies,
      Figures figures,
      Grants grants,
      SearchService searches,
      SearchIndex searchIndex,
      ContactService contacts,
      PublishedCaseStudies published,
      Documents documents,
      RegisterPosition register,
      Callers callers,
      Cursors cursors,
      InstantSource clock) {
    this.caseStudies = caseStudies;
    this.organisations = organisations;
    this.vocabularies = vocabularies;
    this.figures = figures;
    this.grants = grants;
    this.searches = searches;
    this.searchIndex = searchIndex;
    this.contacts = contacts;
    this.published = published;
    this.documents = documents;
    this.register = register;
    this.callers = callers;
    this.cursors = cursors;
    this.clock = clock;
  }

  CaseStudyResponse getCaseStudy(String key, Reading reading) {
    return response(shownIn(key, reading));
  }

  /** What a version is to the caller: with its contacts only for those who may see them. */
  CaseStudyResponse response(CaseStudyVersion version) {
    UUID id = version.caseStudy().id();
    return Objects.requireNonNull(
        responses(List.of(version), seesContacts(version) ? contacts.list(id) : List.of()).get(id));
  }

  /** What versions are to everybody, by case study. */
  Map<UUID, CaseStudyResponse> publicResponses(Collection<CaseStudyVersion> versions) {
    return responses(versions, List.of());
  }

  private Map<UUID, CaseStudyResponse> responses(
      Collection<CaseStudyVersion> versions, List<ContactResponse> people) {
    Map<UUID, OrganisationRef> participants = participants(versions);
    Map<Long, List<MetricRef>> measured =
        figures.inShort(versions.stream().map(CaseStudyVersion::id).toList());
    Map<UUID, List<GrantRef>> paid =
        grants.ofCaseStudies(versions.stream().map(version -> version.caseStudy().id()).toList());
    return versions.stream()
        .collect(
            Collectors.toMap(
                version -> version.caseStudy().id(),
                version ->
                    CaseStudyResponse.from(
                        version,
                        new CaseStudyResponse.Context(
                            participants,
                            measured.getOrDefault(version.id(), List.of()),
                            paid.getOrDefault(version.caseStudy().id(), List.of()),
                            people,
                            successor(version.caseStudy())))));
  }

  /** What took its place. */
  @Nullable CaseStudyRef successor(CaseStudy caseStudy) {
    CaseStudy successor = caseStudy.supersededBy();
    return successor == null ? null : ref(successor);
  }

  private Map<UUID, OrganisationRef> participants(Collection<CaseStudyVersion> versions) {
    return organisations.inShort(
        versions.stream().flatMap(CaseStudyService::participantIds).collect(Collectors.toSet()));
  }

  private static Stream<UUID> participantIds(CaseStudyVersion version) {
    return version.content().participants().stream().map(Participant::organisationId);
  }

  /** By the title that readers see, or saw last; never by that of a draft. */
  private CaseStudyRef ref(CaseStudy caseStudy) {
    return CaseStudyRef.of(
        caseStudy.slug(), caseStudies.lastPublished(caseStudy.id()).content().title());
  }

  private boolean seesContacts(CaseStudyVersion version) {
    Caller caller = callers.current();
    return caller.has(Role.PARTNER) || mayEdit(caller, version);
  }

  /** Editors edit everything, contributors what their organisation leads. */
  static boolean mayEdit(Caller caller, CaseStudyVersion latest) {
    return caller.has(Role.EDITOR)
        || (caller.has(Role.CONTRIBUTOR) && latest.leads().contains(caller.organisationId()));
  }

  /**
   * Which versions the caller is shown; what is wrong with the request is added to the violations.
   *
   * @throws ProblemException if the caller may see no drafts at all
   */
  private Shown shown(Reading reading, List<Violation> violations) {
    if (reading.isWorking()) {
      if (reading.asOf().isPresent()) {
        violations.add(
            Violation.ofParameter(
                "asOf", "not-with-view", "Drafts have no past; leave out view or asOf."));
      }
      return working();
    }
    if (reading.asOf().isEmpty()) {
      return Shown.PUBLISHED;
    }
    Instant asOf = instant(reading.asOf().get(), violations);
    if (asOf.isAfter(clock.instant())) {
      violations.add(
          Violation.ofParameter(
              "asOf", "in-the-future", "asOf lies in the future, of which nothing is known yet."));
    }
    return new Shown(asOf, false, null);
  }

  private static Instant instant(String text, List<Violation> violations) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      violations.add(
          Violation.ofParameter(
              "asOf", "no-such-instant", "There is no instant %s.".formatted(text)));
      return Instant.EPOCH;
    }
  }

  private Shown working() {
    Caller caller = callers.current();
    if (caller.has(Role.EDITOR)) {
      return new Shown(null, true, null);
    }
    UUID organisation = caller.organisationId();
    if (caller.has(Role.CONTRIBUTOR) && organisation != null) {
      return new Shown(null, true, organisation);
    }
    throw caller.isAnonymous()
        ? ProblemException.unauthenticated("Sign in to see drafts.")
        : ProblemException.of(
            ProblemType.FORBIDDEN, "Drafts are for contributors and editors to see.");
  }

  private CaseStudyVersion find(String key, Shown shown) {
    if (shown.equals(Shown.PUBLISHED)) {
      return findPublic(key);
    }
    CaseStudy caseStudy =
        caseStudies.findCaseStudy(key).orElseThrow(() -> ProblemException.notFound(unknown(key)));
    Instant asOf = shown.asOf();
    if (asOf != null) {
      refuseWithdrawn(caseStudy);
      return caseStudies
          .publishedAt(caseStudy.id(), asOf)
          .orElseThrow(
              () ->
                  ProblemException.notFound("'%s' was not published at %s.".formatted(key, asOf)));
    }
    CaseStudyVersion latest = caseStudies.latest(caseStudy.id());
    if (!mayEdit(callers.current(), latest)) {
      throw ProblemException.notFound(unknown(key));
    }
    return latest;
  }

  /**
   * The versions of a case study that the caller may see, the latest first: those that were
   * published, and the draft for those who ask for it and may edit it.
   */
  public Page<Revision> listRevisions(ListRequest list, String key, Reading reading) {
    CaseStudy caseStudy = shownIn(key, reading).caseStudy();
    Conditions conditions =
        new Conditions().and("v.case_study_id = :caseStudy", "caseStudy", caseStudy.id());
    if (!reading.isWorking()) {
      conditions.and("v.published_at is not null");
    }
    Page<Long> page =
        Keyset.page(
            cursors,
            list,
            caseStudies.latestFirst(conditions, cursors.start(list), list.limit()),
            caseStudies.count(CaseStudyRepository.ALL, conditions));
    Map<Long, CaseStudyVersion> found = caseStudies.byIds(page.items());
    Map<UUID, OrganisationRef> named = named(found.values());
    return page.<CaseStudyVersion>of(found).map(version -> revision(version, named));
  }

  /** One of the versions that {@link #listRevisions} lists. */
  public Optional<Revision> findRevision(String key, int version, Reading reading) {
    CaseStudy caseStudy = shownIn(key, reading).caseStudy();
    return caseStudies
        .version(caseStudy.id(), version)
        .filter(found -> found.isPublished() || reading.isWorking())
        .map(this::revision);
  }

  /** The version that is shown in a state of the register. */
  public Revision getRevision(String key, Reading reading) {
    return revision(shownIn(key, reading));
  }

  private CaseStudyVersion shownIn(String key, Reading reading) {
    List<Violation> violations = new ArrayList<>();
    Shown shown = shown(reading, violations);
    ProblemException.refuse(violations);
    return find(key, shown);
  }

  /** Whoever takes part in versions, or for whom they were written. */
  private Map<UUID, OrganisationRef> named(Collection<CaseStudyVersion> versions) {
    Set<UUID> ids =
        versions.stream().flatMap(CaseStudyService::participantIds).collect(Collectors.toSet());
    versions.stream()
        .map(CaseStudyVersion::editedByOrganisationId)
        .filter(Objects::nonNull)
        .forEach(ids::add);
    return organisations.inShort(ids);
  }

  private Revision revision(CaseStudyVersion version) {
    return revision(version, named(List.of(version)));
  }

  private Revision revision(CaseStudyVersion version, Map<UUID, OrganisationRef> named) {
    boolean insider = mayEdit(callers.current(), version);
    UUID organisation = version.editedByOrganisationId();
    return new Revision(
        version.caseStudy().slug(),
        version.id(),
        version.version(),
        version.status(),
        version.updatedAt(),
        version.publishedAt(),
        version.supersededAt(),
        organisation == null ? null : named.get(organisation),
        insider ? version.editedBy() : null,
        insider ? version.publishedBy() : null,
        CaseStudyRequest.from(version, named));
  }

  private CaseStudyVersion findPublic(String key) {
    return caseStudies.findPublic(key).orElseThrow(() -> absent(key));
  }

  private ProblemException absent(String key) {
    caseStudies.findCaseStudy(key).ifPresent(this::refuseWithdrawn);
    return ProblemException.notFound(unknown(key));
  }

  /**
   * Lets the request pass unless the case study is withdrawn.
   *
   * @throws ProblemException with the reason and the successor if it is
   */
  private void refuseWithdrawn(CaseStudy caseStudy) {
    if (!caseStudy.isWithdrawn()) {
      return;
    }
    ProblemException withdrawn =
        ProblemException.of(
                ProblemType.WITHDRAWN,
                "'%s' was withdrawn: %s".formatted(caseStudy.slug(), caseStudy.withdrawalReason()))
            .with("reason", caseStudy.withdrawalReason());
    CaseStudyRef successor = successor(caseStudy);
    throw successor == null ? withdrawn : withdrawn.with("supersededBy", successor);
  }

  /** As {@link #refuseWithdrawn(CaseStudy)}, for what belongs to a case study. */
  public void refuseWithdrawn(UUID caseStudyId) {
    caseStudies.findCaseStudy(caseStudyId.toString()).ifPresent(this::refuseWithdrawn);
  }

  private String unknown(String key) {
    return "No case study has the slug or id '%s'%s"
        .formatted(key, Nearest.suggestion(key, caseStudies.publicSlugsLike(key)));
  }

  CaseStudyPage listCaseStudies(ListRequest list, CaseStudyQuery query) {
    Found found = find(list, query);
    List<Long> ids = found.page().items();
    Map<Long, Match> matches =
        found.search().map(words -> searches.matches(words, ids)).orElse(Map.of());
    Map<Long, Object> items = found.isPublic() ? documents(found, matches) : new HashMap<>();
    items.putAll(summaries(ids.stream().filter(id -> !items.containsKey(id)).toList(), matches));
    return new CaseStudyPage(found.page().of(items), found.facets());
  }

  /** What has been made of the case studies found, by version. */
  private Map<Long, Object> documents(Found found, Map<Long, Match> matches) {
    Map<UUID, Document> made =
        documents.listed(
            published, found.page().items().stream().map(found.caseStudyIds()::get).toList());
    Map<Long, Object> items = new HashMap<>();
    for (Long id : found.page().items()) {
      Document document = made.get(found.caseStudyIds().get(id));
      Match match = matches.get(id);
      if (document != null) {
        items.put(id, match == null ? document : document.with("match", match));
      }
    }
    return items;
  }

  /** The same list with all that the case studies say, as a feed. */
  String feed(ListRequest list, CaseStudyQuery query) {
    Page<Long> page = find(list, query).page();
    Map<Long, CaseStudyVersion> versions = caseStudies.byVersionIds(page.items());
    Map<UUID, CaseStudyResponse> responses = publicResponses(versions.values());
    return CaseStudyFeed.of(
            page.<CaseStudyVersion>of(versions).items().stream()
                .map(version -> Objects.requireNonNull(responses.get(version.caseStudy().id())))
                .toList(),
            list.address(),
            page.next())
        .write();
  }

  /**
   * What a list has.
   *
   * @param page of versions
   * @param caseStudyIds by version
   * @param isPublic whether it is of what is published now
   */
  private record Found(
      Page<Long> page,
      Map<Long, UUID> caseStudyIds,
      boolean isPublic,
      Optional<SearchQuery> search,
      @Nullable Map<String, List<FacetValue>> facets) {}

  private Found find(ListRequest list, CaseStudyQuery query) {
    List<Violation> violations = new ArrayList<>();
    Selection selection = select(query.reading(), query.filter(), violations);
    Conditions own = conditions(query, violations);
    Optional<SearchQuery> search = search(query, violations);
    ProblemException.refuse(violations);
    if (!selection.isPublic()) {
      own.andAny(CaseStudyRepository.STATUS + " in (:status)", "status", query.status());
    }
    if (search.isEmpty()) {
      return find(list, query, selection, own);
    }
    SearchQuery asked = selection.isPublic() ? search.get() : searches.nearest(search.get());
    Found found = find(list, query, selection, own, asked);
    if (!selection.isPublic() || found.page().total() > 0) {
      return found;
    }
    SearchQuery nearest = searches.nearest(asked);
    return nearest.equals(asked) ? found : find(list, query, selection, own, nearest);
  }

  private Found find(ListRequest list, CaseStudyQuery query, Selection selection, Conditions own) {
    Conditions all = selection.inListsBut(null).and(own);
    if (selection.isPublic() && query.facets().isEmpty()) {
      Keyset.Counted<Long> found =
          caseStudies.listed(
              query.sort().filter("title"::equals).isPresent(),
              all,
              cursors.start(list),
              list.limit());
      return found(list, selection, found.entries(), found.total(), Optional.empty(), null);
    }
    String from = CaseStudyRepository.from(selection);
    Counted counted = caseStudies.count(from, all, unfiltered(query, selection));
    return found(
        list,
        selection,
        entries(query, from, all, list),
        counted.total(),
        Optional.empty(),
        facets(query, from, selection, own, counted));
  }

  private Found find(
      ListRequest list,
      CaseStudyQuery query,
      Selection selection,
      Conditions conditions,
      SearchQuery search) {
    String from = CaseStudyRepository.from(selection) + CaseStudyRepository.SEARCHED;
    Conditions own = conditions.copy().and(SearchQuery.CONDITION);
    search.conditionParameters().forEach(own::with);
    Conditions all = selection.inListsBut(null).and(own);
    List<String> unfiltered = unfiltered(query, selection);
    Counted counted;
    List<Keyset.Entry<Long>> entries;
    if (query.sort().filter(sort -> !sort.equals("relevance")).isEmpty()) {
      boolean everything = selection.isEverything() && conditions.isEmpty();
      Best best =
          caseStudies.best(
              search,
              selection.isPublic(),
              everything ? CaseStudyRepository.SEARCHED_ALONE : from,
              everything ? own.copy().and(CaseStudyRepository.SEARCHED_BY_ALL) : all,
              unfiltered,
              cursors.start(list),
              list.limit());
      counted = best.counted();
      entries = best.entries();
    } else {
      counted = caseStudies.count(from, all, unfiltered);
      entries = entries(query, from, all, list);
    }
    return found(
        list,
        selection,
        entries,
        counted.total(),
        Optional.of(search),
        facets(query, from, selection, own, counted));
  }

  private static List<String> unfiltered(CaseStudyQuery query, Selection selection) {
    return query.facets().stream().filter(facet -> !selection.isFilteredBy(facet)).toList();
  }

  private Found found(
      ListRequest list,
      Selection selection,
      List<Keyset.Entry<Long>> entries,
      long total,
      Optional<SearchQuery> search,
      @Nullable Map<String, List<FacetValue>> facets) {
    Map<Long, UUID> caseStudyIds = new HashMap<>();
    // All orders have the case study's id behind their key.
    entries.forEach(
        entry -> caseStudyIds.put(entry.row(), (UUID) entry.position().values().get(1)));
    return new Found(
        Keyset.page(cursors, list, entries, total),
        caseStudyIds,
        selection.isPublic(),
        search,
        facets);
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
      CaseStudyQuery query, String from, Conditions all, ListRequest list) {
    Position start = cursors.start(list);
    String sort = query.sort().orElse("");
    if (sort.equals("title")) {
      return caseStudies.byTitle(from, all, start, list.limit());
    }
    return query.reading().isWorking()
        ? caseStudies.lastChangedFirst(from, all, start, list.limit())
        : caseStudies.newestFirst(from, all, start, list.limit());
  }

  private Map<Long, CaseStudySummary> summaries(Collection<Long> ids, Map<Long, Match> matches) {
    if (ids.isEmpty()) {
      return Map.of();
    }
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
      CaseStudyQuery query, String from, Selection selection, Conditions own, Counted unfiltered) {
    if (query.facets().isEmpty()) {
      return null;
    }
    Map<String, List<FacetValue>> facets = new LinkedHashMap<>();
    for (String facet : query.facets()) {
      Counted counted =
          selection.isFilteredBy(facet)
              ? caseStudies.count(from, selection.inListsBut(facet).and(own), List.of(facet))
              : unfiltered;
      facets.put(facet, counted.facet(facet));
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
    return select(filter.reading(), filter, violations);
  }

  private Selection select(Reading reading, CaseStudyFilter filter, List<Violation> violations) {
    Asked asked =
        reading.isPublished()
            ? register.confirmed().map(state -> new Asked(state, filter)).orElse(null)
            : null;
    Selection kept = asked == null ? null : selections.getIfPresent(asked);
    if (kept != null) {
      return kept;
    }
    int before = violations.size();
    Selection found = find(reading, filter, violations);
    if (asked != null && violations.size() == before) {
      selections.put(asked, found);
    }
    return found;
  }

  private Selection find(Reading reading, CaseStudyFilter filter, List<Violation> violations) {
    Shown shown = shown(reading, violations);
    vocabularies.filterBy("themes", "theme", filter.theme(), violations);
    vocabularies.filterBy("topics", "topic", filter.topic(), violations);
    vocabularies.filterBy("populations", "population", filter.population(), violations);
    return new Selection(
        filter,
        shown,
        organisations.filterByCouncil("council", filter.council(), violations),
        organisations.filterByOrganisation("organisation", filter.organisation(), violations));
  }

  /** Selects everything that is shown in a state of the register. */
  public Selection select(Reading reading, List<Violation> violations) {
    CaseStudyFilter all =
        new CaseStudyFilter(reading, List.of(), List.of(), List.of(), List.of(), List.of());
    return select(reading, all, violations);
  }

  /**
   * The case studies that a filter names among those that are shown; what it does not find is added
   * to the violations.
   */
  public Set<UUID> filterByCaseStudy(
      String parameter, List<String> keys, Selection among, List<Violation> violations) {
    return filter(parameter, keys, among.shown(), violations);
  }

  private Set<UUID> filter(
      String parameter, List<String> keys, Shown shown, List<Violation> violations) {
    return Named.inFilter(parameter, keys, key -> visible(key, shown), this::unknown, violations);
  }

  private Optional<UUID> visible(String key, Shown shown) {
    if (shown.equals(Shown.PUBLISHED)) {
      return caseStudies.findPublic(key).map(version -> version.caseStudy().id());
    }
    return caseStudies
        .findCaseStudy(key)
        .filter(
            caseStudy ->
                shown.working()
                    ? mayEdit(callers.current(), caseStudies.latest(caseStudy.id()))
                    : caseStudy.wasPublished() && !caseStudy.isWithdrawn())
        .map(CaseStudy::id);
  }

  /** As {@link #filterByCaseStudy} among those that everybody may read. */
  public Set<UUID> filterByPublic(String parameter, List<String> keys, List<Violation> violations) {
    return filter(parameter, keys, Shown.PUBLISHED, violations);
  }

  /**
   * The case studies that a body names by id or slug among those that everybody may read, in its
   * order; what it does not find, or finds twice, is added to the violations.
   *
   * @param pointer where the list stands in the body
   */
  public List<UUID> check(String pointer, List<String> keys, List<Violation> violations) {
    return Named.inBody(
        pointer, keys, key -> visible(key, Shown.PUBLISHED), this::unknown, violations);
  }

  /** As {@link #check(String, List, List)} for a single one, which may be left out. */
  public Optional<UUID> check(String pointer, @Nullable String key, List<Violation> violations) {
    return key == null
        ? Optional.empty()
        : Named.at(pointer, key, name -> visible(name, Shown.PUBLISHED), this::unknown, violations);
  }

  /** Those of these case studies that everybody may read in short, by id. */
  public Map<UUID, CaseStudyRef> publicInShort(Collection<UUID> caseStudyIds) {
    return caseStudies.publicRefs(caseStudyIds);
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
   * @throws IllegalArgumentException if it names what the register does not have, or a person
   */
  public Entered ship(CaseStudyRequest request, Instant now) {
    String slug = Objects.requireNonNull(request.slug());
    if (!request.contacts().isEmpty()) {
      throw new IllegalArgumentException(
          slug + " names a person: the register ships without personal data");
    }
    CaseStudy caseStudy = new CaseStudy(ResourceId.ofShipped("case-study", slug), slug, now);
    caseStudies.persistCaseStudy(caseStudy);
    List<Violation> violations = new ArrayList<>();
    CaseStudyContent content = content(request, violations);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException(slug + ": " + violations);
    }
    CaseStudyVersion version = new CaseStudyVersion(caseStudy, 1, content, now);
    version.publish(now);
    caseStudy.publish(version);
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

  /**
   * What a request says; what it names and the register does not have is added to the violations.
   */
  CaseStudyContent content(CaseStudyRequest request, List<Violation> violations) {
    vocabularies.check("themes", "/theme", request.theme(), violations);
    vocabularies.check(
        "quality-statements", "/qualityStatements", request.qualityStatements(), violations);
    vocabularies.check("topics", "/topics", request.topics(), violations);
    vocabularies.check("populations", "/populations", request.populations(), violations);
    List<UUID> leads = organisations.check("/lead", request.lead(), violations);
    List<UUID> partners = organisations.check("/partners", request.partners(), violations);
    Map<UUID, OrganisationRef> inShort = organisations.inShort(leads);
    return new CaseStudyContent(
        request.title(),
        request.summary(),
        request.theme(),
        request.qualityStatements(),
        request.topics(),
        request.populations(),
        Stream.concat(
                leads.stream().map(id -> new Participant(Part.LEAD, id)),
                partners.stream().map(id -> new Participant(Part.PARTNER, id)))
            .toList(),
        leads.stream()
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

  /** What a version says, as it would come in, without contacts. */
  CaseStudyRequest written(CaseStudyVersion version) {
    return CaseStudyRequest.from(version, participants(List.of(version)));
  }
}
