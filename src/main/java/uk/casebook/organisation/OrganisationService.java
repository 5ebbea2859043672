package uk.casebook.organisation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import uk.casebook.contract.Named;
import uk.casebook.contract.Nearest;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;
import uk.casebook.database.Keyset;
import uk.casebook.database.ResourceId;
import uk.casebook.http.Cursors;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;
import uk.casebook.identity.Owners;

/** Reads councils and other organisations, and enters those that the register ships with. */
@ApplicationScoped
@Transactional
public class OrganisationService implements Owners {

  /** The lists of local authorities at org-id.guide, by nation. */
  private static final Map<String, String> LOCAL_AUTHORITY_SCHEMES =
      Map.of(
          "England", "GB-LAE",
          "Scotland", "GB-LAS",
          "Wales", "GB-PLA",
          "Northern Ireland", "GB-LANI");

  private final OrganisationRepository organisations;
  private final Cursors cursors;

  OrganisationService(OrganisationRepository organisations, Cursors cursors) {
    this.organisations = organisations;
    this.cursors = cursors;
  }

  Page<OrganisationResponse> listOrganisations(ListRequest list, OrganisationFilter filter) {
    var conditions = filter.conditions();
    return load(
            list,
            organisations.byName(
                OrganisationRepository.ORGANISATIONS,
                conditions,
                cursors.start(list),
                list.limit()),
            organisations.count(OrganisationRepository.ORGANISATIONS, conditions))
        .map(OrganisationResponse::from);
  }

  Page<CouncilResponse> listCouncils(ListRequest list, CouncilFilter filter) {
    var conditions = filter.conditions();
    return load(
            list,
            organisations.byName(
                OrganisationRepository.COUNCILS, conditions, cursors.start(list), list.limit()),
            organisations.count(OrganisationRepository.COUNCILS, conditions))
        .map(organisation -> CouncilResponse.from((Council) organisation));
  }

  private Page<Organisation> load(ListRequest list, List<Keyset.Entry<UUID>> entries, long total) {
    Page<UUID> page = Keyset.page(cursors, list, entries, total);
    return page.of(organisations.byIds(page.items()));
  }

  Found<OrganisationResponse> getOrganisation(String key) {
    return organisations
        .findRecord(key)
        .map(organisation -> found(organisation, OrganisationResponse::from))
        .orElseThrow(() -> notFound(key));
  }

  static ProblemException notFound(String key) {
    return ProblemException.notFound("No organisation has the id or slug '%s'".formatted(key));
  }

  private <T> Found<T> found(Organisation named, Function<Organisation, T> response) {
    Organisation standing = organisations.standing(named);
    return new Found<>(
        response.apply(standing), named.mergedIntoId() == null ? null : standing.slug());
  }

  Found<CouncilResponse> getCouncil(String key) {
    return organisations
        .findRecord(key)
        .filter(Council.class::isInstance)
        .map(named -> found(named, standing -> CouncilResponse.from((Council) standing)))
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "No council has the GSS code, slug or id '%s'".formatted(key)));
  }

  /**
   * The organisations that a filter names, with all records that were merged into them: what was
   * published before a merge names those.
   *
   * @param parameter the filter's name, to say in the violations what is wrong
   * @param keys ids or slugs
   */
  public Set<UUID> filterByOrganisation(
      String parameter, List<String> keys, List<Violation> violations) {
    return find(parameter, keys, false, violations);
  }

  /**
   * As {@link #filterByOrganisation} for councils, with all councils that these came to replace.
   */
  public Set<UUID> filterByCouncil(
      String parameter, List<String> keys, List<Violation> violations) {
    Set<UUID> councils = find(parameter, keys, true, violations);
    return councils.isEmpty() ? councils : organisations.withPredecessors(councils);
  }

  private Set<UUID> find(
      String parameter, List<String> keys, boolean councilsOnly, List<Violation> violations) {
    Set<UUID> found =
        Named.inFilter(
            parameter,
            keys,
            key -> organisations.findId(key, councilsOnly),
            key -> unknown(key, councilsOnly),
            violations);
    return found.isEmpty() ? found : organisations.withMerged(found);
  }

  String unknown(String key, boolean councilsOnly) {
    return "No %s '%s'%s"
        .formatted(
            councilsOnly
                ? "council has the GSS code, slug or id"
                : "organisation has the slug or id",
            key,
            Nearest.suggestion(key, organisations.slugs(councilsOnly)));
  }

  /**
   * The organisations that a body names by id, slug or GSS code, in its order; what it does not
   * find, or finds twice, is added to the violations.
   *
   * @param pointer where the list stands in the body
   */
  public List<UUID> check(String pointer, List<String> keys, List<Violation> violations) {
    return Named.inBody(
        pointer, keys, this::findOrganisation, key -> unknown(key, false), violations);
  }

  @Override
  public Optional<UUID> findOrganisation(String key) {
    return organisations.findByKey(key).map(Organisation::id);
  }

  @Override
  public Map<UUID, String> slugs(Collection<UUID> ids) {
    return organisations.byIds(ids).values().stream()
        .collect(Collectors.toMap(Organisation::id, Organisation::slug));
  }

  /** The organisations with these ids, by id. */
  public Map<UUID, OrganisationResponse> byIds(Collection<UUID> ids) {
    return organisations.byIds(ids).values().stream()
        .collect(Collectors.toMap(Organisation::id, OrganisationResponse::from));
  }

  /** The organisations with these ids in short. */
  public Map<UUID, OrganisationRef> inShort(Collection<UUID> ids) {
    return organisations.byIds(ids).values().stream()
        .collect(Collectors.toMap(Organisation::id, OrganisationRef::from));
  }

  /** Enters the councils and other organisations that the register ships with. */
  public void ship(List<CouncilRow> councils, List<OrganisationRequest> others, Instant now) {
    Map<String, Council> byGssCode = new HashMap<>();
    for (CouncilRow row : councils) {
      Council council =
          new Council(
              ResourceId.ofShipped("organisation", row.slug()),
              row,
              List.of(
                  new Identifier("GSS", row.gssCode()),
                  new Identifier(
                      Objects.requireNonNull(LOCAL_AUTHORITY_SCHEMES.get(row.nation())),
                      row.localAuthorityCode())),
              now);
      byGssCode.put(row.gssCode(), council);
      organisations.persist(council);
    }
    for (CouncilRow row : councils) {
      Objects.requireNonNull(byGssCode.get(row.gssCode()))
          .replacedBy(
              row.replacedBy().stream()
                  .map(code -> Objects.requireNonNull(byGssCode.get(code)))
                  .toList());
    }
    for (OrganisationRequest other : others) {
      String slug = Objects.requireNonNull(other.slug());
      organisations.persist(
          new Organisation(ResourceId.ofShipped("organisation", slug), slug, other.content(), now));
    }
    organisations.writeAndForget();
  }
}
