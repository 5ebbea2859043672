package uk.casebook.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.casebook.casestudy.CaseStudyService;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.contract.Named;
import uk.casebook.contract.Nearest;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.database.ResourceId;
import uk.casebook.http.Cursors;
import uk.casebook.http.EnumCode;
import uk.casebook.http.ListRequest;
import uk.casebook.http.LondonTime;
import uk.casebook.http.Page;
import uk.casebook.metric.MetricService;
import uk.casebook.metric.Programmes;
import uk.casebook.organisation.OrganisationService;
import uk.casebook.vocabulary.VocabularyService;

/** Reads funding programmes and what is only reported of their awards in sum. */
@ApplicationScoped
@Transactional
public class FundingProgrammeService implements Programmes {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private static final String FEED =
      "urn:uuid:" + ResourceId.ofShipped("feed", "funding-programmes");

  private final FundingProgrammeRepository programmes;
  private final AwardSummaryRepository awardSummaries;
  private final OrganisationService organisations;
  private final CaseStudyService caseStudies;
  private final MetricService metrics;
  private final VocabularyService vocabularies;
  private final Cursors cursors;
  private final LondonTime time;

  FundingProgrammeService(
      FundingProgrammeRepository programmes,
      AwardSummaryRepository awardSummaries,
      OrganisationService organisations,
      CaseStudyService caseStudies,
      MetricService metrics,
      VocabularyService vocabularies,
      Cursors cursors,
      LondonTime time) {
    this.programmes = programmes;
    this.awardSummaries = awardSummaries;
    this.organisations = organisations;
    this.caseStudies = caseStudies;
    this.metrics = metrics;
    this.vocabularies = vocabularies;
    this.cursors = cursors;
    this.time = time;
  }

  Page<FundingProgrammeResponse> listFundingProgrammes(
      ListRequest list, FundingProgrammeFilter filter) {
    Conditions conditions = conditions(filter);
    Page<UUID> page =
        Keyset.page(
            cursors,
            list,
            programmes.byName(conditions, cursors.start(list), list.limit()),
            programmes.count(conditions));
    return page.of(responses(programmes.byIds(page.items()).values()));
  }

  private Conditions conditions(FundingProgrammeFilter filter) {
    List<Violation> violations = new ArrayList<>();
    vocabularies.filterBy("learner-groups", "learnerGroup", filter.learnerGroup(), violations);
    Set<UUID> funders = organisations.filterByOrganisation("funder", filter.funder(), violations);
    Set<UUID> studies = caseStudies.filterByPublic("caseStudy", filter.caseStudy(), violations);
    ProblemException.refuse(violations);
    Conditions conditions =
        new Conditions()
            .andAny("p.kind in (:kind)", "kind", filter.kind())
            .andAny(
                """
                (p.funder_id in (:funder) or exists (
                  select 1 from funding_programme_funder f
                  where f.funding_programme_id = p.id and f.organisation_id in (:funder)))\
                """,
                "funder",
                funders)
            .andAny(
                """
                exists (select 1 from funding_programme_learner_group g
                  where g.funding_programme_id = p.id and g.learner_group in (:learnerGroup))\
                """,
                "learnerGroup",
                filter.learnerGroup())
            .andAny(
                """
                exists (select 1 from funding_programme_case_study s
                  where s.funding_programme_id = p.id and s.case_study_id in (:caseStudy))\
                """,
                "caseStudy",
                studies);
    filter.q().ifPresent(words -> search(words, conditions));
    if (!filter.status().isEmpty()) {
      // What the clock says is said in one place, and programmes are few enough to ask each.
      conditions.and("p.id = any(:standing)", "standing", standing(filter.status()));
    }
    return conditions;
  }

  /** Each word stands in the name or in one of its variants. */
  private static void search(String words, Conditions conditions) {
    List<String> all = SPACE.splitAsStream(words.strip()).toList();
    for (int i = 0; i < all.size(); i++) {
      conditions.and(
          "strpos(lower(p.name || ' ' || p.name_variants), lower(:word%d)) > 0".formatted(i),
          "word" + i,
          all.get(i));
    }
  }

  private UUID[] standing(List<String> codes) {
    return programmes.listAll().stream()
        .filter(
            programme ->
                programme
                    .content()
                    .timetable()
                    .status(time.today())
                    .map(EnumCode::of)
                    .filter(codes::contains)
                    .isPresent())
        .map(FundingProgramme::id)
        .toArray(UUID[]::new);
  }

  FundingProgrammeResponse getFundingProgramme(String key) {
    return response(find(key));
  }

  private FundingProgramme find(String key) {
    return programmes.findByKey(key).orElseThrow(() -> notFound(key));
  }

  ProblemException notFound(String key) {
    return ProblemException.notFound(unknown(key));
  }

  /** That there is no such programme, with the nearest name. */
  String unknown(String key) {
    return "No funding programme has the slug or id '%s'%s"
        .formatted(key, Nearest.suggestion(key, programmes.slugs()));
  }

  FundingProgrammeResponse response(FundingProgramme programme) {
    return Objects.requireNonNull(responses(List.of(programme)).get(programme.id()));
  }

  /** Programmes as they are read, by id. */
  Map<UUID, FundingProgrammeResponse> responses(Collection<FundingProgramme> found) {
    Set<UUID> ids = found.stream().map(FundingProgramme::id).collect(Collectors.toSet());
    FundingProgrammeResponse.Context context =
        new FundingProgrammeResponse.Context(
            time.today(),
            organisations.inShort(
                all(
                    found,
                    content ->
                        Stream.concat(
                            Stream.ofNullable(content.funderId()), content.funderIds().stream()))),
            inShort(all(found, content -> Stream.ofNullable(content.succeedsId()))),
            programmes.succeeding(ids).stream()
                .collect(
                    Collectors.toMap(
                        successor -> Objects.requireNonNull(successor.content().succeedsId()),
                        FundingProgrammeService::inShort,
                        (one, other) -> one)),
            awardSummaries.ofProgrammes(ids),
            caseStudies.publicInShort(all(found, content -> content.caseStudyIds().stream())),
            metrics.publicInShort(all(found, content -> content.metricIds().stream())));
    return found.stream()
        .collect(
            Collectors.toMap(
                FundingProgramme::id,
                programme -> FundingProgrammeResponse.from(programme, context)));
  }

  private static Set<UUID> all(
      Collection<FundingProgramme> found, Function<FundingProgrammeContent, Stream<UUID>> ids) {
    return found.stream().map(FundingProgramme::content).flatMap(ids).collect(Collectors.toSet());
  }

  Page<AwardSummaryResponse> listAwardSummaries(ListRequest list, List<String> programme) {
    List<Violation> violations = new ArrayList<>();
    Set<UUID> wanted = filterByProgramme("programme", programme, violations);
    ProblemException.refuse(violations);
    Conditions conditions =
        new Conditions().andAny("s.funding_programme_id in (:programme)", "programme", wanted);
    Page<UUID> page =
        Keyset.page(
            cursors,
            list,
            awardSummaries.byProgramme(conditions, cursors.start(list), list.limit()),
            awardSummaries.count(conditions));
    Map<UUID, AwardSummary> found = awardSummaries.byIds(page.items());
    Map<UUID, FundingProgrammeRef> funds =
        inShort(
            found.values().stream()
                .flatMap(summary -> Stream.ofNullable(summary.programmeId()))
                .collect(Collectors.toSet()));
    return page.<AwardSummary>of(found)
        .map(
            summary ->
                AwardSummaryResponse.from(
                    summary,
                    summary.programmeId() == null ? null : funds.get(summary.programmeId())));
  }

  /** The days of all programmes as a calendar. */
  String calendar() {
    return FundingCalendar.of(programmes.listAll());
  }

  /** The programmes that take applications today as a feed. */
  String feed() {
    return FundingFeed.of(programmes.listAll(), time.today(), FEED).write();
  }

  /** These programmes in short, by id. */
  public Map<UUID, FundingProgrammeRef> inShort(Collection<UUID> ids) {
    return programmes.byIds(ids).values().stream()
        .collect(Collectors.toMap(FundingProgramme::id, FundingProgrammeService::inShort));
  }

  private static FundingProgrammeRef inShort(FundingProgramme programme) {
    return FundingProgrammeRef.of(programme.slug(), programme.content().name());
  }

  /**
   * The programmes that a filter names by id or slug.
   *
   * @param parameter the filter's name, to say in the violations what is wrong
   */
  public Set<UUID> filterByProgramme(
      String parameter, List<String> keys, List<Violation> violations) {
    return Named.inFilter(
        parameter,
        keys,
        key -> programmes.findByKey(key).map(FundingProgramme::id),
        this::unknown,
        violations);
  }

  /**
   * What an application has to know of the programme that a body names by id or slug; if there is
   * none, that is added to the violations.
   */
  public Optional<Call> findCall(String pointer, String key, List<Violation> violations) {
    return Named.at(
        pointer, key, name -> programmes.findByKey(name).map(Call::of), this::unknown, violations);
  }

  /** What applications have to know of these programmes, by id. */
  public Map<UUID, Call> calls(Collection<UUID> ids) {
    return programmes.byIds(ids).values().stream()
        .collect(Collectors.toMap(FundingProgramme::id, Call::of));
  }

  /**
   * As {@link #calls} for one programme, and nobody else changes it, or awards its money, until the
   * end of the transaction.
   */
  public Call lockCall(UUID id) {
    return Call.of(programmes.lock(id.toString()).orElseThrow());
  }

  @Override
  public Map<UUID, FundingProgrammeRef> ofMetrics(Collection<UUID> metricIds) {
    return programmes.ofMetrics(metricIds).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> inShort(entry.getValue())));
  }
}
