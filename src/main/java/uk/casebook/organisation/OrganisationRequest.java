package uk.casebook.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Bodies;

/**
 * An organisation as it comes in.
 *
 * @param slug made from the name where it is left out
 */
public record OrganisationRequest(
    @Nullable String slug,
    String name,
    OrganisationKind kind,
    List<Identifier> identifiers,
    @Nullable String website,
    @Nullable String nation,
    @Nullable String region) {

  /** Identifiers that are left out are none. */
  public OrganisationRequest {
    identifiers = Bodies.orEmpty(identifiers);
  }

  OrganisationContent content() {
    return new OrganisationContent(name, kind, identifiers, website, nation, region);
  }

  /** An organisation as it would come in. */
  static OrganisationRequest from(Organisation organisation) {
    OrganisationContent content = organisation.content();
    return new OrganisationRequest(
        organisation.slug(),
        content.name(),
        content.kind(),
        content.identifiers(),
        content.website(),
        content.nation(),
        content.region());
  }
}
