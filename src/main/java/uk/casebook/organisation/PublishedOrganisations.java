package uk.casebook.organisation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import uk.casebook.http.Published;

/** Organisations for the change feed; councils are read at their own address. */
@ApplicationScoped
public class PublishedOrganisations implements Published {

  private final OrganisationRepository organisations;

  PublishedOrganisations(OrganisationRepository organisations) {
    this.organisations = organisations;
  }

  @Override
  public String resource() {
    return OrganisationEditingService.RESOURCE;
  }

  @Override
  public boolean isTimeless() {
    return true;
  }

  /** Leads to a council as well. */
  @Override
  public String href(String slug) {
    return OrganisationRef.href(slug, OrganisationKind.OTHER);
  }

  @Override
  public Map<UUID, String> hrefs(Map<UUID, String> slugs) {
    Set<UUID> councils = Set.copyOf(organisations.councilsAmong(slugs.keySet()));
    Map<UUID, String> hrefs = new HashMap<>(slugs);
    hrefs.replaceAll(
        (id, slug) ->
            councils.contains(id)
                ? OrganisationRef.href(slug, OrganisationKind.COUNCIL)
                : href(slug));
    return hrefs;
  }

  @Override
  public Map<UUID, Record> answers(Collection<UUID> ids) {
    return organisations.byIds(ids).values().stream()
        .filter(organisation -> organisation.mergedIntoId() == null)
        .collect(Collectors.toMap(Organisation::id, PublishedOrganisations::answer));
  }

  private static Record answer(Organisation organisation) {
    return organisation instanceof Council council
        ? CouncilResponse.from(council)
        : OrganisationResponse.from(organisation);
  }

  @Override
  public Map<UUID, Gone> gone(Collection<UUID> ids) {
    Map<UUID, Gone> gone = new HashMap<>();
    for (Organisation organisation : organisations.byIds(ids).values()) {
      if (organisation.mergedIntoId() != null) {
        OrganisationRef standing = OrganisationRef.from(organisations.standing(organisation));
        gone.put(
            organisation.id(),
            new Gone("merged", new Successor(standing.slug(), standing.name(), standing.href())));
      }
    }
    return gone;
  }
}
