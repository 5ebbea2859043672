package uk.casebook.organisation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.Identified;

/** An organisation of any kind as it is read. */
public record OrganisationResponse(
    UUID id,
    String slug,
    String name,
    OrganisationKind kind,
    List<Identifier> identifiers,
    @Nullable String website,
    @Nullable String nation,
    @Nullable String region,
    String href)
    implements Identified {

  static OrganisationResponse from(Organisation organisation) {
    return new OrganisationResponse(
        organisation.id(),
        organisation.slug(),
        organisation.name(),
        organisation.kind(),
        List.copyOf(organisation.identifiers()),
        organisation.website(),
        organisation.nation(),
        organisation.region(),
        OrganisationRef.href(organisation.slug(), organisation.kind()));
  }
}
